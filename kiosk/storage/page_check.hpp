// kiosk/storage/page_check.hpp — is a page of an SQLite file laid out as SQLite would have left it?
//
// Rows and index entries are held against the journal one by one. What lies between them on a page
// says where SQLite writes next; a wrong number there shows only after it has destroyed a row.
// SQLite looks at it for the whole file in one go; this does so for one page.
// Pure; https://www.sqlite.org/fileformat.html, section 1.6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "kiosk/base/result.hpp"

namespace kiosk::storage {

// What the header of the file says; numbers are big-endian.
struct PageLayout {
    std::uint32_t page_bytes = 0;  // 512 to 65,536
    std::uint32_t usable_bytes = 0;
    std::uint32_t pages = 0;
    bool has_free_pages = false;
};

inline constexpr std::size_t kDatabaseHeaderBytes = 100;

// Errc::corrupt where the header is none of SQLite's. `header` has kDatabaseHeaderBytes.
[[nodiscard]] Result<PageLayout> read_layout(std::span<const std::byte> header);

// Cells within the page, none over another, every byte of the rest accounted for. Errc::corrupt
// names the page. A page that is no part of a tree (overflow, free) has no layout.
[[nodiscard]] Result<> check_page(const PageLayout& layout, std::uint32_t number,
                                  std::span<const std::byte> page);

}  // namespace kiosk::storage
