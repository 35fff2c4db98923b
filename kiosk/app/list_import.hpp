// kiosk/app/list_import.hpp — from a CSV file to a new attendee list, or a clear no.
//
// Runs on a worker thread: the station goes on with its old list meanwhile. Nothing is replaced
// unless the whole file is acceptable, and a list that shrinks much is held until confirmed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/core/ticket_code.hpp"
#include "kiosk/ports/station_port.hpp"
#include "kiosk/search/people_index.hpp"

namespace kiosk::app {

// A new list may lack this part of the tickets of the one before without a question: more is most
// likely the wrong file.
inline constexpr double kShrinkPartMax = 0.20;

struct ListImport {
    ports::ImportRequest request;
    std::shared_ptr<const core::Roster> before;  // null without a list
    std::filesystem::path roster_directory;
    ZoneOffsets zone;  // of times without an offset in the file
    UtcTime now;
    std::map<std::string, std::int64_t> subevents{};  // dates of a series by name
};

struct ListImportResult {
    ports::ImportAnswer answer;
    std::shared_ptr<const core::Roster> roster;        // null unless answer.imported
    std::shared_ptr<const search::PeopleIndex> index;  // of the roster; null without room for it
};

// Blocks for the reading and writing: about ten seconds for a million rows.
[[nodiscard]] Result<ListImportResult> import_list(const ListImport& job,
                                                   const core::CodeHasher& hasher);

}  // namespace kiosk::app
