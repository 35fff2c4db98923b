// kiosk/storage/scan_query.hpp — from a ScanQuery to SQL; separate so that it can be tested alone.
#pragma once

#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/ports/record_store.hpp"

namespace kiosk::storage {

inline constexpr std::uint32_t kQueryLimitMax = 500;
inline constexpr std::size_t kQueryStationMax = 64;  // bytes

// SQL with columns (seq, payload) and the parameters ?1 after_seq, ?2 before_seq, ?3 station,
// ?4 limit. Verdict and reason stand in the text, as a partial index is used only for terms known
// when the statement is prepared; both come from our own tables, never from the query's text.
// Errc::invalid_input for a limit outside 1..kQueryLimitMax, a longer station, or a word that is no
// verdict or reason.
[[nodiscard]] Result<std::string> sql_of(const ports::ScanQuery& query);

}  // namespace kiosk::storage
