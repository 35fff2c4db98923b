// kiosk/core/text_blocks.cpp — each text behind two bytes of length, low byte first.
#include "kiosk/core/text_blocks.hpp"

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

constexpr std::size_t kLengthBytes = 2;

void append(std::string& block, std::string_view text) {
    KIOSK_CHECK(text.size() <= TextBlocks::kTextBytesMax, "lengths have 16 bits");
    block.push_back(static_cast<char>(text.size() & 0xFFU));
    block.push_back(static_cast<char>(text.size() >> 8U));
    block.append(text);
}

std::string_view take(std::string_view& rest) {
    const auto low = static_cast<unsigned char>(rest[0]);
    const auto high = static_cast<unsigned char>(rest[1]);
    const std::size_t length = low | static_cast<std::size_t>(high) << 8U;
    const auto text = rest.substr(kLengthBytes, length);
    rest.remove_prefix(kLengthBytes + length);
    return text;
}

}  // namespace

std::optional<std::uint32_t> TextBlocks::add(std::span<const std::string_view> texts) {
    std::size_t bytes = 0;
    for (const auto text : texts) bytes += kLengthBytes + text.size();
    KIOSK_CHECK(bytes <= kBlockBytes, "texts that stand together fit one block");
    if (blocks_.empty() || blocks_.back().size() + bytes > kBlockBytes) {
        if (blocks_.size() >= blocks_max_) return std::nullopt;
        blocks_.emplace_back().reserve(kBlockBytes);
    }
    std::string& block = blocks_.back();
    const std::size_t address = ((blocks_.size() - 1) << kBlockBits) + block.size();
    for (const auto text : texts) append(block, text);
    return static_cast<std::uint32_t>(address);
}

void TextBlocks::read(std::uint32_t address, std::span<std::string_view* const> texts) const {
    std::string_view rest = blocks_.at(address >> kBlockBits);
    rest.remove_prefix(address & (kBlockBytes - 1));
    for (std::string_view* text : texts) *text = take(rest);
}

void TextBlocks::shrink_to_fit() {
    if (!blocks_.empty()) blocks_.back().shrink_to_fit();
}

std::size_t TextBlocks::resident_bytes() const {
    std::size_t bytes = 0;
    for (const auto& block : blocks_) bytes += block.capacity();
    return bytes;
}

}  // namespace kiosk::core
