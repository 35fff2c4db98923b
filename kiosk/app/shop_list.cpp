// kiosk/app/shop_list.cpp — orders to rows, lists to settings, check-ins to what was elsewhere.
#include "kiosk/app/shop_list.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/core.h>

namespace kiosk::app {
namespace {

// FNV-1a: whether anything changed, no more.
class Digest {
  public:
    void add(std::string_view text) {
        for (const char c : text) add_byte(static_cast<unsigned char>(c));
        add_byte(0);
    }
    void add(std::int64_t number) {
        for (unsigned shift = 0; shift < 64; shift += 8) {
            add_byte(static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> shift));
        }
    }
    void add(const std::optional<FineTime>& time) {
        add(time ? time->time_since_epoch().count() : std::int64_t{-1});
    }
    [[nodiscard]] std::uint64_t value() const { return value_; }

  private:
    void add_byte(unsigned char byte) { value_ = (value_ ^ byte) * 1099511628211ULL; }

    std::uint64_t value_ = 14695981039346656037ULL;
};

// Products that are named by nobody any more still stand on old orders.
class Products {
  public:
    explicit Products(const pretix::ShopEvent& event) {
        for (const auto& item : event.items) {
            core::Product& product = products_.emplace_back();
            product = {.id = {item.id}, .name = item.name, .variations = {}};
            for (const auto& one : item.variations) {
                product.variations.push_back({.id = {one.id}, .name = one.name});
            }
        }
    }

    void add(const core::TicketFacts& facts) {
        auto product = std::ranges::find(products_, facts.product, &core::Product::id);
        if (product == products_.end()) {
            products_.push_back({facts.product, fmt::format("#{}", facts.product.value), {}});
            product = products_.end() - 1;
        }
        if (!facts.variation) return;
        auto& known = product->variations;
        if (std::ranges::find(known, *facts.variation, &core::Variation::id) == known.end()) {
            known.push_back({*facts.variation, fmt::format("#{}", facts.variation->value)});
        }
    }

    [[nodiscard]] std::vector<core::Product> take() { return std::move(products_); }

  private:
    std::vector<core::Product> products_;
};

class Reading {
  public:
    Reading(const pretix::ShopEvent& event, const config::Config& config,
            const core::CodeHasher& hasher)
        : event_(event), config_(config), hasher_(hasher), products_(event) {
        for (const auto& list : config.lists) lists_.push_back(list.id);
    }

    Result<> take(const pretix::Order& order) {
        for (const auto& position : order.positions) take(position, order);
        return {};
    }

    [[nodiscard]] ShopList finish() {
        list_.products = products_.take();
        for (const auto& product : list_.products) {
            digest_.add(product.id.value);
            digest_.add(product.name);
        }
        std::erase_if(add_ons_, [&](const core::AddOnLink& link) {
            return !list_.tickets.contains(link.main) || !list_.tickets.contains(link.ticket);
        });
        list_.links = core::RosterLinks({}, std::move(add_ons_), {});
        list_.digest = digest_.value();
        list_.told.times = event_.times;
        for (const auto& [id, times] : event_.subevents) list_.told.subevent_times[{id}] = times;
        list_.told.check_ins =
            std::make_shared<const core::CheckInsElsewhere>(lists_, std::move(elsewhere_));
        take_lists();
        if (event_.is_test) list_.warnings.emplace_back("the shop is in test mode");
        return std::move(list_);
    }

  private:
    void take(const pretix::Position& position, const pretix::Order& order) {
        const bool good = !position.secret.empty() && position.secret.size() <= core::kCodeBytesMax;
        if (!good || !codes_.insert(hasher_.key_of(position.secret)).second) {
            ++list_.left_out;
            return;
        }
        const core::TicketFacts& facts = position.facts;
        list_.code_shape.learn(position.secret);
        products_.add(facts);
        ShopTicket& ticket = list_.tickets[facts.id];
        ticket = {.secret = position.secret, .item = facts.product.value};
        if (facts.variation) ticket.variation = facts.variation->value;
        if (facts.subevent) ticket.subevent = facts.subevent->value;
        if (position.addon_to) {
            add_ons_.push_back({{static_cast<std::uint64_t>(*position.addon_to)}, facts.id});
        }
        for (const auto& past : position.check_ins) take(past, facts.id);
        note(position, order);
    }

