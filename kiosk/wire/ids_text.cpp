// kiosk/wire/ids_text.cpp — hexadecimal forms of ids.
#include "kiosk/wire/ids_text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::wire {
namespace {

constexpr std::string_view kCsvPrefix = "csv:";
constexpr std::size_t kCsvDigits = 16;
constexpr std::size_t kUuidLength = 36;

bool is_dash(std::size_t position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
}

char lowered(char c) {
    return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string to_text(const core::ScanId& id) {
    const std::string hex = to_hex(id.bytes);
    std::string text;
    text.reserve(kUuidLength);
    for (const char c : hex) {
        if (is_dash(text.size())) text += '-';
        text += c;
    }
    return text;
}

std::optional<core::ScanId> parse_scan_id(std::string_view text) {
    if (text.size() != kUuidLength) return std::nullopt;
    std::string hex;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash(i) != (text[i] == '-')) return std::nullopt;
        if (!is_dash(i)) hex += lowered(text[i]);
    }
    core::ScanId id;
    if (!from_hex(hex, id.bytes)) return std::nullopt;
    return id;
}

std::string to_text(core::TicketId id) {
    return fmt::format("{}{:016x}", kCsvPrefix, id.value);
}

std::optional<core::TicketId> parse_ticket_id(std::string_view text) {
    if (!text.starts_with(kCsvPrefix)) return std::nullopt;
    text.remove_prefix(kCsvPrefix.size());
    std::array<std::uint8_t, kCsvDigits / 2> bytes{};
    if (!from_hex(text, bytes)) return std::nullopt;
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = (value << 8U) | byte;
    return core::TicketId{value};
}

}  // namespace kiosk::wire
