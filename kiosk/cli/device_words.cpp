// kiosk/cli/device_words.cpp — options of devices, and of its watch, pair and preview.
#include "kiosk/cli/device_words.hpp"

#include <utility>

#include <CLI/CLI.hpp>

namespace kiosk::cli {

void DeviceWords::add_to(CLI::App& app) {
    auto* const devices =
        app.add_subcommand("devices", "What is attached, what it is, and who reads it");
    devices->require_subcommand(0, 1);
    devices->add_option("--config", config_, "Configuration that says who reads what");
    auto* const watch = devices->add_subcommand("watch", "What readers report, as it comes");
    watch->add_flag("--codes", watch_options_.codes,
                    "Show codes instead of their length; kioskd must be stopped");
    auto* const pair = devices->add_subcommand("pair", "Try a new USB scanner; print its settings");
    pair->add_option("--id", pair_options_.reader, "Id of the new scanner")->required();
    pair->add_option("--station", pair_options_.station, "Station that it reads for")->required();
    pair->add_option("--port", pair_options_.port, "Port such as 1-2.3, where several are new");
    auto* const preview = devices->add_subcommand("preview", "What a camera sees now, as a JPEG");
    preview->add_option("camera", preview_options_.camera, "Id of the camera")->required();
    preview->add_option("-o,--output", preview_options_.output, "File, else standard output");
    preview_ = preview;
    watch_ = watch;
    pair_ = pair;
}

std::optional<Verb> DeviceWords::chosen(std::string_view verb) {
    if (verb != "devices") return std::nullopt;
    if (watch_->parsed()) {
        watch_options_.config = std::move(config_);
        return std::move(watch_options_);
    }
    if (pair_->parsed()) {
        pair_options_.config = std::move(config_);
        return std::move(pair_options_);
    }
    if (preview_->parsed()) return std::move(preview_options_);
    return DevicesOptions{std::move(config_)};
}

}  // namespace kiosk::cli
