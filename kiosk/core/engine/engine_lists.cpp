// kiosk/core/engine/engine_lists.cpp — attendee list and check-in lists that take over.
#include <algorithm>
#include <utility>

#include "kiosk/core/engine/engine.hpp"
#include "kiosk/core/engine/signed_products.hpp"
#include "kiosk/core/rules/rule_products.hpp"

namespace kiosk::core {
namespace {

// The shop sells a person a main ticket and add-ons to it: who is denied with one is with all.
std::vector<TicketId> with_their_tickets(std::vector<TicketId> denied, const RosterLinks& links) {
    if (denied.empty()) return denied;
    std::ranges::sort(denied);
    const auto is_named = [named = denied](TicketId id) {
        return std::ranges::binary_search(named, id);
    };
    for (const auto& link : links.add_ons()) {
        if (is_named(link.main) || is_named(link.ticket)) denied.push_back(link.main);
    }
    std::ranges::sort(denied);
    const auto is_main = [mains = denied](TicketId id) {
        return std::ranges::binary_search(mains, id);
    };
    for (const auto& link : links.add_ons()) {
        if (is_main(link.main)) denied.push_back(link.ticket);
    }
    std::ranges::sort(denied);
    const auto doubles = std::ranges::unique(denied);
    denied.erase(doubles.begin(), doubles.end());
    return denied;
}

}  // namespace

Effects Engine::on(const ShopTold& told) {
    for (const auto& one : told.lists) {
        const auto is_it = [&](const ListSettings& ours) { return ours.list.id == one.list.id; };
        const auto ours = std::ranges::find_if(settings_.lists, is_it);
        if (ours != settings_.lists.end()) *ours = one;
    }
    settings_.times = told.times;
    settings_.subevent_times = told.subevent_times;
    history_.know_elsewhere(told.check_ins);
    if (roster_) resolve_products();
    return {};
}

void Engine::use(std::shared_ptr<const Roster> list) {
    roster_ = walk_ins_.join(std::move(list));
    products_ = with_signed_products(roster_->products(), settings_.keys);
    denied_ = with_their_tickets(settings_.venue.denied, roster_->links());
    presence_.use(*roster_);
    filter_.forget();  // what was refused a moment ago may be on the new list
    resolve_products();
}

void Engine::resolve_products() {
    const auto resolve = [this](const std::vector<std::string>& names) {
        std::vector<ProductId> ids;
        for (const auto& product : products_) {
            if (std::ranges::find(names, product.name) != names.end()) ids.push_back(product.id);
        }
        std::ranges::sort(ids);
        return ids;
    };
    for (auto& settings : settings_.lists) {
        if (!settings.products_by_number) {
            settings.list.limit_products = resolve(settings.products);
        }
        if (!settings.rules) continue;
        settings.list.rules =
            settings.rules_by_name ? with_products_of(*settings.rules, products_) : settings.rules;
    }
    questions_.clear();
    for (const auto& [question, products] : settings_.questions) {
        questions_.push_back(question);
        questions_.back().products = resolve(products);
        // A product that nobody has is not "every product".
        if (!products.empty() && questions_.back().products.empty()) {
            questions_.back().products.push_back(kNoProduct);
        }
    }
}

}  // namespace kiosk::core
