// kiosk/storage/index_scrub.cpp — counting entries, key by key.
#include "kiosk/storage/index_scrub.hpp"

#include <array>
#include <utility>

#include "kiosk/core/decision.hpp"

namespace kiosk::storage {
namespace {

// Each condition is the index's own word for word, or SQLite would not use the partial index.
struct Index {
    std::string_view name;
    std::string_view next_key;
    std::string_view entries;
};

constexpr std::array kIndexes = {
    Index{"events_by_verdict",
          "SELECT verdict FROM events INDEXED BY events_by_verdict"
          " WHERE verdict IN ('check', 'stop') AND verdict > ?1 ORDER BY verdict LIMIT 1",
          "SELECT seq, verdict FROM events INDEXED BY events_by_verdict WHERE verdict IN ('check', "
          "'stop')"
          " AND verdict = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq LIMIT ?4"},
    Index{"events_by_reason",
          "SELECT reason FROM events INDEXED BY events_by_reason"
          " WHERE reason <> 'ok' AND reason > ?1 ORDER BY reason LIMIT 1",
          "SELECT seq, reason FROM events INDEXED BY events_by_reason WHERE reason <> 'ok'"
          " AND reason = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq LIMIT ?4"},
};

}  // namespace

void IndexScrub::begin() {
    *this = IndexScrub();
}

void IndexScrub::expect(const core::ScanRecord& scan, std::uint64_t seq) {
    const auto verdict = core::verdict_of(scan.reason);
    if (verdict != core::Verdict::go) verdicts_[std::string(core::name_of(verdict))].add(seq);
    if (scan.reason != core::Reason::ok) reasons_[std::string(core::name_of(scan.reason))].add(seq);
}

Result<bool> IndexScrub::step(Database& database, std::uint64_t last) {
    if (index_ == kIndexes.size()) return true;
    if (is_counting_) {
        KIOSK_TRY_VOID(count_entries(database, last));
        return false;
    }
    if (KIOSK_TRY(find_next_key(database))) return false;
    const auto& missing = index_ == 0 ? verdicts_ : reasons_;
    if (!missing.empty()) {
        return fail(Errc::corrupt, std::string(kIndexes.at(index_).name) + " has no entries of \"" +
                                       missing.begin()->first + "\"");
    }
    key_.reset();
    return ++index_ == kIndexes.size();
}

Result<bool> IndexScrub::find_next_key(Database& database) {
    auto next = KIOSK_TRY(database.prepare(kIndexes.at(index_).next_key));
    const std::string before = key_.value_or("");
    next.bind(1, before);
    is_counting_ = KIOSK_TRY(next.step());
    if (!is_counting_) return false;
    key_ = std::string(next.text(0));
    after_ = 0;
    found_ = {};
    return true;
}

Result<> IndexScrub::count_entries(Database& database, std::uint64_t last) {
    auto entries = KIOSK_TRY(database.prepare(kIndexes.at(index_).entries));
    entries.bind(1, *key_)
        .bind(2, static_cast<std::int64_t>(after_))
        .bind(3, static_cast<std::int64_t>(last))
        .bind(4, static_cast<std::int64_t>(kScrubEntries));
    std::uint64_t count = 0;
    for (; KIOSK_TRY(entries.step()); ++count) {
        // SQLite goes from the first entry of a key to where a greater one stands, and looks at
        // none between.
        if (entries.text(1) != *key_) {
            return fail(Errc::corrupt, std::string(kIndexes.at(index_).name) +
                                           " has an entry of \"" + std::string(entries.text(1)) +
                                           "\" among those of \"" + *key_ + '"');
        }
        after_ = static_cast<std::uint64_t>(entries.number(0));
        found_.add(after_);
    }
    return count < kScrubEntries ? compare() : Result<>();
}

// A key that only rows after this pass have was found with no entry, and expected with none.
Result<> IndexScrub::compare() {
    is_counting_ = false;
    auto& expected = index_ == 0 ? verdicts_ : reasons_;
    const auto known = expected.extract(*key_);
    if (found_ == (known.empty() ? Count() : known.mapped())) return {};
    return fail(Errc::corrupt, std::string(kIndexes.at(index_).name) + " has " +
                                   std::to_string(found_.entries) + " entries of \"" + *key_ +
                                   "\", which the rows do not say");
}

}  // namespace kiosk::storage
