// kiosk/storage/page_scrub.hpp — looks at the pages of the database file, some at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/page_check.hpp"

namespace kiosk::storage {

inline constexpr std::uint32_t kScrubPages = 128;  // in one slice; 512 KiB

class PageScrub {
  public:
    void begin() { *this = PageScrub(); }

    // Checks the next pages of those that there were at the first step. True at the end. First the
    // write-ahead log is moved into the file: until then a power cut may have left torn pages
    // there.
    [[nodiscard]] Result<bool> step(Database& database);

    // Whether the file has pages that no tree uses: which those are only SQLite itself can say.
    [[nodiscard]] bool found_free_pages() const { return layout_.has_free_pages; }

  private:
    PageLayout layout_;
    std::uint32_t done_ = 0;
    std::vector<std::byte> pages_;
};

}  // namespace kiosk::storage
