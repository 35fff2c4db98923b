// kiosk/wire/muster_json.cpp — counts for everybody, people for staff.
#include "kiosk/wire/muster_json.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/zone_json.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

// Reliability 7.1, rule 6: a muster list states how far it may be wrong.
json::object limits_object(const ports::MusterView& muster) {
    json::array english{"Only this station's scans: people who passed other stations are not here.",
                        "People who slipped through without a scan are not here."};
    json::array french{"Seuls les scans de cette station : les passages ailleurs manquent.",
                       "Les personnes entrées sans scan manquent."};
    if (!muster.clock_trusted) {
        english.emplace_back("The clock cannot be trusted: no daily reset is applied.");
        french.emplace_back("L’horloge n’est pas fiable : aucune remise à zéro n’est appliquée.");
    }
    return {{"en", std::move(english)}, {"fr", std::move(french)}};
}

json::object counts_object(const ports::MusterCounts& counts, Audience audience) {
    json::object object;
    object["inside"] = counts.inside;
    object["unknown_code"] = counts.unknown_code;
    object["not_seen_out"] = counts.not_seen_out;
    object["other_zone"] = counts.other_zone;
    object["left"] = counts.left;
    object["nameless"] = counts.nameless;
    if (audience == Audience::staff) object["denied"] = counts.denied;
    return object;
}

json::object row_object(const ports::MusterRow& row) {
    json::object object;
    object["zone"] = row.entry.zone;
    object["state"] = name_of(row.entry.state);
    object["since"] = time_value(row.entry.since);
    object["station"] = text_value(row.entry.station);
    object["attendee"] = nullptr;
    if (row.holder) object["attendee"] = holder_object(*row.holder);
    return object;
}

}  // namespace

std::string_view name_of(core::MusterState state) {
    switch (state) {
        case core::MusterState::inside: return "inside";
        case core::MusterState::left: return "left";
        case core::MusterState::unknown_code: return "unknown_code";
        case core::MusterState::not_seen_out: return "not_seen_out";
        case core::MusterState::other_zone: return "other_zone";
    }
    KIOSK_UNREACHABLE();
}

std::string print_muster(const ports::MusterView& muster, Audience audience) {
    json::object object;
    object["as_of"] = time_value(muster.as_of);
    object["newest_scan"] = time_value(muster.newest_scan);
    object["age_s"] = nullptr;
    if (muster.newest_scan) {
        const auto age =
            std::chrono::floor<std::chrono::seconds>(muster.as_of - *muster.newest_scan);
        object["age_s"] = std::max<std::int64_t>(age.count(), 0);
    }
    object["clock_trusted"] = muster.clock_trusted;
    object["emergency_since"] = time_value(muster.emergency_since);
    object["zones"] = zones_array(muster.zones);
    object["counts"] = counts_object(muster.counts, audience);
    object["limits"] = limits_object(muster);
    object["items"] = nullptr;
    object["next_cursor"] = nullptr;
    if (audience == Audience::lane) return json::serialize(object);
    json::array items;
    for (const auto& row : muster.rows) items.push_back(row_object(row));
    object["items"] = std::move(items);
    object["next_cursor"] = text_value(muster.next);
    return json::serialize(object);
}

}  // namespace kiosk::wire
