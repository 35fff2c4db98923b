// kiosk/storage/page_scrub.cpp — one slice of pages, read past SQLite's cache.
#include "kiosk/storage/page_scrub.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace kiosk::storage {

Result<bool> PageScrub::step(Database& database) {
    KIOSK_TRY_VOID(database.checkpoint(/*truncate=*/false));
    if (done_ == 0) {
        std::array<std::byte, kDatabaseHeaderBytes> header{};
        KIOSK_TRY_VOID(database.read_bytes(header, 0));
        layout_ = KIOSK_TRY(read_layout(header));
    }
    const std::uint64_t size = layout_.page_bytes;
    const std::uint32_t count = std::min(kScrubPages, layout_.pages - done_);
    pages_.resize(count * size);
    KIOSK_TRY_VOID(database.read_bytes(pages_, done_ * size));
    for (std::uint32_t i = 0; i < count; ++i) {
        KIOSK_TRY_VOID(check_page(layout_, ++done_, std::span(pages_).subspan(i * size, size)));
    }
    return done_ == layout_.pages;
}

}  // namespace kiosk::storage
