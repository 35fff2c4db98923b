// tests/unit/demo/station_rules.cpp — from an attendee's row to the facts of a decision.
#include "tests/unit/demo/station_rules.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::demo {
namespace {

constexpr std::chrono::sys_days kDayOne{std::chrono::year(2027) / 3 / 8};

// Products by number: the position of the product's first offer.
core::ProductId product_id(std::string_view product) {
    const auto all = offers();
    const auto found = std::ranges::find(all, product, &Offer::product);
    return {found - all.begin()};
}

core::CheckInList main_entrance() {
    core::CheckInList list{.id = "main", .all_products = false};
    for (const auto& offer : offers()) {
        if (offer.product == kLivestream) continue;
        list.limit_products.push_back(product_id(offer.product));
    }
    std::ranges::sort(list.limit_products);
    return list;
}

core::TicketFacts facts_of(const Attendee& person) {
    using namespace std::chrono;
    core::TicketFacts facts;
    facts.product = product_id(person.offer->product);
    if (person.status == "pending") facts.order_state = core::OrderState::pending;
    if (person.status == "canceled") facts.order_state = core::OrderState::canceled;
    facts.blocked = person.status == "blocked";
    if (person.offer->first_day != 0) {
        facts.valid_from = kDayOne + days(person.offer->first_day - 1);
        facts.valid_until = kDayOne + days(person.offer->last_day) - milliseconds(1);
    }
    return facts;
}

}  // namespace

DemoStation::DemoStation(std::vector<Attendee> attendees)
    : attendees_(std::move(attendees)), history_(attendees_.size()) {
    for (const auto& person : attendees_) shape_.learn(person.code);
}

core::Reason DemoStation::scan(std::string_view code) {
    if (!shape_.covers(code)) return core::Reason::misread;
    const auto found = std::ranges::find(attendees_, code, &Attendee::code);
    if (found == attendees_.end()) return core::Reason::invalid;
    auto& history = history_[static_cast<std::size_t>(found - attendees_.begin())];
    const UtcTime noon = kDayOne + std::chrono::days(kDemoDay - 1) + std::chrono::hours(12);
    const core::CheckInList list = main_entrance();
    const core::TicketFacts ticket = facts_of(*found);
    const core::Decision decision = core::decide_by_list({.list = list,
                                                          .ticket = ticket,
                                                          .history = history,
                                                          .direction = core::Direction::entry,
                                                          .now = noon});
    if (decision.verdict() == core::Verdict::go) {
        history.push_back({core::Direction::entry, noon, "desk-1"});
    }
    return decision.reason;
}

}  // namespace kiosk::demo
