// kiosk/wire/scan_log_json.cpp — one stored scan, one row.
#include "kiosk/wire/scan_log_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/undo_json.hpp"
#include "kiosk/wire/wording.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

json::value attendee_value(const core::ScanRecord& scan, const FindHolder& find_holder) {
    if (!scan.ticket) return nullptr;
    json::object object;
    object["id"] = to_text(*scan.ticket);
    const auto card = find_holder(*scan.ticket);
    object["display_name"] = card ? json::value(card->name) : json::value();
    object["product"] = card ? text_value(card->product) : json::value();
    object["order"] = card ? text_value(card->order) : json::value();
    return object;
}

json::value proof_value(const std::optional<core::NameProof>& proof) {
    return proof ? json::value(core::name_of(*proof)) : json::value();
}

// Who stood by it: for those who may ask them.
void add_operators(json::object& object, const core::ScanRecord& scan) {
    object["forced"] = scan.staff_choice == core::StaffChoice::force;
    object["unpaid_ignored"] = scan.staff_choice == core::StaffChoice::ignore_unpaid;
    object["operator"] = text_value(scan.let_in_by);
    object["operator_proof"] = proof_value(scan.let_in_proof);
    object["second"] = text_value(scan.seconded_by);
    object["second_proof"] = proof_value(scan.second_proof);
    object["note"] = text_value(scan.note);
}

json::object row_object(const ports::StoredScan& stored, const FindHolder& find_holder,
                        Audience audience) {
    const core::ScanRecord& scan = stored.scan;
    json::object object;
    object["seq"] = stored.seq;
    object["id"] = to_text(scan.id);
    object["at"] = time_value(scan.at.utc);
    object["station"] = scan.station;
    object["reader"] = text_value(scan.reader);
    object["list"] = scan.list;
    object["zone"] = text_value(scan.zone);
    object["source"] = name_of(scan.source);
    object["type"] = name_of(scan.direction);
    object["verdict"] = core::name_of(core::verdict_of(scan.reason));
    object["reason"] = reason_name(scan.reason, audience);
    object["message"] = local_text_object(message_of(scan.reason));
    object["list_objection"] =
        scan.list_objection ? json::value(core::name_of(*scan.list_objection)) : json::value();
    const bool told = scan.set_aside && !is_hidden(*scan.set_aside, audience);
    object["set_aside"] = told ? json::value(core::name_of(*scan.set_aside)) : json::value();
    object["admitted"] = scan.admitted();
    object["attendee"] = attendee_value(scan, find_holder);
    object["undone"] = undone_value(stored.undone, audience);
    object["code_hash"] = to_hex(scan.code.bytes);
    object["list_version"] = scan.roster_version;
    object["clock_trusted"] =
        scan.at.clock == ClockState::synced || scan.at.clock == ClockState::holdover;
    if (audience == Audience::staff) add_operators(object, scan);
    return object;
}

}  // namespace

std::string print_scan_page(const std::vector<ports::StoredScan>& scans,
                            const FindHolder& find_holder, std::optional<std::uint64_t> next,
                            Audience audience) {
    json::array items;
    for (const auto& scan : scans) items.push_back(row_object(scan, find_holder, audience));
    json::object object;
    object["items"] = std::move(items);
    object["next_cursor"] = next ? json::value(std::to_string(*next)) : json::value();
    return json::serialize(object);
}

}  // namespace kiosk::wire
