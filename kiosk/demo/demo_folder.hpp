// kiosk/demo/demo_folder.hpp — everything the demo needs, written into one folder.
//
//   attendees.csv  codes.csv  codes.html  codes.css  kioskd.toml
//   codes/         the twelve pictures of the sheet
//   badges/        forty badges of attendees; badges/other/ photographs of foreign QR codes
//   inbox/         watched by the demo station's camera
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/demo/people.hpp"

namespace kiosk::demo {

inline constexpr std::size_t kBadges = 40;

struct DemoPlan {
    std::filesystem::path folder;  // made where missing; files of the same name are replaced
    std::chrono::sys_days day_one;
    std::optional<std::filesystem::path> samples;  // folder with the licensed sample pictures
};

// Writing it again gives the same bytes. Errors name the file.
[[nodiscard]] Result<> write_demo_folder(const DemoPlan& plan);

// A badge's place in the folder: "badges/0007-ama-owusu-go.png" for the seventh attendee.
[[nodiscard]] std::string badge_file(const std::vector<Attendee>& attendees, std::size_t position);

// The positions, from 0, of the attendees who have a badge picture; kBadges of them, ascending.
[[nodiscard]] std::vector<std::size_t> badge_positions();

}  // namespace kiosk::demo
