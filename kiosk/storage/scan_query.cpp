// kiosk/storage/scan_query.cpp — builds the SELECT of a scan query.
#include "kiosk/storage/scan_query.hpp"

#include <array>
#include <optional>
#include <string_view>

#include "kiosk/core/decision.hpp"

namespace kiosk::storage {
namespace {

constexpr std::array kVerdicts = {core::Verdict::go, core::Verdict::check, core::Verdict::stop};

Result<std::string> verdict_term(const std::string& verdict) {
    if (verdict.empty()) return std::string();
    for (const auto known : kVerdicts) {
        if (name_of(known) != verdict) continue;
        std::string term = " AND verdict = '" + std::string(name_of(known)) + "'";
        if (known != core::Verdict::go) term += " AND verdict IN ('check', 'stop')";
        return term;
    }
    return fail(Errc::invalid_input, "verdict \"" + verdict.substr(0, kQueryStationMax) +
                                         "\" is not one of go, check, stop");
}

Result<std::string> reason_term(const std::string& reason) {
    if (reason.empty()) return std::string();
    const auto known = core::reason_from_name(reason);
    if (!known.has_value()) {
        return fail(Errc::invalid_input,
                    "reason \"" + reason.substr(0, kQueryStationMax) + "\" is not known");
    }
    std::string term = " AND reason = '" + std::string(name_of(*known)) + "'";
    if (*known != core::Reason::ok) term += " AND reason <> 'ok'";
    return term;
}

}  // namespace

Result<std::string> sql_of(const ports::ScanQuery& query) {
    if (query.limit < 1 || query.limit > kQueryLimitMax) {
        return fail(Errc::invalid_input, "limit is " + std::to_string(query.limit) +
                                             ", allowed 1 to " + std::to_string(kQueryLimitMax));
    }
    if (query.station.size() > kQueryStationMax) {
        return fail(Errc::invalid_input, "station is " + std::to_string(query.station.size()) +
                                             " bytes, limit " + std::to_string(kQueryStationMax));
    }
    std::string sql = "SELECT seq, payload FROM events WHERE kind = 'scan' AND seq > ?1";
    sql += " AND (?2 = 0 OR seq < ?2) AND (?3 = '' OR station = ?3)";
    sql += KIOSK_TRY(verdict_term(query.verdict));
    sql += KIOSK_TRY(reason_term(query.reason));
    sql += query.newest_first ? " ORDER BY seq DESC" : " ORDER BY seq";
    sql += " LIMIT ?4";
    return sql;
}

}  // namespace kiosk::storage
