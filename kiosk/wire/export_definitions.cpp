// kiosk/wire/export_definitions.cpp — what the columns mean; docs/statistics.md says more.
#include <algorithm>
#include <array>

#include "kiosk/base/check.hpp"
#include "kiosk/wire/export_rows.hpp"

namespace kiosk::wire {
namespace {

struct Definition {
    std::string_view title;
    std::string_view meaning;
};

constexpr std::string_view kUnknown = "not known to this station: empty";

constexpr std::array kOfScans{
    Definition{"seq", "number of the record in the station's journal, without gaps over all kinds"},
    Definition{"scan_id", "name of the scan in requests and answers"},
    Definition{"captured_at", "when it was seen, by the station's clock, in UTC"},
    Definition{"decided_at", kUnknown},
    Definition{"recorded_at", kUnknown},
    Definition{"local_time", "captured_at in the event's time zone"},
    Definition{"event_day", "date of local_time"},
    Definition{"station_id", "the reading place"},
    Definition{"station_name", "its name in English, or the first that it has"},
    Definition{"list_id", "the check-in list that was asked"},
    Definition{"zone_id", "the zone behind the station, where it leads into one"},
    Definition{"type", "entry or exit"},
    Definition{"verdict", "go: let through; check: hold and look; stop: do not admit"},
    Definition{"reason", "why, by its code"},
    Definition{"resolved_action", "override, force or ignore_unpaid: what somebody stood by"},
    Definition{"resolved_by", "who"},
    Definition{"override_reason", "what they wrote"},
    Definition{"attendee_id", "the ticket on the attendee list"},
    Definition{"code_hash", "keyed hash of the code; the code itself is stored nowhere"},
    Definition{"decided_by", "local: by the list; signature: the code vouched for itself"},
    Definition{"list_age_s", kUnknown},
    Definition{"took_ms", kUnknown},
    Definition{"undone_at", "when the check-in was taken back"},
    Definition{"undone_by", "by whom"},
    Definition{"undo_reason", "why"},
    Definition{"upstream_state", kUnknown},
    Definition{"upstream_id", kUnknown},
    Definition{"device_id", "the computer, by its name in the configuration"},
    Definition{"clock_trusted", "whether the clock could be believed then"},
    Definition{"source", "scanner, camera, typed, api or automatic"},
    Definition{"reader_id", "the device that read it"},
    Definition{"list_objection", "what the list objected to, and somebody set aside"},
    Definition{"list_version", "number of the attendee list that decided"},
    Definition{"resolved_second", "the second person who stood by it"},
    Definition{"resolved_proof", "how each name was known: claimed, pin or token"},
};

constexpr std::array kOfPeople{
    Definition{"order_code", "the order that the ticket belongs to"},
    Definition{"name", "of the holder, as on the list"},
    Definition{"email", "of the holder"},
    Definition{"company", "of the holder"},
    Definition{"product", "what was sold"},
    Definition{"category", kUnknown},
    Definition{"status", "not_arrived, inside or left, by the newest check-in on any list"},
    Definition{"first_entry_at", "first entry, in UTC"},
    Definition{"first_entry_station", kUnknown},
    Definition{"last_entry_at", "newest entry, in UTC"},
    Definition{"last_exit_at", "newest exit, in UTC"},
    Definition{"entries", "admissions on the way in, as events"},
    Definition{"exits", "admissions on the way out, as events"},
    Definition{"inside_zone", kUnknown},
    Definition{"days_present", kUnknown},
    Definition{"badge_printed_at", kUnknown},
    Definition{"badge_prints", kUnknown},
    Definition{"walk_in", "given a ticket at the door: how it was paid for; else empty"},
    Definition{"notes", "what the list says to staff"},
    Definition{"variation", "of the product"},
    Definition{"order_state", "paid, pending, expired, canceled or blocked"},
    Definition{"zone", "the zone that the person is counted in"},
    Definition{"since", "the scan that says so, in UTC"},
    Definition{"phone", kUnknown},
    Definition{"state", "inside, left, or what makes it doubtful"},
    Definition{"station", "where that scan was"},
};

constexpr std::array kOfNumbers{
    Definition{"bucket_start", "of rows of dimension time: from here, in UTC"},
    Definition{"bucket_end", "until before here"},
    Definition{"dimension", "what the row counts: total, day, list, zone, station, product, time"},
    Definition{"key", "which of them"},
    Definition{"arrived_first_time", "different tickets with their first entry here"},
    Definition{"refused", "scans that ended in stop or check, as events"},
    Definition{"inside_end", "tickets whose newest check-in is an entry"},
    Definition{"median_seconds", kUnknown},
    Definition{"expected", "tickets on the list and walk-ins, paid or pending, not cancelled"},
    Definition{"overrides", "admissions that a named person stood by"},
    Definition{"at", "when, in UTC"},
    Definition{"actor_role", "what they acted as"},
    Definition{"actor", "who; of two persons both"},
    Definition{"action", "what they did"},
    Definition{"object", "the ticket, or the hash of a code that is on no list"},
    Definition{"before", "what the station had said without them"},
    Definition{"after", "what it said then"},
    Definition{"actor_proof", "how each name was known: claimed, pin or token"},
};

template <class Definitions>
std::string_view found_in(const Definitions& definitions, std::string_view title) {
    const auto found = std::ranges::find(definitions, title, &Definition::title);
    return found == definitions.end() ? std::string_view() : found->meaning;
}

}  // namespace

std::string_view definition_of(ExportTable table, std::string_view title) {
    if (title == "reason" && table == ExportTable::audit) return "what they wrote";
    for (const auto meaning :
         {found_in(kOfScans, title), found_in(kOfPeople, title), found_in(kOfNumbers, title)}) {
        if (!meaning.empty()) return meaning;
    }
    return {};
}

}  // namespace kiosk::wire
