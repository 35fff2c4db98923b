// tests/fuzz/framer_fuzz.cpp — any bytes in any pieces at any times, with every terminator.
//
// Byte 0 chooses the terminator; then, again and again, one byte of time, one of length, and bytes.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "drivers/common/framer.hpp"
#include "kiosk/base/check.hpp"
#include "kiosk/core/scan.hpp"

using namespace kiosk;
using namespace kiosk::drivers;

namespace {

constexpr std::array<std::string_view, 5> kSuffixes{"\r", "\n", "\r\n", "\t", ""};

void check(const std::vector<ReadCode>& codes, std::string_view suffix) {
    for (const ReadCode& code : codes) {
        KIOSK_CHECK(!code.bytes.empty(), "an empty code is none");
        KIOSK_CHECK(code.bytes.size() <= core::kScanBytesMax, "codes are bounded");
        KIOSK_CHECK(suffix.empty() || code.bytes.find(suffix) == std::string::npos,
                    "a terminator is in no code");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    if (rest.empty()) return 0;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(rest[at]); };
    const std::string_view suffix = kSuffixes[byte(0) % kSuffixes.size()];
    Framer framer({.suffix = std::string(suffix)});
    rest.remove_prefix(1);
    Instant now{};
    while (rest.size() >= 2) {
        now += std::chrono::milliseconds(byte(0));
        const std::size_t length = std::min<std::size_t>(byte(1), rest.size() - 2);
        if (byte(0) >= 50) check(framer.idle_until(now), suffix);
        check(framer.feed(rest.substr(2, length), now), suffix);
        rest.remove_prefix(2 + length);
    }
    check(framer.idle_until(now + std::chrono::seconds(1)), suffix);
    KIOSK_CHECK(framer.deadline() == Instant::max(), "silence ends everything");
    return 0;
}
