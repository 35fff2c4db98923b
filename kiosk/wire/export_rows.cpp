// kiosk/wire/export_rows.cpp — one object for each row.
#include "kiosk/wire/export_rows.hpp"

#include <algorithm>
#include <chrono>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/core/stats/arrivals.hpp"
#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/muster_json.hpp"
#include "kiosk/wire/undo_json.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

// "2027-03-10 09:42:07" in the event's zone.
std::string local_text(const ZoneOffsets& zone, UtcTime at) {
    const LocalTime local = zone.to_local(at);
    const auto second = std::chrono::floor<std::chrono::seconds>(local) -
                        std::chrono::floor<std::chrono::minutes>(local);
    return fmt::format("{}:{:02}", to_minute_text(local), second.count());
}

std::string_view action_of(const core::ScanRecord& scan) {
    if (scan.reason == core::Reason::ok_override) return "override";
    if (scan.staff_choice == core::StaffChoice::force) return "force";
    if (scan.staff_choice == core::StaffChoice::ignore_unpaid) return "ignore_unpaid";
    return "";
}

json::value name_of_station(const ports::StatusView& status, const std::string& id) {
    const auto found = std::ranges::find(status.stations, id, &ports::StationView::id);
    if (found == status.stations.end()) return nullptr;
    const auto english = found->name.find("en");
    if (english != found->name.end()) return json::value(english->second);
    return found->name.empty() ? json::value() : json::value(found->name.begin()->second);
}

void add_person(json::object& row, const core::ScanRecord& scan, const ExportSurroundings& around) {
    if (!scan.ticket) return;
    row["attendee_id"] = to_text(*scan.ticket);
    const auto person = around.attendee(*scan.ticket);
    if (!person) return;
    row["order_code"] = text_value(person->card.order);
    row["name"] = text_value(person->card.name);
    row["email"] = text_value(person->email);
    row["company"] = text_value(person->card.company);
    row["product"] = text_value(person->card.product);
}

// "pin", or of two persons "pin, claimed": as their names stand beside each other.
std::string proofs_of(const core::ScanRecord& scan) {
    std::string text;
    if (scan.let_in_proof) text = core::name_of(*scan.let_in_proof);
    if (!text.empty() && scan.second_proof) {
        text += fmt::format(", {}", core::name_of(*scan.second_proof));
    }
    return text;
}

// What the scan would have been without anybody's word.
json::value objection_of(const core::ScanRecord& scan, Audience audience) {
    if (scan.set_aside && !is_hidden(*scan.set_aside, audience)) {
        return json::value(core::name_of(*scan.set_aside));
    }
    return scan.list_objection ? json::value(core::name_of(*scan.list_objection)) : json::value();
}

// The list's own note, then what staff wrote: "Red lanyard | Ama: brings a projector".
std::string notes_of(const ports::AttendeeView& attendee) {
    std::string notes = attendee.card.note;
    for (const auto& note : attendee.notes) {
        if (!notes.empty()) notes += " | ";
        notes += note.by.empty() ? note.text : fmt::format("{}: {}", note.by, note.text);
    }
    return notes;
}

json::object counts_row(std::string_view dimension, std::string_view key,
                        const core::StatCounts& counts) {
    return {{"dimension", dimension},
            {"key", key},
            {"entries", counts.entries},
            {"exits", counts.exits},
            {"arrived_first_time", counts.arrived},
            {"refused", counts.refused},
            {"overrides", counts.overrides}};
}

std::string cell_of(const json::value& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return {value.get_string().data(), value.get_string().size()};
    return json::serialize(value);
}

}  // namespace

json::object checkin_row(const ports::StoredScan& stored, const ExportSurroundings& around) {
    const core::ScanRecord& scan = stored.scan;
    json::object row;
    row["seq"] = stored.seq;
    row["scan_id"] = to_text(scan.id);
    row["captured_at"] = time_value(scan.at.utc);
    row["local_time"] = local_text(around.zone, scan.at.utc);
    row["event_day"] = local_text(around.zone, scan.at.utc).substr(0, 10);
    row["station_id"] = scan.station;
    row["station_name"] = name_of_station(around.status, scan.station);
    row["list_id"] = scan.list;
    row["zone_id"] = text_value(scan.zone);
    row["type"] = name_of(scan.direction);
    row["verdict"] = core::name_of(core::verdict_of(scan.reason));
    row["reason"] = reason_name(scan.reason, around.audience);
    row["resolved_action"] = text_value(action_of(scan));
    row["resolved_by"] = text_value(scan.let_in_by);
    row["override_reason"] = text_value(scan.note);
    add_person(row, scan, around);
    if (const auto& undone = stored.undone) {
        row["undone_at"] = time_value(undone->at.utc);
        row["undone_by"] = text_value(undone->by);
        row["undo_reason"] = name_of(undone->cause);
    }
    row["code_hash"] = to_hex(scan.code.bytes);
    row["decided_by"] = scan.by_signature ? "signature" : "local";
    row["device_id"] = around.status.node;
    row["clock_trusted"] =
        scan.at.clock == ClockState::synced || scan.at.clock == ClockState::holdover;
    row["source"] = name_of(scan.source);
    row["reader_id"] = text_value(scan.reader);
    row["list_objection"] = objection_of(scan, around.audience);
    row["list_version"] = scan.roster_version;
    row["resolved_second"] = text_value(scan.seconded_by);
    row["resolved_proof"] = text_value(proofs_of(scan));
    return row;
}

