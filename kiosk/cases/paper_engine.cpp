// kiosk/cases/paper_engine.cpp — settings and an attendee list from a shop's objects.
#include "kiosk/cases/paper_engine.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace kiosk::cases {
namespace {

// Names are for people and may be the same twice; here only the shop's numbers tell products apart.
std::string name_of(std::int64_t number) {
    return "#" + std::to_string(number);
}

template <class Named>
Named& entry_for(std::vector<Named>& known, std::int64_t number) {
    const auto is_it = [&](const Named& one) { return one.id.value == number; };
    const auto found = std::ranges::find_if(known, is_it);
    if (found != known.end()) return *found;
    Named& added = known.emplace_back();
    added.id.value = number;
    added.name = name_of(number);
    return added;
}

std::vector<const Position*> positions_of(const World& world, std::size_t event) {
    std::vector<const Position*> found;
    for (const auto& position : world.positions) {
        if (position.event == event) found.push_back(&position);
    }
    return found;
}

std::vector<core::Product> products_of(const pretix::ShopEvent& shop,
                                       const std::vector<const Position*>& positions) {
    std::vector<core::Product> products;
    for (const auto& [id, named] : shop.lists) {
        for (const auto product : named.list.limit_products) entry_for(products, product.value);
    }
    for (const auto* position : positions) {
        auto& product = entry_for(products, position->facts.product.value);
        if (const auto& variation = position->facts.variation) {
            entry_for(product.variations, variation->value);
        }
    }
    return products;
}

// The same key twice is one; an event may publish it so.
Result<core::KeySet> keys_of(const pretix::ShopEvent& shop) {
    core::KeySet keys;
    for (std::size_t i = 0; i < shop.keys.size(); ++i) {
        core::TicketKey key{.id = name_of(static_cast<std::int64_t>(i)),
                            .kind = core::KeyKind::pretix_sig1,
                            .key = shop.keys[i]};
        auto added = keys.add(std::move(key));
        if (!added && added.error().code != Errc::conflict) return fail(std::move(added.error()));
    }
    return keys;
}

// Two tickets of one event may have one secret. Such a secret then stands for each of them, as a
// medium does; each has a code of its own that nobody can scan.
bool is_shared(const Position& position, const std::vector<const Position*>& positions) {
    return std::ranges::count(positions, position.secret,
                              [](const Position* one) { return one->secret; }) > 1;
}

// The shop forgets a canceled ticket of a live order; so the other one is meant.
bool is_meant(const Position& position, const std::vector<const Position*>& positions) {
    return !position.facts.canceled || std::ranges::none_of(positions, [&](const Position* one) {
        return one->secret == position.secret && !one->facts.canceled;
    });
}

core::CodeKey code_of(const Position& position, const std::vector<const Position*>& positions,
                      const PaperHasher& hasher) {
    if (!is_shared(position, positions)) return hasher.key_of(position.secret);
    return hasher.key_of(position.secret + '\0' + std::to_string(position.id));
}

core::RosterLinks links_of(const World& world, const std::vector<const Position*>& positions,
                           const PaperMoment& moment, const PaperHasher& hasher) {
    const auto is_here = [&](std::int64_t id) {
        return std::ranges::find(positions, id, &Position::id) != positions.end();
    };
    std::vector<core::MediumLink> media;
    for (const auto& medium : world.media) {
        const bool expired = medium.expires && *medium.expires < moment.now;
        if (!medium.active || expired || medium.type != moment.source_type) continue;
        for (const auto id : medium.positions) {
            if (!is_here(id)) continue;
            media.push_back(
                {hasher.key_of(medium.identifier), {static_cast<std::uint64_t>(id)}, {}});
        }
    }
    for (const auto* position : positions) {
        if (!is_shared(*position, positions) || !is_meant(*position, positions)) continue;
        media.push_back({hasher.key_of(position->secret), position->facts.id, {}});
    }
    std::vector<core::AddOnLink> add_ons;
    for (const auto* position : positions) {
        if (!position->addon_to || !is_here(*position->addon_to)) continue;
        add_ons.push_back({{static_cast<std::uint64_t>(*position->addon_to)}, position->facts.id});
    }
    return {std::move(media), std::move(add_ons), {}};
}

Result<core::Roster> roster_of(const World& world, std::size_t event, const PaperMoment& moment,
                               const PaperHasher& hasher) {
    const pretix::ShopEvent& shop = world.events[event];
    const auto positions = positions_of(world, event);
    core::CodeShape shape;
    for (const auto* position : positions) shape.learn(position->secret);
    core::RosterBuilder builder(1, {}, shape, products_of(shop, positions), positions.size());
    for (const auto* position : positions) {
        core::RosterRow row;
        row.code = code_of(*position, positions, hasher);
        row.facts = position->facts;
        if (std::ranges::find(shop.blocked, position->secret) != shop.blocked.end()) {
            row.facts.blocked = true;
        }
        auto added = builder.add(row);
        if (!added) return fail(std::move(added.error()).in("order " + position->order));
    }
    KIOSK_TRY_VOID(builder.link(links_of(world, positions, moment, hasher)));
    return std::move(builder).build();
}

core::ListSettings settings_of(const core::CheckInList& list) {
    core::ListSettings settings{.list = list, .products = {}};
    for (const auto product : list.limit_products) {
        settings.products.push_back(name_of(product.value));
    }
    return settings;
}

}  // namespace

core::CodeKey PaperHasher::key_of(std::string_view code) const {
    constexpr std::uint64_t kBeyondTickets = 1ULL << 63U;  // the shop's numbers are signed
    const auto known = met_.try_emplace(std::string(code), met_.size()).first;
    const std::uint64_t number = known->second | kBeyondTickets;
    core::CodeKey key;
    for (std::size_t i = 0; i < 8; ++i) {
        key.bytes[i] = static_cast<std::uint8_t>(number >> (8U * (7 - i)));
    }
    return key;
}

Result<std::unique_ptr<core::Engine>> make_paper_engine(const World& world, std::size_t event,
                                                        const PaperMoment& moment,
                                                        const PaperHasher& hasher,
                                                        const core::SignatureVerifier& verifier) {
    const pretix::ShopEvent& shop = world.events[event];
    core::EngineSettings settings;
    settings.zone = shop.zone;
    settings.verifier = &verifier;
    settings.keys = KIOSK_TRY(keys_of(shop));
    for (const auto& [id, named] : shop.lists) {
        settings.lists.push_back(settings_of(named.list));
        settings.stations.push_back({.id = named.list.id, .list = named.list.id});
    }
    auto engine = std::make_unique<core::Engine>(std::move(settings), hasher);
    engine->use(
        std::make_shared<const core::Roster>(KIOSK_TRY(roster_of(world, event, moment, hasher))));
    return engine;
}

}  // namespace kiosk::cases
