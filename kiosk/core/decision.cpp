// kiosk/core/decision.cpp — the one table: reason, its name, its verdict.
#include "kiosk/core/decision.hpp"

#include <array>

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

struct Row {
    Reason reason;
    std::string_view name;
    Verdict verdict;
};

constexpr std::array<Row, kReasonCount> kRows{{
    {Reason::ok, "ok", Verdict::go},
    {Reason::ok_reentry, "ok_reentry", Verdict::go},
    {Reason::ok_exit, "ok_exit", Verdict::go},
    {Reason::ok_exit_unmatched, "ok_exit_unmatched", Verdict::go},
    {Reason::misread, "misread", Verdict::check},
    {Reason::invalid, "invalid", Verdict::stop},
    {Reason::canceled, "canceled", Verdict::stop},
    {Reason::blocked, "blocked", Verdict::stop},
    {Reason::unapproved, "unapproved", Verdict::stop},
    {Reason::unpaid, "unpaid", Verdict::stop},
    {Reason::invalid_time, "invalid_time", Verdict::stop},
    {Reason::product, "product", Verdict::stop},
    {Reason::already_redeemed, "already_redeemed", Verdict::check},
    {Reason::already_inside, "already_inside", Verdict::check},
    {Reason::clock_untrusted, "clock_untrusted", Verdict::check},
    {Reason::error, "error", Verdict::stop},
    {Reason::rules, "rules", Verdict::stop},
    {Reason::incomplete, "incomplete", Verdict::check},
    {Reason::ambiguous, "ambiguous", Verdict::check},
    {Reason::revoked, "revoked", Verdict::stop},
    {Reason::not_stored, "not_stored", Verdict::check},
    {Reason::zone_full, "zone_full", Verdict::stop},
    {Reason::zone_full_ask, "zone_full_ask", Verdict::check},
    {Reason::passback, "passback", Verdict::stop},
    {Reason::route, "route", Verdict::stop},
    {Reason::wrong_zone, "wrong_zone", Verdict::stop},
    {Reason::wrong_day, "wrong_day", Verdict::stop},
    {Reason::not_open, "not_open", Verdict::stop},
    {Reason::denylisted, "denylisted", Verdict::stop},
    {Reason::second_person, "second_person", Verdict::check},
    {Reason::ok_override, "ok_override", Verdict::go},
    {Reason::bad_signature, "bad_signature", Verdict::stop},
    {Reason::wrong_event, "wrong_event", Verdict::stop},
    {Reason::old_badge, "old_badge", Verdict::stop},
    {Reason::rotating_code, "rotating_code", Verdict::stop},
}};

constexpr bool rows_stand_at_their_number() {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (static_cast<std::size_t>(kRows[i].reason) != i) return false;
    }
    return true;
}
static_assert(rows_stand_at_their_number());

const Row& row_of(Reason reason) {
    return kRows.at(static_cast<std::size_t>(reason));
}

}  // namespace

Verdict verdict_of(Reason reason) {
    return row_of(reason).verdict;
}

std::string_view name_of(Reason reason) {
    return row_of(reason).name;
}

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::go: return "go";
        case Verdict::check: return "check";
        case Verdict::stop: return "stop";
    }
    KIOSK_UNREACHABLE();
}

std::optional<Reason> reason_from_number(std::uint64_t number) {
    if (number >= kReasonCount) return std::nullopt;
    return static_cast<Reason>(number);
}

std::optional<Reason> reason_from_name(std::string_view name) {
    for (const auto& row : kRows) {
        if (row.name == name) return row.reason;
    }
    return std::nullopt;
}

}  // namespace kiosk::core
