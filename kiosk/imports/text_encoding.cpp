// kiosk/imports/text_encoding.cpp — detection and conversion; see the header for the rules.
#include "kiosk/imports/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>

#include "kiosk/base/check.hpp"

namespace kiosk::imports {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSampleBytes = 1024;  // of the start, to recognise UTF-16 without a mark
constexpr char kInvalid = '\xFF';           // stands for what was no text; never in UTF-8

// Windows-1252 0x80 to 0x9F as in the WHATWG Encoding Standard; the five free bytes stay C1
// controls, which the row reader refuses.
constexpr std::array<char16_t, 32> kWindows1252High = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

unsigned byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

// Length of the well-formed sequence of a non-ASCII character at `at`; 0 where there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const unsigned lead = byte_at(text, at);
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                               : lead >= 0xE0 && lead <= 0xEF ? 3
                               : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                              : 0;
    if (length == 0 || text.size() - at < length) return 0;
    const unsigned second = byte_at(text, at + 1);
    const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
    }
    return length;
}

struct Utf8Count {
    std::size_t sequences = 0;  // well-formed non-ASCII characters
    std::size_t invalid = 0;    // bytes that belong to none
};

Utf8Count count_utf8(std::string_view text) {
    Utf8Count count;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text.size() - at >= 8) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if ((eight & 0x8080808080808080U) == 0) {
                at += 8;
                continue;
            }
        }
        if (byte_at(text, at) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t length = sequence_length(text, at);
        ++(length == 0 ? count.invalid : count.sequences);
        at += std::max<std::size_t>(length, 1);
    }
    return count;
}

// Header rows are ASCII in every dialect we know, so UTF-16 shows a zero in every other byte.
std::optional<Encoding> utf16_without_mark(std::string_view bytes) {
    const std::size_t pairs = std::min(bytes.size(), kSampleBytes) / 2;
    std::size_t even_zeros = 0;
    std::size_t odd_zeros = 0;
    for (std::size_t i = 0; i < pairs; ++i) {
        even_zeros += bytes[2 * i] == '\0' ? 1U : 0U;
        odd_zeros += bytes[2 * i + 1] == '\0' ? 1U : 0U;
    }
    if (even_zeros == 0 && odd_zeros > 0 && odd_zeros * 2 >= pairs) return Encoding::utf16_le;
    if (odd_zeros == 0 && even_zeros > 0 && even_zeros * 2 >= pairs) return Encoding::utf16_be;
    return std::nullopt;
}

void decode_utf16(std::string_view bytes, DecodedText& decoded) {
    const bool little = decoded.encoding == Encoding::utf16_le;
    const auto unit = [&](std::size_t at) {
        const unsigned first = byte_at(bytes, at);
        const unsigned second = byte_at(bytes, at + 1);
        return static_cast<char32_t>(little ? first | (second << 8) : second | (first << 8));
    };
    decoded.owned.reserve(bytes.size() / 2 + bytes.size() / 8);
    std::size_t at = 0;
    while (at + 1 < bytes.size()) {
        char32_t c = unit(at);
        at += 2;
        if (c >= 0xD800 && c <= 0xDBFF && at + 1 < bytes.size()) {
            const char32_t low = unit(at);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (c >= 0xD800 && c <= 0xDFFF) {
            decoded.owned.push_back(kInvalid);
            decoded.has_invalid = true;
        } else {
            append_utf8(decoded.owned, c);
        }
    }
    if (at < bytes.size()) {  // half a character at the end: the file was cut
        decoded.owned.push_back(kInvalid);
        decoded.has_invalid = true;
    }
    decoded.text = decoded.owned;
}

void decode_windows_1252(std::string_view bytes, DecodedText& decoded) {
    decoded.owned.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const unsigned byte = byte_at(bytes, at);
        const bool high = byte >= 0x80 && byte <= 0x9F;
        append_utf8(decoded.owned, high ? kWindows1252High[byte - 0x80] : char32_t{byte});
    }
    decoded.text = decoded.owned;
}

Result<> refuse_binary(std::string_view bytes) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kMagic = {{
        {"PK\x03\x04"sv, "this is an Excel workbook or another zip archive; save it as CSV"sv},
        {"\xD0\xCF\x11\xE0"sv, "this is an old Excel workbook; save it as CSV"sv},
        {"%PDF"sv, "this is a PDF; export the list as CSV"sv},
        {"\x1F\x8B"sv, "this is a gzip archive; unpack it first"sv},
        {"\x89PNG"sv, "this is a picture, not a CSV file"sv},
        {"\xFF\xD8\xFF"sv, "this is a picture, not a CSV file"sv},
        {"SQLite format 3\0"sv, "this is a database, not a CSV file"sv},
        {"\xFF\xFE\0\0"sv, "this is UTF-32; save it as UTF-8"sv},
        {"\0\0\xFE\xFF"sv, "this is UTF-32; save it as UTF-8"sv},
    }};
    for (const auto& [magic, advice] : kMagic) {
        if (bytes.starts_with(magic)) return fail(Errc::unsupported, std::string(advice));
    }
    return {};
}

}  // namespace

std::string_view name_of(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8: return "UTF-8";
        case Encoding::utf16_le: return "UTF-16LE";
        case Encoding::utf16_be: return "UTF-16BE";
        case Encoding::windows_1252: return "Windows-1252";
    }
    KIOSK_UNREACHABLE();
}

Result<> decode(std::string_view bytes, DecodedText& decoded) {
    KIOSK_TRY_VOID(refuse_binary(bytes));
    std::optional<Encoding> known;
    const auto marked = [&](std::string_view mark, Encoding encoding) {
        if (decoded.byte_order_mark || !bytes.starts_with(mark)) return;
        bytes.remove_prefix(mark.size());
        decoded.byte_order_mark = true;
        known = encoding;
    };
    marked("\xEF\xBB\xBF"sv, Encoding::utf8);
    marked("\xFF\xFE"sv, Encoding::utf16_le);
    marked("\xFE\xFF"sv, Encoding::utf16_be);
    if (!known) known = utf16_without_mark(bytes);
    if (!known || *known == Encoding::utf8) {
        const Utf8Count count = count_utf8(bytes);
        decoded.has_invalid = count.invalid > 0;
        // One damaged name must not turn all the others into mojibake, so the majority decides.
        if (!known && count.invalid > count.sequences) known = Encoding::windows_1252;
    }
    decoded.encoding = known.value_or(Encoding::utf8);
    decoded.text = bytes;
    switch (decoded.encoding) {
        case Encoding::utf8: break;
        case Encoding::utf16_le:
        case Encoding::utf16_be: decode_utf16(bytes, decoded); break;
        case Encoding::windows_1252:
            decoded.has_invalid = false;
            decode_windows_1252(bytes, decoded);
            break;
    }
    return {};
}

bool is_utf8(std::string_view text) {
    return count_utf8(text).invalid == 0;
}

}  // namespace kiosk::imports