    void take(const pretix::ShopCheckIn& past, core::TicketId ticket) {
        for (std::size_t i = 0; i < config_.lists.size(); ++i) {
            if (config_.lists[i].shop_list != past.list) continue;
            elsewhere_.push_back({.ticket = ticket,
                                  .list = static_cast<std::uint16_t>(i),
                                  .at = past.at,
                                  .direction = past.direction});
        }
    }

    void note(const pretix::Position& position, const pretix::Order& order) {
        const core::TicketFacts& facts = position.facts;
        digest_.add(static_cast<std::int64_t>(facts.id.value));
        digest_.add(position.secret);
        digest_.add(facts.product.value);
        digest_.add(facts.variation ? facts.variation->value : std::int64_t{-1});
        digest_.add(facts.subevent ? facts.subevent->value : std::int64_t{-1});
        digest_.add(position.addon_to.value_or(-1));
        digest_.add(std::int64_t{facts.canceled} | std::int64_t{facts.blocked} << 1 |
                    std::int64_t{facts.require_approval} << 2 |
                    std::int64_t{facts.valid_if_pending} << 3 |
                    std::int64_t{position.order_attention} << 4);
        digest_.add(facts.valid_from);
        digest_.add(facts.valid_until);
        digest_.add(position.order_status);
        digest_.add(holder_name(position, order));
        digest_.add(holder_email(position));
        digest_.add(position.company);
    }

    void take_lists() {
        for (const auto& ours : config_.lists) {
            if (!ours.shop_list) continue;
            const auto theirs = event_.lists.find(*ours.shop_list);
            if (theirs == event_.lists.end()) {
                list_.warnings.push_back(fmt::format("list {}: the shop has no check-in list {}",
                                                     ours.id, *ours.shop_list));
                continue;
            }
            core::ListSettings& settings = list_.told.lists.emplace_back();
            settings.list = theirs->second.list;
            settings.list.id = ours.id;
            settings.rules = theirs->second.list.rules;
            settings.products_by_number = true;
            settings.exit_all_at = ours.exit_all_at;
            for (const auto& product : list_.products) {
                if (std::ranges::binary_search(settings.list.limit_products, product.id)) {
                    settings.products.push_back(product.name);
                }
            }
        }
    }

    const pretix::ShopEvent& event_;
    const config::Config& config_;
    const core::CodeHasher& hasher_;
    Products products_;
    Digest digest_;
    ShopList list_;
    std::vector<std::string> lists_;
    std::set<core::CodeKey> codes_;
    std::vector<core::AddOnLink> add_ons_;
    std::vector<core::CheckInElsewhere> elsewhere_;
};

}  // namespace

// The name of whoever holds the main ticket stands for an add-on that was sold without one.
std::string_view holder_name(const pretix::Position& position, const pretix::Order& order) {
    if (position.attendee_name && !position.attendee_name->empty()) return *position.attendee_name;
    const auto main = std::ranges::find_if(
        order.positions, [&](const pretix::Position& one) { return position.addon_to == one.id; });
    return main != order.positions.end() && main->attendee_name ? *main->attendee_name
                                                                : std::string_view();
}

std::string_view holder_email(const pretix::Position& position) {
    return position.attendee_email.empty() ? position.order_email : position.attendee_email;
}

Result<ShopList> read_shop_list(const pretix::Mirror& mirror, const config::Config& config,
                                const pretix::ZoneLookup& zone, const core::CodeHasher& hasher) {
    const pretix::ShopEvent event = KIOSK_TRY(mirror.event(zone));
    Reading reading(event, config, hasher);
    KIOSK_TRY_VOID(
        mirror.visit_orders([&](const pretix::Order& order) { return reading.take(order); }));
    ShopList list = reading.finish();
    if (list.left_out > 0) {
        list.warnings.push_back(
            fmt::format("{} tickets have no code of their own and are left out", list.left_out));
    }
    return list;
}

}  // namespace kiosk::app