json::object attendee_row(const ports::AttendeeView& attendee) {
    json::object row;
    row["attendee_id"] = to_text(attendee.card.ticket);
    row["order_code"] = text_value(attendee.card.order);
    row["name"] = text_value(attendee.card.name);
    row["email"] = text_value(attendee.email);
    row["company"] = text_value(attendee.card.company);
    row["product"] = text_value(attendee.card.product);
    row["status"] = attendee.status;
    row["first_entry_at"] = time_value(attendee.first_entry);
    row["last_entry_at"] = time_value(attendee.last_entry);
    row["last_exit_at"] = time_value(attendee.last_exit);
    row["entries"] = attendee.entries;
    row["exits"] = attendee.exits;
    if (attendee.walk_in) row["walk_in"] = core::name_of(attendee.walk_in->paid_by);
    row["notes"] = text_value(notes_of(attendee));
    row["variation"] = text_value(attendee.card.variation);
    row["order_state"] = attendee.order_state;
    return row;
}

json::object muster_row(const ports::MusterRow& row) {
    json::object object;
    object["zone"] = text_value(row.entry.zone);
    if (row.holder) {
        object["name"] = text_value(row.holder->name);
        object["company"] = text_value(row.holder->company);
        object["product"] = text_value(row.holder->product);
    }
    object["since"] = time_value(row.entry.since);
    object["state"] = name_of(row.entry.state);
    object["station"] = text_value(row.entry.station);
    return object;
}

std::vector<json::object> stats_rows(const core::Stats& stats, const ports::SummaryView& summary) {
    std::vector<json::object> rows;
    rows.push_back(counts_row("total", "", stats.total()));
    rows.back()["expected"] = summary.total.expected;
    rows.back()["inside_end"] = summary.total.inside;
    for (const auto& [day, counts] : stats.by_day()) {
        rows.push_back(counts_row("day", to_minute_text(LocalTime(day)).substr(0, 10), counts));
    }
    for (const auto& [list, counts] : stats.by_list())
        rows.push_back(counts_row("list", list, counts));
    for (const auto& [zone, counts] : stats.by_zone())
        rows.push_back(counts_row("zone", zone, counts));
    for (const auto& [station, counts] : stats.by_station()) {
        rows.push_back(counts_row("station", station, counts));
    }
    for (const auto& product : summary.by_product) {
        rows.push_back({{"dimension", "product"},
                        {"key", product.key},
                        {"entries", product.entries},
                        {"exits", product.exits},
                        {"arrived_first_time", product.arrived},
                        {"refused", product.refused},
                        {"inside_end", product.inside},
                        {"expected", product.expected}});
    }
    constexpr std::chrono::minutes kBucket{5};
    const auto curve = core::arrivals(stats, kBucket, {UtcTime::min(), UtcTime::max()});
    for (const auto& bucket : curve.buckets) {
        rows.push_back(counts_row("time", "", bucket.counts));
        rows.back()["bucket_start"] = time_value(UtcTime(bucket.start));
        rows.back()["bucket_end"] = time_value(UtcTime(bucket.start + kBucket));
    }
    return rows;
}

std::optional<json::object> audit_row(const ports::StoredScan& stored,
                                      const ExportSurroundings& around) {
    const core::ScanRecord& scan = stored.scan;
    if (scan.let_in_by.empty()) return std::nullopt;
    json::object row;
    row["at"] = time_value(scan.at.utc);
    row["actor_role"] = "supervisor";
    row["actor"] =
        scan.seconded_by.empty() ? scan.let_in_by : scan.let_in_by + ", " + scan.seconded_by;
    row["device_id"] = around.status.node;
    row["action"] = text_value(action_of(scan));
    row["object"] = scan.ticket ? to_text(*scan.ticket) : to_hex(scan.code.bytes);
    row["before"] = objection_of(scan, around.audience);
    row["after"] = reason_name(scan.reason, around.audience);
    row["reason"] = text_value(scan.note);
    row["actor_proof"] = text_value(proofs_of(scan));
    return row;
}

std::optional<json::object> undo_audit_row(const ports::StoredScan& stored,
                                           const ExportSurroundings& around) {
    if (!stored.undone) return std::nullopt;
    const core::AnnulmentRecord& undone = *stored.undone;
    json::object row;
    row["at"] = time_value(undone.at.utc);
    row["actor_role"] = undone.cause == core::UndoCause::slip ? "desk" : "supervisor";
    row["actor"] = text_value(undone.by);
    row["actor_proof"] = undone.proof ? json::value(core::name_of(*undone.proof)) : json::value();
    row["device_id"] = around.status.node;
    row["action"] = "undo";
    row["object"] =
        undone.scan.ticket ? to_text(*undone.scan.ticket) : to_hex(undone.scan.code.bytes);
    row["before"] = reason_name(stored.scan.reason, around.audience);
    row["after"] = "undone";
    row["reason"] = undone.note.empty() ? std::string(name_of(undone.cause))
                                        : fmt::format("{}: {}", name_of(undone.cause), undone.note);
    return row;
}

std::vector<std::string> cells_of(const json::object& row,
                                  std::span<const std::string_view> titles) {
    std::vector<std::string> cells;
    for (const auto title : titles) {
        const auto* const value = row.if_contains(title);
        cells.push_back(value == nullptr ? std::string() : cell_of(*value));
    }
    return cells;
}

json::object picked(const json::object& row, std::span<const std::string_view> titles) {
    json::object object;
    for (const auto title : titles) {
        const auto* const value = row.if_contains(title);
        object[title] = value == nullptr ? json::value() : *value;
    }
    return object;
}

}  // namespace kiosk::wire
