// kiosk/storage/index_scrub.hpp — holds the indexes of the events against the rows, in slices.
//
// While the rows are read, what each index must hold is counted: entries and the sum of their
// sequences for each key. Then the indexes themselves are counted, page by page, without the table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/storage/database.hpp"

namespace kiosk::storage {

inline constexpr std::uint64_t kScrubEntries = 5000;  // in one slice; a few milliseconds

class IndexScrub {
  public:
    // Forgets everything.
    void begin();

    // A row of the table, in order.
    void expect(const core::ScanRecord& scan, std::uint64_t seq);

    // Counts the next entries of rows up to `last`. True when all indexes were found to hold what
    // the rows say; Errc::corrupt where one does not.
    [[nodiscard]] Result<bool> step(Database& database, std::uint64_t last);

  private:
    struct Count {
        std::uint64_t entries = 0;
        std::uint64_t sum = 0;  // of the sequences; wraps

        void add(std::uint64_t seq) { ++entries, sum += seq; }
        friend bool operator==(const Count&, const Count&) = default;
    };
    using Counts = std::map<std::string, Count, std::less<>>;

    [[nodiscard]] Result<bool> find_next_key(Database& database);
    [[nodiscard]] Result<> count_entries(Database& database, std::uint64_t last);
    [[nodiscard]] Result<> compare();

    std::size_t index_ = 0;           // at hand
    std::optional<std::string> key_;  // at hand, or the last one
    bool is_counting_ = false;        // its entries
    std::uint64_t after_ = 0;         // the last entry counted
    Count found_;
    Counts verdicts_;  // expected; what was found right is taken out
    Counts reasons_;
};

}  // namespace kiosk::storage
