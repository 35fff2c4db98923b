// kiosk/storage/little_endian.hpp — whole numbers in a fixed byte order, for stored formats.
#pragma once

#include <concepts>
#include <cstddef>
#include <span>

namespace kiosk::storage {

// `bytes` must have room for the number at `at`.
template <std::unsigned_integral Number>
constexpr void store_little(std::span<std::byte> bytes, std::size_t at, Number number) {
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
        bytes[at + i] = static_cast<std::byte>((number >> (8 * i)) & 0xFF);
    }
}

template <std::unsigned_integral Number>
[[nodiscard]] constexpr Number load_little(std::span<const std::byte> bytes, std::size_t at) {
    Number number = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
        number = static_cast<Number>(number | (std::to_integer<Number>(bytes[at + i]) << (8 * i)));
    }
    return number;
}

}  // namespace kiosk::storage
