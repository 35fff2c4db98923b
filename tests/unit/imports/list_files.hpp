// tests/unit/imports/list_files.hpp — sample lists and the encodings to write them in.
#pragma once

#include <cstddef>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/imports/attendee_list.hpp"

namespace kiosk::imports::test {

inline std::string sample(std::string_view file) {
    std::ifstream stream(std::string(KIOSK_TEST_DATA) + "/lists/" + std::string(file),
                         std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

// Characters up to U+FFFF of well-formed UTF-8, by calling `put` with each.
template <class Put>
void for_each_character(std::string_view utf8, Put put) {
    for (std::size_t at = 0; at < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
        unsigned c = length == 1 ? lead : lead & (length == 2 ? 0x1FU : 0x0FU);
        for (std::size_t i = 1; i < length; ++i) {
            c = (c << 6) | (static_cast<unsigned char>(utf8[at + i]) & 0x3FU);
        }
        put(static_cast<char16_t>(c));
        at += length;
    }
}

inline std::string utf16(std::string_view utf8, bool little) {
    std::string bytes;
    for_each_character(utf8, [&](char16_t c) {
        const char low = static_cast<char>(c & 0xFF);
        const char high = static_cast<char>(c >> 8);
        bytes.push_back(little ? low : high);
        bytes.push_back(little ? high : low);
    });
    return bytes;
}

// Only for characters below U+0100.
inline std::string latin1(std::string_view utf8) {
    std::string bytes;
    for_each_character(utf8, [&](char16_t c) { bytes.push_back(static_cast<char>(c)); });
    return bytes;
}

// The rejections of a list, one on each line.
inline std::string reasons(const ImportReport& report) {
    std::string text;
    for (const Rejection& rejection : report.rejections) text += describe(rejection) + "\n";
    return text;
}

// Reads a list that is expected to be readable as a file.
inline ImportOutcome read(std::string_view bytes, const ImportOptions& options = {}) {
    auto outcome = read_attendees(bytes, options);
    if (outcome) return *std::move(outcome);
    ImportOutcome failed;
    failed.report.rejections.push_back({.reason = "cannot be read: " + outcome.error().context});
    return failed;
}

// The message of a list that cannot be read as a file; empty if it can.
inline std::string failure(std::string_view bytes, const ImportOptions& options = {}) {
    const auto outcome = read_attendees(bytes, options);
    return outcome ? std::string() : outcome.error().context;
}

}  // namespace kiosk::imports::test
