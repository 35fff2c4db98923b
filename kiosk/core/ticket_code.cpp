// kiosk/core/ticket_code.cpp — cleaning and the shape of an event's codes.
#include "kiosk/core/ticket_code.hpp"

#include <algorithm>

namespace kiosk::core {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

// Letters and digits stand for their class, so that a short list does not make a narrow shape.
std::uint8_t class_of(char c) {
    if (c >= 'a' && c <= 'z') return 'a';
    if (c >= 'A' && c <= 'Z') return 'A';
    if (c >= '0' && c <= '9') return '0';
    return static_cast<std::uint8_t>(c);
}

// "]Q1" and the like: ISO/IEC 15424 symbology identifiers, sent first by some scanners.
bool has_symbology_prefix(std::string_view code) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto is_alphanumeric = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
    return code.size() > 3 && code[0] == ']' && is_letter(code[1]) && is_alphanumeric(code[2]);
}

// The code in an address such as "https://tickets.example/t/CODE?lang=fr"; empty where there is
// none.
std::string_view code_in_address(std::string_view text) {
    if (!text.starts_with("https://") && !text.starts_with("http://")) return {};
    constexpr std::string_view kBefore = "/t/";
    const std::size_t at = text.rfind(kBefore);
    if (at == std::string_view::npos) return {};
    const std::string_view code = text.substr(at + kBefore.size());
    const std::string_view segment = code.substr(0, code.find_first_of("?#"));
    return segment.find('/') == std::string_view::npos ? segment : std::string_view();
}

template <std::size_t Bits>
void append_hex(std::string& text, const std::bitset<Bits>& bits) {
    for (std::size_t at = 0; at < Bits; at += 4) {
        unsigned digit = 0;
        for (std::size_t i = 0; i < 4 && at + i < Bits; ++i) {
            if (bits[at + i]) digit |= 1U << i;
        }
        text += "0123456789abcdef"[digit];
    }
}

template <std::size_t Bits>
bool read_hex(std::string_view text, std::bitset<Bits>& bits) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto digit = std::string_view("0123456789abcdef").find(text[at]);
        if (digit == std::string_view::npos) return false;
        for (std::size_t i = 0; i < 4; ++i) {
            const bool set = (digit >> i & 1U) != 0;
            if (4 * at + i < Bits)
                bits[4 * at + i] = set;
            else if (set)
                return false;
        }
    }
    return true;
}

constexpr std::size_t kLengthDigits = (kCodeBytesMax + 1 + 3) / 4;
constexpr std::size_t kCharacterDigits = 256 / 4;

}  // namespace

std::string_view clean_code(std::string_view bytes) {
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    while (!bytes.empty() && is_blank(bytes.front())) bytes.remove_prefix(1);
    while (!bytes.empty() && is_blank(bytes.back())) bytes.remove_suffix(1);
    if (has_symbology_prefix(bytes)) bytes.remove_prefix(3);
    const std::string_view inside = code_in_address(bytes);
    return inside.empty() ? bytes : clean_code(inside);
}

void CodeShape::learn(std::string_view code) {
    lengths_.set(std::min(code.size(), kCodeBytesMax));
    for (const char c : code) characters_.set(class_of(c));
}

bool CodeShape::covers(std::string_view code) const {
    if (code.empty() || code.size() > kCodeBytesMax) return false;
    if (empty()) return std::ranges::none_of(code, is_control);
    return lengths_[code.size()] &&
           std::ranges::all_of(code, [this](char c) { return characters_[class_of(c)]; });
}

std::string CodeShape::to_text() const {
    std::string text;
    append_hex(text, lengths_);
    append_hex(text, characters_);
    return text;
}

Result<CodeShape> CodeShape::from_text(std::string_view text) {
    if (text.size() != kLengthDigits + kCharacterDigits) {
        return fail(Errc::corrupt, "code shape: " + std::to_string(text.size()) + " digits, not " +
                                       std::to_string(kLengthDigits + kCharacterDigits));
    }
    CodeShape shape;
    if (!read_hex(text.substr(0, kLengthDigits), shape.lengths_) ||
        !read_hex(text.substr(kLengthDigits), shape.characters_)) {
        return fail(Errc::corrupt, "code shape: not hexadecimal");
    }
    return shape;
}

}  // namespace kiosk::core
