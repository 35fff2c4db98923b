// kiosk/app/daemon_settings.cpp — plain copying, in one place.
#include "kiosk/app/daemon_settings.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "kiosk/app/options.hpp"
#include "kiosk/app/rehearsal_book.hpp"
#include "kiosk/app/system_clock.hpp"
#include "kiosk/app/temperature.hpp"
#include "kiosk/base/check.hpp"
#include "kiosk/config/engine_settings.hpp"
#include "kiosk/core/rules/rule_products.hpp"

namespace kiosk::app {
namespace {

drivers::MainsFrequency mains_frequency(config::Mains mains) {
    switch (mains) {
        case config::Mains::off: return drivers::MainsFrequency::off;
        case config::Mains::hz50: return drivers::MainsFrequency::hz50;
        case config::Mains::hz60: return drivers::MainsFrequency::hz60;
    }
    return drivers::MainsFrequency::hz50;
}

std::vector<std::string> readers_of(std::string_view station, const config::Config& config) {
    std::vector<std::string> ids;
    for (const auto& scanner : config.scanners) {
        if (scanner.station == station) ids.push_back(scanner.id);
    }
    for (const auto& camera : config.cameras) {
        if (camera.station == station) ids.push_back(camera.id);
    }
    return ids;
}

}  // namespace

ServiceSettings service_settings(const config::Config& config, const ZoneOffsets& zone) {
    ServiceSettings settings;
    settings.node = config.node.name;
    settings.event_name = config.event.name;
    settings.timezone = config.node.timezone;
    settings.zone = zone;
    settings.software = software_name();
    settings.walk_in_products = config.walk_in.products;
    for (const auto& date : config.subevents) {
        if (!date.name.empty()) settings.subevents[date.name] = date.id;
    }
    for (const auto& named : config.zones) {
        settings.zones.push_back({.id = named.zone.id,
                                  .name = named.name,
                                  .parent = named.zone.parent,
                                  .capacity = named.zone.capacity});
    }
    for (const auto& station : config.stations) {
        settings.stations.push_back({.id = station.id,
                                     .name = station.name,
                                     .profile = std::string(config::name_of(station.profile)),
                                     .language = station.language,
                                     .list = station.list,
                                     .direction = station.direction,
                                     .send_to = station.send_to,
                                     .zone = station.zone,
                                     .may_force = station.force,
                                     .readers = readers_of(station.id, config)});
    }
    for (const auto& question : config.questions) {
        settings.questions.push_back({.id = question.id,
                                      .text = question.text,
                                      .type = question.type,
                                      .required = question.required,
                                      .limits = question.limits,
                                      .options = question.options,
                                      .only_if = question.only_if,
                                      .only_if_answers = question.only_if_answers});
    }
    return settings;
}

drivers::SerialScannerSettings scanner_settings(const config::ScannerSettings& scanner) {
    drivers::SerialScannerSettings settings;
    settings.reader = scanner.id;
    settings.station = scanner.station;
    settings.path = scanner.device;
    settings.baud = static_cast<int>(scanner.baud);
    settings.framing = {.suffix = scanner.suffix, .idle = scanner.idle};
    return settings;
}

drivers::UsbScannerSettings usb_scanner_settings(const config::ScannerSettings& scanner) {
    const auto layout = drivers::keyboard_layout_from(config::kKeyboardLayoutNames[scanner.layout]);
    KIOSK_CHECK(scanner.usb && layout, "the configuration was checked");
    drivers::UsbScannerSettings settings;
    settings.reader = scanner.id;
    settings.station = scanner.station;
    settings.match = {scanner.usb->id, scanner.usb->serial, scanner.usb->port};
    settings.decoder.framing = {.suffix = scanner.suffix, .idle = scanner.idle};
    settings.decoder.layout = *layout;
    settings.symbologies = scanner.symbologies;
    return settings;
}

drivers::CameraSourceSettings camera_settings(const config::CameraSettings& camera) {
    drivers::CameraSourceSettings settings;
    settings.reader = camera.id;
    settings.station = camera.station;
    settings.capture.device = camera.device;
    settings.capture.wish = {camera.width, camera.height, camera.rate};
    settings.capture.controls.exposure = camera.exposure;
    settings.capture.controls.focus = camera.focus;
    settings.capture.controls.mains = mains_frequency(camera.mains);
    return settings;
}

drivers::FolderSourceSettings folder_settings(const config::CameraSettings& camera) {
    drivers::FolderSourceSettings settings;
    settings.reader = camera.id;
    settings.station = camera.station;
    settings.folder = camera.folder;
    settings.existing = camera.existing == config::ExistingPictures::replay
                            ? drivers::ExistingPictures::replay
                            : drivers::ExistingPictures::ignore;
    return settings;
}

std::vector<std::string> listen_addresses(const config::Config& config) {
    std::vector<std::string> addresses;
    for (const auto& listen : config.http.listen) {
        const bool ipv6 = listen.address.find(':') != std::string::npos;
        addresses.push_back(ipv6 ? fmt::format("[{}]:{}", listen.address, listen.port)
                                 : fmt::format("{}:{}", listen.address, listen.port));
    }
    return addresses;
}

std::filesystem::path socket_path(const std::filesystem::path& state) {
    const char* runtime = std::getenv("RUNTIME_DIRECTORY");  // systemd.exec(5)
    return (runtime == nullptr ? state : std::filesystem::path(runtime)) / "kioskd.sock";
}

std::string run_name(const Timestamp& now) {
    return fmt::format("{:x}", now.utc.time_since_epoch().count());
}

wire::TimeText time_text(const ZoneOffsets& zone) {
    wire::TimeText text;
    text.time_of_day = [zone](UtcTime at) { return to_clock_text(zone.to_local(at)); };
    text.day = [zone](UtcTime at) { return zone.day_of(at); };
    return text;
}

std::array<std::uint8_t, crypto::kPepperBytes> pepper_bytes(const storage::Pepper& pepper) {
    std::array<std::uint8_t, crypto::kPepperBytes> bytes{};
    std::ranges::transform(pepper, bytes.begin(),
                           [](std::byte b) { return std::to_integer<std::uint8_t>(b); });
    return bytes;
}

std::vector<std::string> unknown_products(const config::Config& config,
                                          const core::Roster& roster) {
    std::vector<std::string> unknown;
    const auto look_for = [&](const std::vector<std::string>& names, const std::string& where) {
        for (const auto& name : names) {
            const auto& known = roster.products();
            const bool found = std::ranges::find(known, name, &core::Product::name) != known.end();
            if (!found) unknown.push_back(fmt::format("\"{}\" of {}", name, where));
        }
    };
    for (const auto& list : config.lists) {
        if (!list.all_products) look_for(list.products, "list " + list.id);
        if (list.rules) {
            look_for(core::product_names_in(*list.rules), "the rules of list " + list.id);
        }
    }
    for (const auto& question : config.questions) {
        look_for(question.products, "question " + question.id);
    }
    return unknown;
}

BackupSettings backup_settings(const config::Config& config, const storage::StatePaths& paths) {
    BackupSettings settings;
    settings.state = paths.root;
    settings.to = config.backup.to.empty() ? paths.backups() : config.backup.to;
    settings.every = config.backup.every;
    return settings;
}

api::FleetHooks fleet_hooks(const std::filesystem::path& state) {
    const auto book = std::make_shared<RehearsalBook>(state / "rehearsals.ndjson");
    return {.temperature = [] { return read_temperature(); },
            .keep_rehearsal = [book](std::string line) { return book->keep(std::move(line)); },
            .rehearsals = [book] { return book->newest_first(); }};
}

api::ApiSettings api_settings(const config::Config& config, const std::filesystem::path& state,
                              const ZoneOffsets& zone, const Timestamp& now) {
    api::ApiSettings settings;
    settings.listen = listen_addresses(config);
    settings.public_origin = config.http.public_origin;
    settings.unix_socket = socket_path(state);
    settings.upload_directory = state / "uploads";
    settings.boot = run_name(now);
    settings.time_text = time_text(zone);
    settings.fleet = fleet_hooks(state);
    settings.report = [](std::string_view text) { spdlog::warn("http: {}", text); };
    return settings;
}

core::EngineSettings decide_by(const config::Config& config, const ZoneOffsets& zone,
                               const core::SignatureVerifier& verifier) {
    core::EngineSettings settings = config::engine_settings(config, zone);
    settings.boot = boot_id();
    settings.verifier = &verifier;
    return settings;
}

}  // namespace kiosk::app
