// kiosk/storage/start_progress.cpp — done of about how many.
#include "kiosk/storage/start_progress.hpp"

#include <algorithm>

#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/lost_records.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint64_t kToldEvery = 1000;  // records

}  // namespace

void StartProgress::tell(core::StoredCopy copy, std::uint64_t done, std::uint64_t total) const {
    if (report_) report_({copy, done, std::max(done, total)});
}

void StartProgress::tell_some(core::StoredCopy copy, std::uint64_t done,
                              std::uint64_t total) const {
    if (done % kToldEvery == 0) tell(copy, done, total);
}

void StartProgress::tell_some_rows(std::uint64_t done) {
    if (!report_ || done % kToldEvery != 0) return;
    if (!expected_rows_) expected_rows_ = records_in_journal();
    tell(core::StoredCopy::database, done, *expected_rows_);
}

std::function<void(std::uint64_t)> StartProgress::of_journal(std::uint64_t total) const {
    const std::uint64_t first = first_of_last_segment(files_, journal_).value_or(0);
    const std::uint64_t expected = std::max(total, first > 0 ? first - 1 : 0);
    return
        [this, expected](std::uint64_t done) { tell(core::StoredCopy::journal, done, expected); };
}

std::uint64_t StartProgress::records_in_journal() const {
    const auto walked = walk_journal(files_, journal_, WalkDepth::framing,
                                     [](const RecordView&) -> Result<> { return {}; });
    return walked.has_value() ? walked->head.seq : 0;
}

}  // namespace kiosk::storage
