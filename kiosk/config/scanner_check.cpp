// kiosk/config/scanner_check.cpp — judged by which keys are written, and by what they leave open.
#include "kiosk/config/scanner_check.hpp"

#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace kiosk::config {
namespace {

constexpr std::array<std::string_view, 1> kOfSerialLines{"baud"};
constexpr std::array<std::string_view, 2> kOfUsb{"layout", "symbologies"};

bool tell_apart(const std::string& one, const std::string& other) {
    return !one.empty() && !other.empty() && one != other;
}

bool may_be_one_device(const UsbMatchSettings& one, const UsbMatchSettings& other) {
    return one.id == other.id && !tell_apart(one.serial, other.serial) &&
           !tell_apart(one.port, other.port);
}

std::vector<Problem> misplaced_keys(const ScannerSettings& scanner, const std::string& path,
                                    const Places& places) {
    std::vector<Problem> problems;
    const auto refuse = [&](std::string_view key, std::string_view whose) {
        const auto written = places.find(fmt::format("{}.{}", path, key));
        if (written == places.end()) return;
        problems.push_back(
            {written->second, Severity::error,
             fmt::format("scanner \"{}\": \"{}\" is a key of {} only", scanner.id, key, whose)});
    };
    if (scanner.usb) {
        for (const auto key : kOfSerialLines) refuse(key, "serial lines");
    } else {
        for (const auto key : kOfUsb) refuse(key, "USB scanners (match.subsystem = \"usb\")");
    }
    return problems;
}

}  // namespace

std::vector<Problem> check_scanners(const Config& config, const Places& places) {
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < config.scanners.size(); ++i) {
        const ScannerSettings& scanner = config.scanners[i];
        const std::string path = fmt::format("scanner[{}]", i);
        for (auto& problem : misplaced_keys(scanner, path, places)) {
            problems.push_back(std::move(problem));
        }
        if (!scanner.usb || scanner.usb->id.empty()) continue;
        for (std::size_t other = 0; other < i; ++other) {
            const ScannerSettings& before = config.scanners[other];
            if (!before.usb || !may_be_one_device(*before.usb, *scanner.usb)) continue;
            const auto written = places.find(path + ".match");
            problems.push_back(
                {written == places.end() ? Place{} : written->second, Severity::error,
                 fmt::format("scanner \"{}\" may be the device of scanner \"{}\": tell them apart "
                             "by serial, or by port",
                             scanner.id, before.id)});
        }
    }
    return problems;
}

}  // namespace kiosk::config
