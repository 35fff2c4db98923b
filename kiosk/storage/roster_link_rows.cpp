// kiosk/storage/roster_link_rows.cpp — SQL of media, add-ons and reprints.
#include "kiosk/storage/roster_link_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace kiosk::storage {
namespace {

core::TicketId ticket_in(const Statement& row, int column) {
    return {static_cast<std::uint64_t>(row.number(column))};
}

std::int64_t bits(core::TicketId ticket) {
    return static_cast<std::int64_t>(ticket.value);
}

Result<std::vector<core::MediumLink>> read_media(Database& database) {
    std::vector<core::MediumLink> media;
    auto rows = KIOSK_TRY(database.prepare(
        "SELECT code, ticket, expires_ms IS NULL, expires_ms FROM media ORDER BY position"));
    while (KIOSK_TRY(rows.step())) {
        core::MediumLink& one = media.emplace_back();
        const auto code = rows.bytes(0);
        if (code.size() != one.code.bytes.size()) return fail(Errc::corrupt, "a code key is cut");
        std::ranges::copy(code, std::as_writable_bytes(std::span(one.code.bytes)).begin());
        one.ticket = ticket_in(rows, 1);
        if (rows.number(2) == 0) one.expires = UtcTime{std::chrono::milliseconds(rows.number(3))};
    }
    return media;
}

Result<std::vector<core::AddOnLink>> read_add_ons(Database& database) {
    std::vector<core::AddOnLink> add_ons;
    auto rows = KIOSK_TRY(database.prepare("SELECT main, ticket FROM add_ons ORDER BY position"));
    while (KIOSK_TRY(rows.step())) add_ons.push_back({ticket_in(rows, 0), ticket_in(rows, 1)});
    return add_ons;
}

Result<std::vector<core::BadgeIssue>> read_issues(Database& database) {
    std::vector<core::BadgeIssue> issues;
    auto rows = KIOSK_TRY(database.prepare("SELECT ticket, issue FROM issues ORDER BY position"));
    while (KIOSK_TRY(rows.step())) {
        const std::int64_t issue = rows.number(1);
        if (issue < 0 || issue > std::numeric_limits<std::uint8_t>::max()) {
            return fail(Errc::corrupt, "a badge's issue is " + std::to_string(issue));
        }
        issues.push_back({ticket_in(rows, 0), static_cast<std::uint8_t>(issue)});
    }
    return issues;
}

}  // namespace

Result<> insert_links(Database& database, const core::RosterLinks& links) {
    auto medium = KIOSK_TRY(database.prepare("INSERT INTO media VALUES (NULL, ?1, ?2, ?3)"));
    for (const auto& one : links.media()) {
        medium.bind(1, std::as_bytes(std::span(one.code.bytes))).bind(2, bits(one.ticket));
        if (one.expires.has_value()) {
            medium.bind(3, std::int64_t{one.expires->time_since_epoch().count()});
        } else {
            medium.bind_null(3);
        }
        KIOSK_TRY_VOID(medium.run());
    }
    auto add_on = KIOSK_TRY(database.prepare("INSERT INTO add_ons VALUES (NULL, ?1, ?2)"));
    for (const auto& one : links.add_ons()) {
        KIOSK_TRY_VOID(add_on.bind(1, bits(one.main)).bind(2, bits(one.ticket)).run());
    }
    auto issue = KIOSK_TRY(database.prepare("INSERT INTO issues VALUES (NULL, ?1, ?2)"));
    for (const auto& one : links.issues()) {
        KIOSK_TRY_VOID(issue.bind(1, bits(one.ticket)).bind(2, std::int64_t{one.issue}).run());
    }
    return {};
}

Result<core::RosterLinks> read_links(Database& database) {
    auto media = KIOSK_TRY(read_media(database));
    auto add_ons = KIOSK_TRY(read_add_ons(database));
    auto issues = KIOSK_TRY(read_issues(database));
    return core::RosterLinks(std::move(media), std::move(add_ons), std::move(issues));
}

}  // namespace kiosk::storage
