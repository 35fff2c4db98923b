// kiosk/hub/upload.hpp — a stretch of one station's journal, and whether it holds together.
//
// Pure. Where it belongs in what the hub has is another question (event_log.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/journal_id.hpp"
#include "kiosk/hub/news.hpp"

namespace kiosk::hub {

inline constexpr std::size_t kUploadRecordsMax = 500;
inline constexpr std::size_t kUploadBytesMax = 256 * 1024;  // of payloads
inline constexpr std::uint64_t kSequenceMax = INT64_MAX;    // PostgreSQL's bigint

struct UploadedRecord {
    std::vector<std::byte> payload;
    core::ChainLink chain{};
};

struct Upload {
    core::JournalId journal;
    std::uint64_t first_seq = 1;
    core::ChainLink before{};  // of the record before the first; genesis_link() before number 1
    std::vector<UploadedRecord> records;

    [[nodiscard]] std::uint64_t last_seq() const { return first_seq + records.size() - 1; }
    [[nodiscard]] core::JournalHead head() const {
        return {journal, last_seq(), records.back().chain};
    }
};

// Errc::too_large past a limit; Errc::invalid_input where a number is out of range or a link does
// not follow from the one before, naming the record. What it holds is not looked at.
[[nodiscard]] Result<> check_upload(const Upload& upload);

// One record as the hub understands it.
struct Reading {
    std::optional<core::Record> record;  // nothing: not readable by this version
    std::string problem;                 // then why
    std::optional<Origin> origin;
};

[[nodiscard]] Reading read(const Upload& upload, std::size_t index);

}  // namespace kiosk::hub
