// kiosk/storage/page_check.cpp — cells, free blocks and fragments of one page.
#include "kiosk/storage/page_check.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace kiosk::storage {
namespace {

enum class PageKind : std::uint8_t {
    none = 0,
    index_interior = 2,
    table_interior = 5,
    index_leaf = 10,
    table_leaf = 13,
};

constexpr std::uint32_t kSmallestCell = 4;
constexpr std::uint32_t kChildBytes = 4;
constexpr std::size_t kVarintBytesMax = 9;

struct Piece {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

std::uint32_t big_endian(std::span<const std::byte> bytes, std::size_t at, std::size_t size) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < size; ++i) {
        number = number << 8U | std::to_integer<std::uint32_t>(bytes[at + i]);
    }
    return number;
}

// Moves `at` behind it; beyond the page where it does not end there.
std::uint64_t read_varint(std::span<const std::byte> page, std::size_t& at) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < kVarintBytesMax && at < page.size(); ++i) {
        const auto byte = std::to_integer<std::uint64_t>(page[at++]);
        if (i + 1 == kVarintBytesMax) return number << 8U | byte;
        number = number << 7U | (byte & 0x7FU);
        if ((byte & 0x80U) == 0) return number;
    }
    at = page.size();
    return number;
}

class Page {
  public:
    Page(std::span<const std::byte> bytes, std::uint32_t usable, std::uint32_t at)
        : bytes_(bytes),
          usable_(usable),
          at_(at),
          kind_(static_cast<PageKind>(bytes[at])),
          cells_(big_endian(bytes, at + 3U, 2)),
          content_(big_endian(bytes, at + 5U, 2)) {
        if (content_ == 0) content_ = 1U << 16U;
    }

    // What is wrong; nothing where all is right.
    std::string fault() {
        if (kind_ == PageKind::none) return "";
        if (!is_interior() && kind_ != PageKind::index_leaf && kind_ != PageKind::table_leaf) {
            return "is of no kind";
        }
        if (pointers_at() + 2 * cells_ > content_ || content_ > usable_)
            return "has too many cells";
        if (!add_cells()) return "has a cell outside";
        if (!add_free_blocks()) return "has a wrong list of free blocks";
        std::ranges::sort(pieces_, {}, &Piece::begin);
        std::uint32_t end = content_;
        std::uint32_t gaps = 0;
        for (const auto& piece : pieces_) {
            if (piece.begin < end) return "has two things in one place";
            gaps += piece.begin - end;
            end = piece.end;
        }
        gaps += usable_ - end;
        return gaps == big_endian(bytes_, at_ + 7U, 1) ? ""
                                                       : "has free bytes that it does not know";
    }

  private:
    [[nodiscard]] bool is_interior() const {
        return kind_ == PageKind::index_interior || kind_ == PageKind::table_interior;
    }
    [[nodiscard]] std::uint32_t pointers_at() const { return at_ + (is_interior() ? 12U : 8U); }

    bool add_cells() {
        for (std::uint32_t i = 0; i < cells_; ++i) {
            const std::uint32_t begin = big_endian(bytes_, pointers_at() + 2 * i, 2);
            if (begin < content_ || begin + kSmallestCell > usable_) return false;
            const std::uint64_t end = begin + cell_bytes(begin);
            if (end > usable_) return false;
            pieces_.push_back({begin, static_cast<std::uint32_t>(end)});
        }
        return true;
    }

    [[nodiscard]] std::uint64_t cell_bytes(std::uint32_t begin) const {
        std::size_t at = begin + (is_interior() ? kChildBytes : 0U);
        const std::uint64_t payload =
            kind_ == PageKind::table_interior ? 0 : read_varint(bytes_, at);
        const bool has_number = kind_ == PageKind::table_interior || kind_ == PageKind::table_leaf;
        if (has_number) static_cast<void>(read_varint(bytes_, at));
        return std::max<std::uint64_t>(at - begin + bytes_here(payload), kSmallestCell);
    }

    // Of a long payload the page has the beginning and the number of an overflow page.
    [[nodiscard]] std::uint64_t bytes_here(std::uint64_t payload) const {
        const std::uint32_t least = (usable_ - 12) * 32 / 255 - 23;
        const std::uint32_t most =
            kind_ == PageKind::table_leaf ? usable_ - 35 : (usable_ - 12) * 64 / 255 - 23;
        if (payload <= most) return payload;
        const std::uint64_t wanted = least + (payload - least) % (usable_ - 4);
        return (wanted <= most ? wanted : least) + 4;
    }

    bool add_free_blocks() {
        std::uint32_t begin = big_endian(bytes_, at_ + 1U, 2);
        while (begin != 0) {
            if (begin < content_ || begin + kSmallestCell > usable_) return false;
            const std::uint32_t next = big_endian(bytes_, begin, 2);
            const std::uint32_t end = begin + big_endian(bytes_, begin + 2U, 2);
            const bool is_after = next == 0 || next >= end + kSmallestCell;
            if (end < begin + kSmallestCell || end > usable_ || !is_after) return false;
            pieces_.push_back({begin, end});
            begin = next;
        }
        return true;
    }

    std::span<const std::byte> bytes_;
    std::uint32_t usable_;
    std::uint32_t at_;  // of the header
    PageKind kind_;
    std::uint32_t cells_;
    std::uint32_t content_;  // where cells may begin
    std::vector<Piece> pieces_;
};

}  // namespace

Result<PageLayout> read_layout(std::span<const std::byte> header) {
    PageLayout layout;
    layout.page_bytes = big_endian(header, 16, 2);
    if (layout.page_bytes == 1) layout.page_bytes = 1U << 16U;
    const std::uint32_t reserved = big_endian(header, 20, 1);
    const bool is_power = (layout.page_bytes & (layout.page_bytes - 1)) == 0;
    if (layout.page_bytes < 512 || !is_power || reserved > 32) {
        return fail(Errc::corrupt, "the header has pages of " + std::to_string(layout.page_bytes) +
                                       " bytes, of which " + std::to_string(reserved) +
                                       " are reserved");
    }
    // Our files are never vacuumed by themselves; a number there would have SQLite move pages.
    if (big_endian(header, 52, 4) != 0 || big_endian(header, 64, 4) != 0) {
        return fail(Errc::corrupt, "the header has numbers of a file that is vacuumed by itself");
    }
    layout.usable_bytes = layout.page_bytes - reserved;
    layout.pages = big_endian(header, 28, 4);
    if (layout.pages == 0) return fail(Errc::corrupt, "the header has no number of pages");
    layout.has_free_pages = big_endian(header, 32, 4) != 0 || big_endian(header, 36, 4) != 0;
    return layout;
}

Result<> check_page(const PageLayout& layout, std::uint32_t number,
                    std::span<const std::byte> page) {
    const auto header_at = static_cast<std::uint32_t>(number == 1 ? kDatabaseHeaderBytes : 0);
    const std::string fault = Page(page, layout.usable_bytes, header_at).fault();
    if (fault.empty()) return {};
    return fail(Errc::corrupt, "page " + std::to_string(number) + " " + fault);
}

}  // namespace kiosk::storage
