// kiosk/config/units.hpp — settings that are more than a word: durations, addresses, ids.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::config {

inline constexpr std::size_t kIdMax = 64;  // bytes of an id; ids stand in every journal record

// Reads "250ms", "30s", "5m", "2h" or "14d": a whole number and a unit, nothing else. Nothing where
// the text is no duration or passes 100 years.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

// The shortest exact form that parse_duration reads: "2500ms", "5m".
[[nodiscard]] std::string to_text(std::chrono::milliseconds duration);

// A numeric address and port that the HTTP server binds.
struct ListenAddress {
    std::string address;  // "127.0.0.1" or "::1", without brackets
    std::uint16_t port = 8080;
    bool loopback = true;

    friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};

// As it was written: "127.0.0.1:8080", "[::1]:8080".
[[nodiscard]] std::string to_text(const ListenAddress& listen);

// Reads "127.0.0.1:8080" or "[::1]:8080". Names are not resolved: a name server must not decide
// what the station listens on. Port 0 lets the kernel choose.
[[nodiscard]] std::optional<ListenAddress> parse_listen_address(std::string_view text);

// Reads "https://checkin.example.org" or "https://checkin.example.org:8443", as a browser names it:
// in lower case, without the default port. Nothing for anything else; http keeps no secret.
[[nodiscard]] std::optional<std::string> parse_public_origin(std::string_view text);

// True for 1 to kIdMax bytes of a-z, 0-9, '-' and '_', beginning with a letter or digit.
[[nodiscard]] bool is_id(std::string_view text);

// True for a language tag such as "en", "pt-BR" (the part of RFC 5646 that translations use).
[[nodiscard]] bool is_language(std::string_view text);

}  // namespace kiosk::config
