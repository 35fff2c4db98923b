// kiosk/wire/status_json.cpp — the status in its fixed order.
#include "kiosk/wire/status_json.hpp"

#include <algorithm>
#include <chrono>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/shop_json.hpp"
#include "kiosk/wire/zone_json.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

json::object list_object(const ports::StatusView& status) {
    json::object object;
    object["loaded"] = status.roster_loaded;
    object["version"] = status.roster_version;
    object["tickets"] = status.tickets;
    object["walk_ins"] = status.walk_ins;
    object["imported_at"] = time_value(status.roster_imported_at);
    object["age_s"] = nullptr;
    if (status.roster_imported_at) {
        const auto age =
            std::chrono::floor<std::chrono::seconds>(status.now - *status.roster_imported_at);
        object["age_s"] = std::max<std::int64_t>(age.count(), 0);
    }
    object["held"] = status.roster_held;
    return object;
}

json::object health_object(const core::StorageHealth& health) {
    json::object object;
    object["state"] = name_of(health.state);
    object["code"] = text_value(health.code);
    object["sentence"] = text_value(health.sentence);
    object["free_bytes"] = nullptr;
    if (health.free_bytes != UINT64_MAX) object["free_bytes"] = health.free_bytes;
    return object;
}

json::object clock_object(const ports::ClockView& clock) {
    json::object object;
    object["state"] = name_of(clock.state);
    object["error_bound_ms"] = nullptr;
    if (clock.error_bound < kUnknownError) object["error_bound_ms"] = clock.error_bound.count();
    object["code"] = text_value(clock.code);
    object["sentence"] = text_value(clock.sentence);
    return object;
}

json::object backup_object(const ports::BackupView& backup) {
    json::object object;
    object["code"] = text_value(backup.code);
    object["sentence"] = text_value(backup.sentence);
    object["made_at"] = time_value(backup.made_at);
    object["records"] = backup.records;
    return object;
}

json::object storage_object(const ports::StatusView& status) {
    json::object object = health_object(status.storage);
    object["last_seq"] = status.last_seq;
    object["durable_seq"] = status.durable_seq;
    object["commit_p50_us"] = status.commit_p50.count();
    object["commit_p99_us"] = status.commit_p99.count();
    return object;
}

json::object station_object(const ports::StationView& station) {
    json::object object;
    object["id"] = station.id;
    object["name"] = local_text_object(station.name);
    object["profile"] = station.profile;
    object["language"] = text_value(station.language);
    object["list"] = station.list;
    object["type"] = name_of(station.direction);
    object["send_to"] = local_text_object(station.send_to);
    object["zone"] = text_value(station.zone);
    object["may_force"] = station.may_force;
    object["readers"] = json::value_from(station.readers);
    object["scans"] = station.scans;
    object["refused"] = station.refused;
    object["last_scan"] = time_value(station.last_scan);
    return object;
}

json::object reader_object(const ports::ReaderReport& reader) {
    json::object object;
    object["id"] = reader.reader;
    object["state"] = name_of(reader.state);
    object["sentence"] = text_value(reader.sentence);
    if (reader.drained > 0) object["drained"] = reader.drained;
    return object;
}

}  // namespace

std::string_view name_of(ports::ReaderState state) {
    switch (state) {
        case ports::ReaderState::ready: return "ready";
        case ports::ReaderState::absent: return "absent";
        case ports::ReaderState::failing: return "failing";
    }
    KIOSK_UNREACHABLE();
}

std::string_view name_of(ClockState state) {
    switch (state) {
        case ClockState::synced: return "synced";
        case ClockState::holdover: return "holdover";
        case ClockState::saved: return "saved";
        case ClockState::unsynced: return "unsynced";
        case ClockState::stepped: return "stepped";
    }
    KIOSK_UNREACHABLE();
}

std::string print_storage(const core::StorageHealth& health) {
    return json::serialize(health_object(health));
}

std::string print_clock(const ports::ClockView& clock) {
    return json::serialize(clock_object(clock));
}

std::string print_status(const ports::StatusView& status, bool ready, Audience audience) {
    json::object object;
    object["node"] = status.node;
    object["event"] = status.event_name;
    object["timezone"] = status.timezone;
    object["software"] = status.software;
    object["now"] = time_value(status.now);
    object["uptime_s"] = status.uptime.count();
    object["ready"] = ready;
    object["list"] = list_object(status);
    object["storage"] = storage_object(status);
    object["clock"] = clock_object(status.clock);
    object["backup"] = backup_object(status.backup);
    object["shop"] = status.shop ? json::value(shop_object(*status.shop)) : json::value(nullptr);
    json::array stations;
    for (const auto& station : status.stations) stations.push_back(station_object(station));
    object["stations"] = std::move(stations);
    json::array readers;
    for (const auto& reader : status.readers) readers.push_back(reader_object(reader));
    object["readers"] = std::move(readers);
    object["zones"] = zones_array(status.zones);
    object["presence_as_of"] = time_value(status.presence_as_of);
    object["emergency_since"] = time_value(status.emergency_since);
    object["walk_in_products"] = json::value_from(status.walk_in_products);
    object["dropped_scans"] = status.dropped_scans;
    json::array warnings;
    if (audience == Audience::staff) {
        for (const auto& warning : status.staff_warnings) warnings.emplace_back(warning);
    }
    for (const auto& warning : status.warnings) warnings.emplace_back(warning);
    object["warnings"] = std::move(warnings);
    return json::serialize(object);
}

}  // namespace kiosk::wire
