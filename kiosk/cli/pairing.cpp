// kiosk/cli/pairing.cpp — choosing, judging, writing down.
#include "kiosk/cli/pairing.hpp"

#include <algorithm>
#include <ranges>
#include <variant>

#include <fmt/format.h>

#include "kiosk/cli/device_list.hpp"
#include "kiosk/cli/terminal_text.hpp"

namespace kiosk::cli {
namespace {

using drivers::UsbAttached;

const drivers::UsbPlan* plan_of(const UsbAttached& one) {
    return std::get_if<drivers::UsbPlan>(&one.reading);
}

Answer<UsbAttached> device_at(const std::vector<UsbAttached>& attached,
                              const config::Config& config, std::string_view port) {
    const auto found = std::ranges::find_if(
        attached, [&](const UsbAttached& one) { return one.description.port == port; });
    if (found == attached.end()) {
        return std::unexpected(
            Failure{ExitCode::not_found, fmt::format("nothing is plugged in at {}", port)});
    }
    if (const auto* refusal = std::get_if<drivers::UsbRefusal>(&found->reading)) {
        return std::unexpected(Failure{ExitCode::failed, refusal->sentence});
    }
    if (plan_of(*found) == nullptr) {
        return std::unexpected(
            Failure{ExitCode::failed, fmt::format("what is at {} is no scanner", port)});
    }
    if (const auto* reader = reader_of(found->description, config)) {
        return std::unexpected(Failure{
            ExitCode::conflict, fmt::format("scanner \"{}\" of the configuration reads what is "
                                            "at {}",
                                            reader->id, port)});
    }
    return *found;
}

// TOML's basic string takes these as they are, and a terminal shows them.
bool is_plain(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
}

}  // namespace

Answer<UsbAttached> device_to_pair(const std::vector<UsbAttached>& attached,
                                   const config::Config& config, std::string_view port) {
    if (!port.empty()) return device_at(attached, config, port);
    std::vector<const UsbAttached*> can_be_meant;
    for (const UsbAttached& one : attached) {
        const auto* plan = plan_of(one);
        if (plan == nullptr || plan->mode == drivers::UsbMode::keyboard) continue;
        if (reader_of(one.description, config) == nullptr) can_be_meant.push_back(&one);
    }
    if (can_be_meant.empty()) {
        return std::unexpected(
            Failure{ExitCode::not_found,
                    "no new scanner in HID POS or USB-COM mode is plugged in; of one that types, "
                    "say its --port (kioskctl devices)"});
    }
    if (can_be_meant.size() > 1) {
        const auto ports = can_be_meant | std::views::transform([](const UsbAttached* one) {
                               return one->description.port;
                           });
        return std::unexpected(
            Failure{ExitCode::usage, fmt::format("several scanners are new: say which with --port "
                                                 "({})",
                                                 fmt::join(ports, ", "))});
    }
    return *can_be_meant.front();
}

config::UsbMatchSettings match_for(const drivers::UsbDescription& device,
                                   const std::vector<UsbAttached>& attached) {
    config::UsbMatchSettings match{.id = device.id(), .serial = {}, .port = {}};
    const auto alike = std::ranges::count_if(attached, [&](const UsbAttached& one) {
        return one.description.id() == match.id && one.description.serial == device.serial;
    });
    if (!device.serial.empty() && alike <= 1 && is_plain(device.serial)) {
        match.serial = device.serial;
    } else {
        match.port = device.port;
    }
    return match;
}

TrialFinding judge_trial(std::string_view bytes,
                         const std::optional<drivers::LayoutFinding>& keys) {
    if (keys) {
        if (keys->exact) return {.good = true, .advice = {}, .layout = keys->layout};
        return {.good = false,
                .advice = fmt::format("Its country setting fits none that is known; nearest is "
                                      "\"{}\", where these came out otherwise: {} Set it to USA.",
                                      name_of(keys->layout), printable(keys->wrong))};
    }
    if (bytes == drivers::kCalibrationText) return {.good = true, .advice = {}};
    if (bytes.find(drivers::kCalibrationText) != std::string_view::npos) {
        return {.good = false,
                .advice =
                    "It puts something before or behind the code: switch its prefix, code "
                    "id and suffix off (USB-COM: suffix CR only)."};
    }
    return {.good = false, .advice = "That was another code, or it was not read well: again."};
}

std::string scanner_toml(std::string_view reader, std::string_view station,
                         const config::UsbMatchSettings& match,
                         std::optional<drivers::KeyboardLayout> layout) {
    std::string toml =
        fmt::format("[[scanner]]\nid      = \"{}\"\nstation = \"{}\"\n", reader, station);
    toml += fmt::format("match   = {{ subsystem = \"usb\", id = \"{}\"", match.id);
    if (!match.serial.empty()) toml += fmt::format(", serial = \"{}\"", match.serial);
    if (!match.port.empty()) toml += fmt::format(", port = \"{}\"", match.port);
    toml += " }\n";
    if (layout) toml += fmt::format("layout  = \"{}\"\n", name_of(*layout));
    return toml;
}

}  // namespace kiosk::cli
