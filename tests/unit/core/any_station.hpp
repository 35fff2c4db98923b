// tests/unit/core/any_station.hpp — stations, lists, guests and scans by dice.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/builders/core_builders.hpp"
#include "tests/unit/core/any_rule.hpp"

namespace kiosk::core {

inline constexpr std::array kStations{"desk", "out", "gate", "hall-door"};
inline constexpr int kGuests = 8;

// Guests 0 to 5 are on the list; 6 is not, 7 is held before the reader upside down.
inline std::string code_of_guest(int guest) {
    if (guest == kGuests - 1) return "a\x01";
    return std::string(7, static_cast<char>('a' + guest)) + '1';
}

inline ListSettings a_list(Dice& dice, std::string id) {
    ListSettings settings{CheckInList{.id = std::move(id)}, {}};
    settings.list.all_products = dice.one_in(2);
    settings.products = {"Conference"};
    settings.list.include_pending = dice.one_in(2);
    settings.list.allow_multiple_entries = dice.one_in(2);
    settings.list.allow_entry_after_exit = dice.one_in(2);
    if (dice.one_in(3)) settings.rules = any_rule(dice);
    return settings;
}

inline constexpr int kAntiPassbacks = static_cast<int>(AntiPassback::check) + 1;

// The histories begin at nine and last some twenty hours; hours over midnight, too.
inline OpenHours any_hours(Dice& dice) {
    const int from = 6 + dice.below(8);
    const int until = (from + 2 + dice.below(18)) % 24;
    return {.days = {}, .from = std::chrono::hours(from), .until = std::chrono::hours(until)};
}

inline Entitlement any_entitlement(Dice& dice, std::string product,
                                   std::vector<std::string> zones) {
    Entitlement entitlement{.id = product, .products = {product}, .zones = std::move(zones)};
    entitlement.at_any_hour = dice.one_in(4);
    entitlement.by_any_route = dice.one_in(4);
    entitlement.beyond_capacity = dice.one_in(4);
    entitlement.without_passback = dice.one_in(4);
    return entitlement;
}

// `crowded`: zones take few, so that one guest's entry is another guest's refusal.
inline EngineSettings any_station(Dice& dice, bool crowded) {
    EngineSettings s;
    for (const char* id : kStations) {
        s.stations.push_back({.id = id,
                              .list = dice.one_in(2) ? "main" : "side",
                              .when_unstored = dice.one_in(2) ? Verdict::stop : Verdict::check});
    }
    s.stations[1].direction = Direction::exit;
    s.lists = {a_list(dice, "main"), a_list(dice, "side")};
    if (dice.one_in(2)) {
        s.questions = {{{.id = {1}, .required = true, .ask_during_checkin = true}, {}}};
    }
    s.venue.zones = {{.id = "venue"}, {.id = "hall", .parent = "venue"}};
    for (auto& zone : s.venue.zones) {
        zone.anti_passback = static_cast<AntiPassback>(dice.below(kAntiPassbacks));
        zone.passback_interval = std::chrono::minutes(1 + dice.below(300));
        zone.on_full = dice.one_in(2) ? OnFull::ask : OnFull::refuse;
        if (crowded) zone.capacity = static_cast<std::uint32_t>(dice.below(4));
        zone.security = dice.one_in(4);
        if (dice.one_in(4)) zone.open = {any_hours(dice)};
        if (dice.one_in(4)) zone.reset_at = std::chrono::hours(dice.below(24));
    }
    if (dice.one_in(3)) s.venue.zones[1].route = {"venue"};
    s.venue.access_points = {{"gate", "venue"}, {"hall-door", "hall"}};
    if (dice.one_in(3)) s.venue.denied = {{1}};
    if (dice.one_in(3)) {
        s.venue.entitlements = {any_entitlement(dice, "Conference", {"venue"}),
                                any_entitlement(dice, "Workshop", {"venue", "hall"})};
    }
    return s;
}

inline std::shared_ptr<const Roster> any_list(Dice& dice) {
    std::vector<testing::TicketBuilder> tickets;
    for (int guest = 0; guest < kGuests - 2; ++guest) {
        auto ticket = testing::a_ticket(code_of_guest(guest)).product(1 + dice.below(2));
        if (dice.one_in(2)) ticket.order(static_cast<OrderState>(dice.below(4)));
        if (dice.one_in(6)) ticket.canceled();
        if (dice.one_in(6)) ticket.blocked();
        if (dice.one_in(4)) ticket.valid(testing::kNine + std::chrono::hours(1), std::nullopt);
        tickets.push_back(ticket);
    }
    return testing::roster_of(tickets);
}

inline ScanSeen any_scan(Dice& dice, int guest, std::chrono::milliseconds after_nine) {
    ScanSeen seen;
    const char* station = kStations.at(static_cast<std::size_t>(dice.below(4)));
    seen.scan = {station, std::string("reader at ") + station, code_of_guest(guest),
                 ScanSource::scanner, testing::at(after_nine)};
    if (dice.one_in(4)) seen.scan.seen_at.error_bound = std::chrono::minutes(dice.below(60));
    if (dice.one_in(3)) seen.direction = dice.one_in(2) ? Direction::entry : Direction::exit;
    seen.ignore_unpaid = dice.one_in(4);
    seen.force = dice.one_in(10);
    if (dice.one_in(6)) seen.let_in = Override{.by = "abena", .second = "kofi", .note = ""};
    if (dice.one_in(4)) seen.nonce = "n" + std::to_string(dice.below(3));
    seen.dry_run = dice.one_in(10);
    seen.request = RequestId{1};
    return seen;
}

}  // namespace kiosk::core
