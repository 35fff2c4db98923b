// tests/faults/power_cut/state_check.hpp — opens a state directory and asks for what was promised.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "tests/faults/power_cut/disk_model.hpp"

namespace kiosk::faults {

// Sequence and id of what was acknowledged.
using Acknowledged = std::map<std::uint64_t, std::string>;

enum class Finding : std::uint8_t {
    kept,
    lost,      // a record that was acknowledged is not there, or another has its place
    unopened,  // the state is refused
    doubled,   // one id twice, or a gap in the sequence
    unusable,  // it opens but takes no new record, or its verification finds fault
};

struct Judgement {
    Finding finding = Finding::kept;
    std::string what{};
    std::size_t repairs = 0;  // that the opening made
};

// Adds the lines "ACK <seq> <id>" in `text`.
void add_acknowledged(Acknowledged& acknowledged, std::string_view text);

void write_image(const DiskImage& image, const std::filesystem::path& directory);

// Opens `directory`, reads everything, appends one record, closes, verifies.
[[nodiscard]] Judgement check_state(const std::filesystem::path& directory,
                                    const Acknowledged& acknowledged);

[[nodiscard]] std::string_view name_of(Finding finding);

}  // namespace kiosk::faults
