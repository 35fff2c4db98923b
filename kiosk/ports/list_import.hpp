// kiosk/ports/list_import.hpp — asking for an attendee list to be taken over, and what became of
// it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kiosk::ports {

struct ImportRequest {
    std::filesystem::path file;                  // readable by the daemon; it is not changed
    std::map<std::string, std::string> columns;  // our field -> header text
    bool dry_run = false;
    bool keep_good = false;     // import the good rows although others were rejected
    bool allow_shrink = false;  // yes, the list really is that much smaller
};

struct ImportAnswer {
    bool imported = false;
    bool held = false;  // would shrink by more than 20 % or to zero; send again with allow_shrink
    std::uint64_t version = 0;
    std::uint64_t rows = 0;
    std::uint64_t accepted = 0;
    std::uint64_t rejected = 0;
    std::uint64_t added = 0;    // codes not on the list before
    std::uint64_t removed = 0;  // codes on the list before only
    std::uint64_t before = 0;   // tickets on the list before
    std::string dialect;        // own, pretix, eventbrite, tito, custom
    std::string encoding;       // utf-8, utf-16le, ...
    std::string delimiter;      // comma, semicolon, tab
    std::vector<std::string> ignored_columns;
    std::vector<std::string> warnings;    // rows are fine, but the operator should know
    std::vector<std::string> rejections;  // "line 7, column 3 \"E-mail\": ...", at most 1,000
    std::string sentence;                 // what happened, for people
};

}  // namespace kiosk::ports
