// kiosk/hub/pg/sqlstate.cpp — one table, the longest match first.
#include "kiosk/hub/pg/sqlstate.hpp"

#include <array>
#include <utility>

namespace kiosk::hub::pg {
namespace {

using Row = std::pair<std::string_view, Errc>;

constexpr std::array kMeanings{
    Row{"23505", Errc::conflict},     // unique_violation: somebody was faster
    Row{"25006", Errc::unavailable},  // read_only_sql_transaction: a standby, or demoted to one
    Row{"42501", Errc::denied},       // insufficient_privilege
    Row{"53100", Errc::no_space},     // disk_full
    Row{"57014", Errc::timed_out},    // query_canceled: statement_timeout
    Row{"55P03", Errc::unavailable},  // lock_not_available
    Row{"08", Errc::unavailable},     // connection
    Row{"28", Errc::denied},          // invalid authorization
    Row{"40", Errc::unavailable},     // rolled back: deadlock, serialization
    Row{"53", Errc::unavailable},     // too few resources: connections, memory
    Row{"57", Errc::unavailable},     // the operator: shutting down, starting up
    Row{"58", Errc::io_failure},      // outside PostgreSQL: files
    Row{"XX", Errc::corrupt},         // internal error, damaged data or index
};

}  // namespace

Errc errc_of(std::string_view sqlstate) {
    if (sqlstate.empty()) return Errc::unavailable;
    for (const auto& [prefix, code] : kMeanings) {
        if (sqlstate.starts_with(prefix)) return code;
    }
    return Errc::invalid_input;
}

bool may_pass(Errc code) {
    return code == Errc::unavailable || code == Errc::timed_out || code == Errc::no_space;
}

}  // namespace kiosk::hub::pg
