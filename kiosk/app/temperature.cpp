// kiosk/app/temperature.cpp — a few small files.
#include "kiosk/app/temperature.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace kiosk::app {
namespace {

constexpr int kZonesMax = 64;  // boards have one to a dozen
// What sensors say that are not there: outside of these nothing works any more.
constexpr double kLeast = -60;
constexpr double kMost = 150;

}  // namespace

std::optional<double> read_temperature(const std::filesystem::path& zones) {
    std::optional<double> hottest;
    for (int number = 0; number < kZonesMax; ++number) {
        const auto zone = zones / ("thermal_zone" + std::to_string(number));
        std::error_code none;
        if (!std::filesystem::exists(zone, none)) break;
        std::ifstream file(zone / "temp");
        double thousandths = 0;
        if (!(file >> thousandths)) continue;
        const double degrees = thousandths / 1000;
        if (degrees < kLeast || degrees > kMost) continue;
        hottest = std::max(hottest.value_or(degrees), degrees);
    }
    return hottest;
}

}  // namespace kiosk::app
