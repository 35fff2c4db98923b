// kiosk/imports/add_ons.cpp — two look-up tables, made only where a list has add-ons.
#include "kiosk/imports/add_ons.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "kiosk/core/ticket_code.hpp"
#include "kiosk/imports/text.hpp"

namespace kiosk::imports {
namespace {

bool is_add_on(const ImportedAttendee& attendee) {
    return !attendee.addon_to.empty();
}

class MainTickets {
  public:
    explicit MainTickets(const std::vector<ImportedAttendee>& attendees) {
        for (std::size_t i = 0; i < attendees.size(); ++i) {
            const auto place = static_cast<std::uint32_t>(i);
            by_code_.emplace(attendees[i].code, place);
            if (attendees[i].position.empty()) continue;
            by_number_.emplace(number_key(attendees[i].order, attendees[i].position), place);
        }
    }

    // The number within the order first: no shop's codes are that short.
    [[nodiscard]] std::optional<std::uint32_t> of(const ImportedAttendee& add_on) const {
        const auto numbered = by_number_.find(number_key(add_on.order, add_on.addon_to));
        if (numbered != by_number_.end()) return numbered->second;
        const auto coded = by_code_.find(core::clean_code(add_on.addon_to));
        if (coded == by_code_.end()) return std::nullopt;
        return coded->second;
    }

  private:
    static std::string number_key(std::string_view order, std::string_view number) {
        return std::string(order) + '\n' + std::string(number);
    }

    std::unordered_map<std::string_view, std::uint32_t> by_code_;
    std::unordered_map<std::string, std::uint32_t> by_number_;
};

std::string why_not(const ImportedAttendee& add_on,
                    const std::vector<ImportedAttendee>& attendees) {
    if (!add_on.main) {
        return fmt::format("no row that is taken has the main ticket \"{}\"",
                           masked_code(add_on.addon_to));
    }
    const ImportedAttendee& main = attendees[*add_on.main];
    if (!is_add_on(main)) return {};
    return fmt::format("the main ticket on line {} is an add-on itself", main.line);
}

}  // namespace

std::vector<Rejection> link_add_ons(const ColumnPlan& plan,
                                    std::vector<ImportedAttendee>& attendees) {
    if (std::ranges::none_of(attendees, is_add_on)) return {};
    {
        const MainTickets mains(attendees);
        for (auto& attendee : attendees) {
            if (is_add_on(attendee)) attendee.main = mains.of(attendee);
        }
    }
    const std::size_t column = *plan.of(Field::addon_to);
    std::vector<Rejection> rejections;
    std::vector<std::uint32_t> place(attendees.size());  // after the rows that go are gone
    std::vector<bool> taken(attendees.size(), true);
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < attendees.size(); ++i) {
        std::string reason = is_add_on(attendees[i]) ? why_not(attendees[i], attendees) : "";
        place[i] = next;
        taken[i] = reason.empty();
        if (taken[i]) {
            ++next;
            continue;
        }
        rejections.push_back({.line = attendees[i].line,
                              .column = column + 1,
                              .column_name = shortened(plan.headers[column]),
                              .reason = std::move(reason)});
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < attendees.size(); ++i) {
        if (!taken[i]) continue;
        if (attendees[i].main) attendees[i].main = place[*attendees[i].main];
        if (kept != i) attendees[kept] = std::move(attendees[i]);
        ++kept;
    }
    attendees.resize(kept);
    return rejections;
}

}  // namespace kiosk::imports
