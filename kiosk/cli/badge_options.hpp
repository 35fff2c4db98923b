// kiosk/cli/badge_options.hpp — what was asked of `token` and `badge`, as plain values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::cli {

struct TokenVerifyOptions {
    std::filesystem::path keys;       // key set
    std::vector<std::string> tokens;  // "-": one a line from standard input
    std::string at;                   // RFC 3339; empty: now
};

struct BadgeKeygenOptions {
    std::string id;
    std::uint8_t number = 0;
    std::vector<std::uint16_t> events;
    std::filesystem::path output;  // of the private key
};

struct BadgeIssueOptions {
    std::filesystem::path key;           // private
    std::filesystem::path keys;          // key set under which the badges must verify
    std::optional<std::uint16_t> event;  // needed where the key signs for several
    std::string from;                    // RFC 3339
    std::string until;
    std::uint16_t product = 0;
    std::string flags;             // "single_entry photo_check"
    std::filesystem::path csv;     // holders; empty: one badge
    std::filesystem::path output;  // empty: standard output
};

}  // namespace kiosk::cli
