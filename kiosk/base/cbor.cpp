// kiosk/base/cbor.cpp — heads, numbers and strings of CBOR (RFC 8949, section 3).
#include "kiosk/base/cbor.hpp"

#include <string>

namespace kiosk {
namespace {

constexpr unsigned kUnsigned = 0;
constexpr unsigned kNegative = 1;
constexpr unsigned kBytes = 2;
constexpr unsigned kText = 3;
constexpr unsigned kMap = 5;

constexpr std::uint64_t kInHead = 24;  // smaller values stand in the first byte

std::byte low_byte(std::uint64_t value) {
    return static_cast<std::byte>(value & 0xFFU);
}

std::unexpected<Error> corrupt(std::string what) {
    return fail(Errc::corrupt, "CBOR: " + std::move(what));
}

}  // namespace

void CborWriter::head(unsigned major, std::uint64_t value) {
    const auto first = static_cast<std::uint64_t>(major) << 5U;
    if (value < kInHead) {
        out_.push_back(low_byte(first | value));
        return;
    }
    unsigned code = 24;
    unsigned width = 1;
    while (width < 8 && (value >> (8U * width)) != 0) {
        ++code;
        width *= 2;
    }
    out_.push_back(low_byte(first | code));
    for (unsigned shift = 8 * width; shift > 0; shift -= 8) {
        out_.push_back(low_byte(value >> (shift - 8)));
    }
}

void CborWriter::signed_number(std::int64_t value) {
    if (value >= 0) {
        head(kUnsigned, static_cast<std::uint64_t>(value));
    } else {
        head(kNegative, static_cast<std::uint64_t>(-(value + 1)));
    }
}

void CborWriter::text(std::string_view value) {
    head(kText, value.size());
    for (const char c : value) out_.push_back(static_cast<std::byte>(c));
}

void CborWriter::bytes(std::span<const std::uint8_t> value) {
    head(kBytes, value.size());
    for (const std::uint8_t b : value) out_.push_back(static_cast<std::byte>(b));
}

Result<CborReader::Head> CborReader::head() {
    if (rest_.empty()) return corrupt("the payload ends where an item should begin");
    const auto first = std::to_integer<unsigned>(rest_[0]);
    rest_ = rest_.subspan(1);
    const unsigned major = first >> 5U;
    const unsigned code = first & 0x1FU;
    if (code < kInHead) return Head{major, code};
    if (code > 27) return corrupt("indefinite or reserved length");
    const std::size_t width = std::size_t{1} << (code - 24);
    const auto run = KIOSK_TRY(run_of(width));
    std::uint64_t value = 0;
    for (const std::byte b : run) value = (value << 8U) | std::to_integer<std::uint64_t>(b);
    const std::uint64_t smallest = width == 1 ? kInHead : std::uint64_t{1} << (4U * width);
    if (value < smallest) return corrupt("a number is not in its shortest form");
    return Head{major, value};
}

Result<std::uint64_t> CborReader::head_of(unsigned major, std::string_view wanted) {
    const Head found = KIOSK_TRY(head());
    if (found.major != major) return corrupt("expected " + std::string(wanted));
    return found.value;
}

Result<std::span<const std::byte>> CborReader::run_of(std::uint64_t length) {
    if (length > rest_.size()) return corrupt("the payload is cut off");
    const auto run = rest_.first(static_cast<std::size_t>(length));
    rest_ = rest_.subspan(run.size());
    return run;
}

Result<std::uint64_t> CborReader::map() {
    return head_of(kMap, "a map");
}

Result<std::uint64_t> CborReader::number() {
    return head_of(kUnsigned, "a number");
}

Result<std::int64_t> CborReader::signed_number() {
    const Head found = KIOSK_TRY(head());
    if (found.major != kUnsigned && found.major != kNegative) return corrupt("expected a number");
    if (found.value > static_cast<std::uint64_t>(INT64_MAX)) return corrupt("number too large");
    const auto value = static_cast<std::int64_t>(found.value);
    return found.major == kUnsigned ? value : -value - 1;
}

Result<std::string_view> CborReader::text() {
    const auto run = KIOSK_TRY(run_of(KIOSK_TRY(head_of(kText, "a text"))));
    return std::string_view(reinterpret_cast<const char*>(run.data()), run.size());
}

Result<std::span<const std::uint8_t>> CborReader::bytes() {
    const auto run = KIOSK_TRY(run_of(KIOSK_TRY(head_of(kBytes, "bytes"))));
    return std::span(reinterpret_cast<const std::uint8_t*>(run.data()), run.size());
}

}  // namespace kiosk
