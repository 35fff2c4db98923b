// kiosk/core/record_values.hpp — how the values of a journal payload are written and read.
//
// Canonical: a value that goes without saying is left out, and a payload that spells it out is
// refused, so that one record has one form (RFC 8949, section 4.2).
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "kiosk/base/cbor.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::core::record_values {

// The highest number each enumeration may have in a payload; each user of one adds its own.
template <class Enum>
inline constexpr std::uint64_t kLastOf = 0;
template <>
inline constexpr std::uint64_t kLastOf<ClockState> = 4;

// What a field means when the payload is silent about it; nothing: it must be there.
template <class T>
struct Unsaid {};
template <class T>
struct Unsaid<std::optional<T>> {
    static std::optional<T> value() { return std::nullopt; }
};
template <class T>
    requires std::same_as<T, std::string> || std::same_as<T, bool> ||
             std::same_as<T, std::chrono::milliseconds>
struct Unsaid<T> {
    static T value() { return {}; }
};
template <>
struct Unsaid<ClockState> {
    static ClockState value() { return ClockState::unsynced; }
};

template <class T>
concept MayBeSilent = requires { Unsaid<T>::value(); };

template <class T>
bool is_left_out(const T& value) {
    if constexpr (MayBeSilent<T>) return value == Unsaid<T>::value();
    return false;
}

template <class T>
void write(CborWriter& out, const T& value) {
    if constexpr (std::is_enum_v<T>) {
        out.number(std::to_underlying(value));
    } else if constexpr (std::is_signed_v<T>) {
        out.signed_number(value);
    } else {
        out.number(value);
    }
}
template <class Clock, class Duration>
void write(CborWriter& out, const std::chrono::time_point<Clock, Duration>& value) {
    out.signed_number(value.time_since_epoch().count());
}
inline void write(CborWriter& out, std::chrono::milliseconds value) {
    out.number(static_cast<std::uint64_t>(value.count()));
}
template <class Tag, class Number>
void write(CborWriter& out, StrongId<Tag, Number> value) {
    write(out, value.value);
}
inline void write(CborWriter& out, const std::string& value) {
    out.text(value);
}
template <std::size_t size>
void write(CborWriter& out, const std::array<std::uint8_t, size>& value) {
    out.bytes(value);
}
template <class T>
void write(CborWriter& out, const std::optional<T>& value) {
    write(out, *value);
}

template <class T>
consteval std::uint64_t last_of() {
    if constexpr (std::is_enum_v<T>)
        return kLastOf<T>;
    else
        return std::numeric_limits<T>::max();
}

// Numbers, flags and enumerations, each up to its highest value.
template <class T>
Result<> read(CborReader& in, T& value) {
    if constexpr (std::is_same_v<T, std::int64_t>) {
        value = KIOSK_TRY(in.signed_number());
        return {};
    }
    constexpr std::uint64_t last = last_of<T>();
    const std::uint64_t number = KIOSK_TRY(in.number());
    if (number > last) {
        return fail(Errc::corrupt, "number " + std::to_string(number) + " above " +
                                       std::to_string(last) + ", the last this version knows");
    }
    value = static_cast<T>(number);
    return {};
}
template <class Clock, class Duration>
Result<> read(CborReader& in, std::chrono::time_point<Clock, Duration>& value) {
    const std::int64_t count = KIOSK_TRY(in.signed_number());
    value = std::chrono::time_point<Clock, Duration>(Duration(count));
    return {};
}
inline Result<> read(CborReader& in, std::chrono::milliseconds& value) {
    std::uint32_t count = 0;
    KIOSK_TRY_VOID(read(in, count));
    value = std::chrono::milliseconds(count);
    return {};
}
template <class Tag, class Number>
Result<> read(CborReader& in, StrongId<Tag, Number>& value) {
    return read(in, value.value);
}
inline Result<> read(CborReader& in, std::string& value) {
    value = KIOSK_TRY(in.text());
    return {};
}
template <std::size_t size>
Result<> read(CborReader& in, std::array<std::uint8_t, size>& value) {
    const auto found = KIOSK_TRY(in.bytes());
    if (found.size() != size) {
        return fail(Errc::corrupt, "not " + std::to_string(size) + " bytes");
    }
    std::ranges::copy(found, value.begin());
    return {};
}
template <class T>
Result<> read(CborReader& in, std::optional<T>& value) {
    return read(in, value.emplace());
}

}  // namespace kiosk::core::record_values
