// kiosk/config/config_sections.cpp — one function per table of kioskd.toml.
#include "kiosk/config/config_sections.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "kiosk/config/nearest_name.hpp"

namespace kiosk::config {
namespace {

using namespace std::chrono_literals;
using Names = std::span<const std::string_view>;

constexpr std::int64_t kConfigVersion = 1;

constexpr std::array<std::string_view, 1> kRoles{"standalone"};
constexpr std::array<std::string_view, 2> kLaterRoles{"station", "hub"};
constexpr std::array<std::string_view, 3> kSources{"none", "csv", "pretix"};
constexpr std::array<std::string_view, 1> kLaterSources{"hub"};
constexpr std::array<std::string_view, 4> kProfiles{"desk", "gate", "kiosk", "dashboard"};
constexpr std::array<std::string_view, 2> kDirections{"entry", "exit"};
constexpr std::array<std::string_view, 1> kLaterDirections{"switch"};
constexpr std::array<std::string_view, 2> kExisting{"ignore", "replay"};
constexpr std::array<std::string_view, 3> kMains{"off", "50Hz", "60Hz"};
constexpr std::array<std::string_view, 2> kWhenUnstored{"check", "stop"};
constexpr std::array<std::string_view, 3> kNames{"full", "first-initial", "hidden"};

template <class Enum>
void choose(TableReader& in, std::string_view key, Enum& into, Names known, Names later = {}) {
    if (const auto chosen = in.choice(key, known, later)) {
        into = static_cast<Enum>(*chosen);
    }
}

void read_node(TableReader& in, NodeSettings& node) {
    in.text("name", node.name);
    (void)in.choice("role", kRoles, kLaterRoles);
    in.text("timezone", node.timezone);
}

void read_clock(TableReader& in, ClockSettings& clock) {
    std::chrono::milliseconds own_error{-1};
    in.duration("own_error", own_error, 0ms, 24h);
    if (own_error >= 0ms) clock.own_error = own_error;
}

void read_http(TableReader& in, HttpSettings& http) {
    std::vector<ListenAddress> listen;
    in.texts("listen", [&](std::string_view text, const toml::node& node) {
        const auto address = parse_listen_address(text);
        if (!address) {
            in.error(node,
                     fmt::format("listen {} is no address and port such as \"127.0.0.1:8080\" "
                                 "or \"[::1]:8080\"",
                                 in_quotes(text)));
        } else if (!address->loopback) {
            in.error(node, fmt::format("listen {} can be reached from other machines, which needs "
                                       "access control that this version does not have; use "
                                       "\"127.0.0.1:{}\"",
                                       in_quotes(text), address->port));
        } else {
            listen.push_back(*address);
        }
    });
    if (!listen.empty()) {
        http.listen = std::move(listen);
    }
    in.text("public", http.public_origin);
    if (http.public_origin.empty()) return;
    if (auto origin = parse_public_origin(http.public_origin)) {
        http.public_origin = *std::move(origin);
    } else {
        in.error_at("public", fmt::format("public {} is no address of a proxy such as "
                                          "\"https://checkin.example.org\", without a path",
                                          in_quotes(http.public_origin)));
    }
}

void read_event(TableReader& in, EventSettings& event) {
    in.text("name", event.name);
    in.utc_time("starts", event.starts);
    in.utc_time("ends", event.ends);
    in.utc_time("admission", event.admission);
}

void read_subevent(TableReader& in, SubeventSettings& subevent) {
    in.require("id");
    subevent.id = in.integer("id", {1, kNumberMax}).value_or(0);
    in.text("name", subevent.name);
    in.require("starts");
    in.utc_time("starts", subevent.starts);
    in.utc_time("ends", subevent.ends);
    in.utc_time("admission", subevent.admission);
}

void read_source(TableReader& in, SourceSettings& source) {
    choose(in, "type", source.type, kSources, kLaterSources);
    in.path("path", source.path);
    in.text_map("columns", source.columns, kColumnFields);
    in.text("event", source.event);
    in.duration("download_every", source.download_every, 10s, 1h);
    in.duration("upload_every", source.upload_every, 100ms, 1h);
    std::string ca_file;
    in.text("ca_file", ca_file);
    source.ca_file = ca_file;
}

void read_station(TableReader& in, StationSettings& station) {
    in.require("id");
    in.id("id", station.id);
    in.local_text("name", station.name);
    choose(in, "profile", station.profile, kProfiles);
    in.language("language", station.language);
    in.boolean("force", station.force);
    in.require("lists");
    in.texts("lists", [&](std::string_view list, const toml::node& node) {
        if (station.list.empty()) {
            station.list = list;
        } else {
            in.error(node,
                     fmt::format("station \"{}\" has more than one list, which is not in this "
                                 "version",
                                 station.id));
        }
    });
    choose(in, "direction", station.direction, kDirections, kLaterDirections);
    in.local_text("send_to", station.send_to);
    in.text("zone", station.zone);
    station.gate = in.integer("gate", {1, kNumberMax});
    if (const auto chosen = in.choice("when_unstored", kWhenUnstored, {})) {
        station.when_unstored = *chosen == 0 ? core::Verdict::check : core::Verdict::stop;
    }
}

void read_camera(TableReader& in, CameraSettings& camera) {
    in.require("id");
    in.id("id", camera.id);
    in.require("station");
    in.text("station", camera.station);
    in.path("folder", camera.folder);
    choose(in, "existing", camera.existing, kExisting);
    in.path("device", camera.device);
    camera.width = static_cast<int>(in.integer("width", {160, 4096}).value_or(camera.width));
    camera.height = static_cast<int>(in.integer("height", {120, 4096}).value_or(camera.height));
    camera.rate = static_cast<int>(in.integer("rate", {1, 120}).value_or(camera.rate));
    std::chrono::milliseconds exposure{0};
    in.duration("exposure", exposure, 1ms, 1s);
    if (exposure > 0ms) camera.exposure = exposure;
    if (const auto focus = in.integer("focus", {0, 1023})) camera.focus = static_cast<int>(*focus);
    choose(in, "mains", camera.mains, kMains);
}

void read_ui(TableReader& in, UiSettings& ui) {
    std::vector<std::string> languages;
    in.texts("languages", [&](std::string_view language, const toml::node& node) {
        if (is_language(language)) {
            languages.emplace_back(language);
        } else {
            in.error(node,
                     fmt::format("{} is no language tag such as \"en\"", in_quotes(language)));
        }
    });
    if (!languages.empty()) {
        ui.languages = std::move(languages);
    }
    choose(in, "names", ui.names, kNames);
}

void read_privacy(TableReader& in, PrivacySettings& privacy) {
    if (const auto days = in.integer("erase_after_days", {0, 3650})) {
        privacy.erase_after = std::chrono::days{*days};
    }
}

void read_backup(TableReader& in, BackupSettings& backup) {
    in.path("to", backup.to);
    in.duration("every", backup.every, 0ms, 168h);
}

}  // namespace

void read_sections(TableReader& top, Config& config) {
    (void)top.integer("config_version", {kConfigVersion, kConfigVersion});
    top.table("node", [&](TableReader& in) { read_node(in, config.node); });
    top.table("clock", [&](TableReader& in) { read_clock(in, config.clock); });
    top.table("http", [&](TableReader& in) { read_http(in, config.http); });
    top.table("event", [&](TableReader& in) { read_event(in, config.event); });
    top.tables("subevent",
               [&](TableReader& in) { read_subevent(in, config.subevents.emplace_back()); });
    top.table("source", [&](TableReader& in) { read_source(in, config.source); });
    top.table("keys", [&](TableReader& in) {
        in.require("file");
        in.path("file", config.keys.file);
    });
    top.tables("list", [&](TableReader& in) { read_list(in, config.lists.emplace_back()); });
    top.tables("station",
               [&](TableReader& in) { read_station(in, config.stations.emplace_back()); });
    top.tables("zone", [&](TableReader& in) { read_zone(in, config.zones.emplace_back()); });
    top.tables("entitlement",
               [&](TableReader& in) { read_entitlement(in, config.entitlements.emplace_back()); });
    top.tables("deny", [&](TableReader& in) { read_deny(in, config.denied); });
    top.tables("question",
               [&](TableReader& in) { read_question(in, config.questions.emplace_back()); });
    top.tables("scanner", [&](TableReader& in) {
        read_scanner(in, config.scanners.emplace_back(), config.same_code_window);
    });
    top.tables("camera", [&](TableReader& in) { read_camera(in, config.cameras.emplace_back()); });
    top.table("ui", [&](TableReader& in) { read_ui(in, config.ui); });
    top.table("privacy", [&](TableReader& in) { read_privacy(in, config.privacy); });
    top.table("backup", [&](TableReader& in) { read_backup(in, config.backup); });
    top.table("walk_in", [&](TableReader& in) { read_walk_in(in, config.walk_in); });
}

}  // namespace kiosk::config
