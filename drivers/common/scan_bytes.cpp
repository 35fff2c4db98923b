// drivers/common/scan_bytes.cpp — the ECI protocol undone, damage marked.
#include "drivers/common/scan_bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "drivers/common/utf8.hpp"
#include "kiosk/core/scan.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::size_t kMarkDigits = 6;  // of \000026

enum class CharacterSet : std::uint8_t { as_is, latin_1 };

// ISO/IEC 15424, modifiers of QR Code, Data Matrix and Aztec Code whose ECI protocol is on.
bool states_character_set(std::string_view aim) {
    if (aim.size() != 3) return false;
    switch (aim[1]) {
        case 'Q': return aim[2] == '2' || aim[2] == '4' || aim[2] == '6';
        case 'd': return aim[2] >= '4' && aim[2] <= '6';
        case 'z': return aim[2] >= '3' && aim[2] <= '5';
        default: return false;
    }
}

// AIM ECI assignments: 1 and 3 are Latin-1, 26 UTF-8, 27 ASCII.
std::optional<CharacterSet> set_of(std::string_view digits) {
    if (digits == "000001" || digits == "000003") return CharacterSet::latin_1;
    if (digits == "000026" || digits == "000027") return CharacterSet::as_is;
    return std::nullopt;
}

std::optional<std::string> without_marks(std::string_view bytes) {
    std::string text;
    auto set = CharacterSet::as_is;
    while (!bytes.empty()) {
        const char c = bytes.front();
        bytes.remove_prefix(1);
        if (c == '\\' && bytes.starts_with('\\')) {
            bytes.remove_prefix(1);
        } else if (c == '\\') {
            const auto named = set_of(bytes.substr(0, kMarkDigits));
            if (!named) return std::nullopt;
            set = *named;
            bytes.remove_prefix(kMarkDigits);
            continue;
        }
        if (set == CharacterSet::latin_1) {
            append_utf8(text, static_cast<unsigned char>(c));
        } else {
            text += c;
        }
    }
    return text;
}

}  // namespace

std::string scan_bytes(ReadCode code) {
    if (code.quality == ReadQuality::whole && states_character_set(code.aim)) {
        auto text = without_marks(code.bytes);
        if (text && text->size() <= core::kScanBytesMax) {
            code.bytes = *std::move(text);
        } else {
            code.quality = ReadQuality::undecodable;
        }
    }
    if (code.quality == ReadQuality::whole) return std::move(code.bytes);
    code.bytes.resize(std::min(code.bytes.size(), core::kScanBytesMax - 1));
    return std::move(code.bytes) + kCancel;
}

}  // namespace kiosk::drivers
