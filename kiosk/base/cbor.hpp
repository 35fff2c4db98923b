// kiosk/base/cbor.hpp — the few CBOR items a journal record needs, written and read canonically.
//
// Deterministic encoding (RFC 8949, section 4.2.1): shortest lengths, definite lengths, ascending
// keys. The reader accepts nothing else, so a payload has exactly one spelling. Libraries in the
// distribution build trees on the heap and accept any spelling; records need neither.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk {

class CborWriter {
  public:
    // Starts a map of exactly `pairs` keys and values, which the caller writes in ascending order.
    void map(std::uint64_t pairs) { head(5, pairs); }
    void number(std::uint64_t value) { head(0, value); }
    void signed_number(std::int64_t value);
    void text(std::string_view value);
    void bytes(std::span<const std::uint8_t> value);

    [[nodiscard]] std::vector<std::byte> take() && { return std::move(out_); }

  private:
    void head(unsigned major, std::uint64_t value);

    std::vector<std::byte> out_;
};

// Reads item by item; each call returns Errc::corrupt where the next item is another one, not in
// its shortest form, or cut off.
class CborReader {
  public:
    explicit CborReader(std::span<const std::byte> bytes) : rest_(bytes) {}

    [[nodiscard]] Result<std::uint64_t> map();
    [[nodiscard]] Result<std::uint64_t> number();
    [[nodiscard]] Result<std::int64_t> signed_number();
    [[nodiscard]] Result<std::string_view> text();
    [[nodiscard]] Result<std::span<const std::uint8_t>> bytes();

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

  private:
    struct Head {
        unsigned major;
        std::uint64_t value;
    };

    [[nodiscard]] Result<Head> head();
    [[nodiscard]] Result<std::uint64_t> head_of(unsigned major, std::string_view wanted);
    [[nodiscard]] Result<std::span<const std::byte>> run_of(std::uint64_t length);

    std::span<const std::byte> rest_;
};

}  // namespace kiosk
