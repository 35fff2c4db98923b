// kiosk/config/venue_sections.cpp — the keys of [[zone]], [[entitlement]] and [[deny]].
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/core.h>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/text_codec.hpp"
#include "kiosk/config/config_sections.hpp"
#include "kiosk/config/nearest_name.hpp"

namespace kiosk::config {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kCapacityMax = 10'000'000;

// In the order of core::OnFull and core::AntiPassback.
constexpr std::array<std::string_view, 2> kOnFull{"refuse", "check"};
constexpr std::array<std::string_view, 5> kAntiPassback{"none", "soft", "hard", "timed", "check"};

struct Exemption {
    std::string_view name;
    bool core::Entitlement::* from;
};
constexpr std::array kExemptions{Exemption{"hours", &core::Entitlement::at_any_hour},
                                 Exemption{"route", &core::Entitlement::by_any_route},
                                 Exemption{"capacity", &core::Entitlement::beyond_capacity},
                                 Exemption{"anti_passback", &core::Entitlement::without_passback}};

void read_texts(TableReader& in, std::string_view key, std::vector<std::string>& into) {
    in.texts(key, [&](std::string_view text, const toml::node&) { into.emplace_back(text); });
}

void read_days(TableReader& in, std::vector<std::chrono::local_days>& into) {
    in.dates("days", [&](std::chrono::local_days day) { into.push_back(day); });
}

// "24:00" is the end of a day, and only where one may end.
std::optional<std::chrono::minutes> minutes_of(std::string_view text, bool may_end_the_day) {
    if (may_end_the_day && text == "24:00") return 24h;
    const auto time = parse_time_of_day(text);
    if (!time) return std::nullopt;
    const auto minutes = std::chrono::floor<std::chrono::minutes>(*time);
    if (minutes != *time) return std::nullopt;
    return minutes;
}

std::optional<std::chrono::minutes> time_at(TableReader& in, std::string_view key,
                                            bool may_end_the_day) {
    std::optional<std::chrono::minutes> found;
    in.texts(key, [&](std::string_view text, const toml::node& node) {
        found = minutes_of(text, may_end_the_day);
        if (!found) {
            in.error(node, fmt::format("{} {} in {} is no time of day such as \"08:30\"", key,
                                       in_quotes(text), in.title()));
        }
    });
    return found;
}

core::OpenHours hours_of(TableReader& in) {
    core::OpenHours hours;
    read_days(in, hours.days);
    in.require("from");
    in.require("until");
    hours.from = time_at(in, "from", /*may_end_the_day=*/false).value_or(hours.from);
    hours.until = time_at(in, "until", /*may_end_the_day=*/true).value_or(hours.until);
    return hours;
}

// "csv:" and 16 hexadecimal digits, as screens, exports and `kioskctl search` name a ticket.
std::optional<core::TicketId> ticket_of(std::string_view text) {
    constexpr std::string_view kPrefix = "csv:";
    if (!text.starts_with(kPrefix)) return std::nullopt;
    std::array<std::uint8_t, sizeof(core::TicketId::value)> bytes{};
    if (!from_hex(text.substr(kPrefix.size()), bytes)) return std::nullopt;
    core::TicketId ticket;
    for (const std::uint8_t byte : bytes) ticket.value = ticket.value << 8U | byte;
    return ticket;
}

}  // namespace

void read_zone(TableReader& in, ZoneSettings& settings) {
    core::Zone& zone = settings.zone;
    in.require("id");
    in.id("id", zone.id);
    in.local_text("name", settings.name);
    in.text("parent", zone.parent);
    if (const auto capacity = in.integer("capacity", {0, kCapacityMax})) {
        zone.capacity = static_cast<std::uint32_t>(*capacity);
    }
    if (const auto chosen = in.choice("on_full", kOnFull)) {
        zone.on_full = static_cast<core::OnFull>(*chosen);
    }
    if (const auto chosen = in.choice("anti_passback", kAntiPassback)) {
        zone.anti_passback = static_cast<core::AntiPassback>(*chosen);
    }
    in.duration("passback_for", zone.passback_interval, 1s, core::kPassbackIntervalMax);
    zone.reset_at = time_at(in, "reset_at", /*may_end_the_day=*/false);
    read_texts(in, "route", zone.route);
    in.boolean("security", zone.security);
    in.tables("open", [&](TableReader& hours) { zone.open.push_back(hours_of(hours)); });
}

void read_entitlement(TableReader& in, core::Entitlement& entitlement) {
    in.require("id");
    in.id("id", entitlement.id);
    in.require("products");
    read_texts(in, "products", entitlement.products);
    in.require("zones");
    read_texts(in, "zones", entitlement.zones);
    read_days(in, entitlement.days);
    in.texts("exempt_from", [&](std::string_view text, const toml::node& node) {
        std::array<std::string_view, kExemptions.size()> names{};
        for (std::size_t i = 0; i < names.size(); ++i) {
            names.at(i) = kExemptions.at(i).name;
            if (text == names.at(i)) entitlement.*kExemptions.at(i).from = true;
        }
        if (std::ranges::find(names, text) == names.end()) {
            in.error(node, fmt::format("exempt_from {} in [[entitlement]] is unknown{}",
                                       in_quotes(text), hint(text, names)));
        }
    });
}

void read_deny(TableReader& in, std::vector<core::TicketId>& denied) {
    in.require("ticket");
    in.texts("ticket", [&](std::string_view text, const toml::node& node) {
        if (const auto ticket = ticket_of(text)) {
            denied.push_back(*ticket);
        } else {
            in.error(node, fmt::format("ticket {} in [[deny]] is no ticket id such as "
                                       "\"csv:0123456789abcdef\"",
                                       in_quotes(text)));
        }
    });
}

}  // namespace kiosk::config
