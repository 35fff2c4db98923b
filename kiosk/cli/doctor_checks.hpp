// kiosk/cli/doctor_checks.hpp — the single checks of kioskctl doctor.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

namespace kiosk::cli {

enum class Health : std::uint8_t { good, doubtful, bad };

struct Finding {
    std::string name;  // stable, for scripts: "config", "daemon", "list", …
    Health health = Health::good;
    std::string text;
    std::string fix;  // a command or an act; empty when all is well
};

inline constexpr std::uint64_t kFreeBytesDoubtful = 512ULL << 20U;  // weeks of journal
inline constexpr std::uint64_t kFreeBytesBad = 128ULL << 20U;       // a day may fill it

[[nodiscard]] Finding check_config_file(const std::filesystem::path& file);
[[nodiscard]] Finding check_time_zones();
[[nodiscard]] Finding check_free_space(const std::filesystem::path& state);

// `kernel_synced`: what the kernel says of its own clock.
[[nodiscard]] Finding check_clock(std::int64_t seconds_since_1970, bool kernel_synced);

// From the daemon's status: list, storage, and one finding a reader.
[[nodiscard]] std::vector<Finding> check_status(const boost::json::value& status);

}  // namespace kiosk::cli
