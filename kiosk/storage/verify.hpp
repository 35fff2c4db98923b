// kiosk/storage/verify.hpp — proves a state directory's journal, read-only, daemon running or not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_walk.hpp"

namespace kiosk::storage {

// To be printed with every result.
inline constexpr std::string_view kVerifyCannotDetect =
    "Not detectable here: records removed from the end of both copies, and a history written anew"
    " as a whole by somebody who controls this machine; both need a head kept elsewhere. The query"
    " columns of the database are not chained; its payloads are.";

struct VerifyReport {
    std::uint64_t records = 0;
    std::uint64_t segments = 0;
    Head head;
    std::optional<Damage> first_bad;    // in the journal
    std::optional<TornTail> torn_tail;  // not an error; while a daemon runs, a write under way
    std::optional<std::uint64_t> rows_compared;  // nothing: see notes
    std::optional<std::string> rows_bad;         // first row that differs from the journal
    std::vector<std::string> notes;

    // 0: intact; 1: something is damaged or was changed. (2 is for errors: nothing to verify.)
    [[nodiscard]] int exit_code() const { return first_bad || rows_bad ? 1 : 0; }
};

// Errc::not_found where there is no journal.
[[nodiscard]] Result<VerifyReport> verify_journal(FileSystem& files, const Path& state_directory);

}  // namespace kiosk::storage
