// kiosk/wire/device_rows_json.cpp — one object for each row, its state out of the status.
#include "kiosk/wire/device_rows_json.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/status_json.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

// In the order of the rows.
enum class DeviceState : std::uint8_t { out_of_order, not_heard, degraded, ready };

constexpr std::array<std::string_view, 4> kStates{"out_of_order", "not_heard", "degraded", "ready"};
// Hotter than this, boards slow down.
constexpr double kHot = 80;

struct Row {
    DeviceState state = DeviceState::ready;
    json::object object;
};

struct Action {
    std::string_view name;
    std::string_view cannot;  // empty: a station's screens do it
};

constexpr std::string_view kNoPause =
    "a station cannot be paused yet: sign the screen out, or stop kioskd";
constexpr std::string_view kNoPrinter = "this version drives no printer";
constexpr std::array kActions{
    Action{"identify", ""},
    Action{"test_sound", ""},
    Action{"pause", kNoPause},
    Action{"resume", kNoPause},
    Action{"reload_list", "lists are imported: kioskctl import FILE.csv"},
    Action{"test_print", kNoPrinter},
    Action{"test_relay", "this version opens no door"},
    Action{"restart_screen", "the screen's own unit does it: systemctl restart kiosk-screen"},
};

DeviceState state_of(ports::ReaderState state) {
    switch (state) {
        case ports::ReaderState::ready: return DeviceState::ready;
        case ports::ReaderState::absent: return DeviceState::not_heard;
        case ports::ReaderState::failing: return DeviceState::out_of_order;
    }
    KIOSK_UNREACHABLE();
}

json::object row_of(std::string id, std::string_view kind, DeviceState state,
                    std::string_view sentence) {
    json::object object;
    object["id"] = std::move(id);
    object["kind"] = kind;
    object["state"] = kStates[static_cast<std::size_t>(state)];
    object["sentence"] = text_value(sentence);
    return object;
}

json::object actions_of(const ports::StationView& station) {
    json::object actions;
    for (const Action& action : kActions) actions[action.name] = text_value(action.cannot);
    if (station.profile == "desk") actions["test_sound"] = "the screen of a desk makes no sound";
    return actions;
}

bool is_hot(const std::optional<double>& temperature) {
    return temperature && *temperature >= kHot;
}

DeviceState state_of_computer(const ports::StatusView& status, bool ready,
                              const std::optional<double>& temperature) {
    if (!ready) return DeviceState::out_of_order;
    const bool has_trouble = !status.storage.code.empty() || !status.clock.code.empty() ||
                             !status.backup.code.empty() || is_hot(temperature);
    return has_trouble ? DeviceState::degraded : DeviceState::ready;
}

std::string_view trouble_of_computer(const ports::StatusView& status, bool ready,
                                     const std::optional<double>& temperature) {
    if (!status.storage.code.empty()) return status.storage.sentence;
    if (!status.roster_loaded) return "no attendee list yet";
    if (!ready) return "the station is starting or stopping";
    if (!status.clock.code.empty()) return status.clock.sentence;
    if (!status.backup.code.empty()) return status.backup.sentence;
    return is_hot(temperature) ? "too hot: give it air" : "";
}

json::value list_age(const ports::StatusView& status) {
    if (!status.roster_imported_at) return nullptr;
    const auto age =
        std::chrono::floor<std::chrono::seconds>(status.now - *status.roster_imported_at);
    return std::max<std::int64_t>(age.count(), 0);
}

Row computer_row(const ports::StatusView& status, bool ready,
                 const std::optional<double>& temperature) {
    const DeviceState state = state_of_computer(status, ready, temperature);
    json::object object = row_of("computer:" + status.node, "computer", state,
                                 trouble_of_computer(status, ready, temperature));
    object["name"] = {{"en", status.node}};
    object["list_age_s"] = list_age(status);
    object["to_send"] = nullptr;  // no hub yet
    object["clock"] = name_of(status.clock.state);
    object["clock_error_ms"] = nullptr;
    if (status.clock.error_bound < kUnknownError) {
        object["clock_error_ms"] = status.clock.error_bound.count();
    }
    object["storage"] = name_of(status.storage.state);
    object["free_bytes"] = nullptr;
    if (status.storage.free_bytes != UINT64_MAX) object["free_bytes"] = status.storage.free_bytes;
    object["temperature_c"] = nullptr;
    if (temperature) object["temperature_c"] = *temperature;
    object["uptime_s"] = status.uptime.count();
    object["software"] = status.software;
    object["actions"] = json::object();
    return {state, std::move(object)};
}

Row station_row(const ports::StationView& station, const ports::StatusView& status, bool ready) {
    DeviceState state = ready ? DeviceState::ready : DeviceState::out_of_order;
    std::string_view trouble = ready ? "" : "its computer is out of order";
    for (const auto& reader : status.readers) {
        const bool own = std::ranges::find(station.readers, reader.reader) != station.readers.end();
        if (!own || !ready || reader.state == ports::ReaderState::ready) continue;
        state = DeviceState::degraded;
        trouble = "one of its readers does not work: type codes meanwhile";
    }
    json::object object = row_of("station:" + station.id, "station", state, trouble);
    object["name"] = local_text_object(station.name);
    object["profile"] = station.profile;
    object["type"] = name_of(station.direction);
    object["scans"] = station.scans;
    object["last_scan"] = time_value(station.last_scan);
    object["actions"] = actions_of(station);
    return {state, std::move(object)};
}

Row reader_row(const ports::ReaderReport& reader, const ports::StatusView& status) {
    const DeviceState state = state_of(reader.state);
    json::object object = row_of("reader:" + reader.reader, "reader", state, reader.sentence);
    object["name"] = {{"en", reader.reader}};
    object["station"] = nullptr;
    for (const auto& station : status.stations) {
        if (std::ranges::find(station.readers, reader.reader) == station.readers.end()) continue;
        object["station"] = station.id;
    }
    object["actions"] = json::object();
    return {state, std::move(object)};
}

}  // namespace

std::vector<json::object> device_rows(const ports::StatusView& status, bool ready,
                                      std::optional<double> temperature) {
    std::vector<Row> rows{computer_row(status, ready, temperature)};
    for (const auto& station : status.stations) {
        rows.push_back(station_row(station, status, ready));
    }
    for (const auto& reader : status.readers) rows.push_back(reader_row(reader, status));
    std::ranges::stable_sort(rows, {}, &Row::state);
    std::vector<json::object> objects;
    for (Row& row : rows) objects.push_back(std::move(row.object));
    return objects;
}

std::optional<json::object> device_actions(const ports::StatusView& status,
                                           std::string_view device) {
    for (const auto& row : device_rows(status, /*ready=*/true, std::nullopt)) {
        if (row.at("id").as_string() == device) return row.at("actions").as_object();
    }
    return std::nullopt;
}

}  // namespace kiosk::wire
