// kiosk/wire/stats_json.cpp — one object for each row.
#include "kiosk/wire/stats_json.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/wording.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

using Counted = core::Stats::By<std::string>;

std::string finish(const StatsStamp& stamp, std::string_view by, json::array items) {
    json::object object;
    add_stamp(object, stamp);
    object["by"] = by;
    object["items"] = std::move(items);
    return json::serialize(object);
}

core::StatCounts counts_of(const Counted& counted, std::string_view key) {
    const auto found = counted.find(key);
    return found == counted.end() ? core::StatCounts{} : found->second;
}

// Those of `counted` that have no row yet.
void add_forgotten(json::array& items, const Counted& counted) {
    std::vector<std::string_view> known;
    for (const auto& item : items) known.push_back(item.at("key").get_string());
    for (const auto& [key, counts] : counted) {
        if (std::ranges::find(known, key) != known.end()) continue;
        json::object row{{"key", key}, {"configured", false}};
        add_counts(row, counts);
        items.push_back(std::move(row));
    }
}

}  // namespace

void add_stamp(json::object& object, const StatsStamp& stamp) {
    object["as_of"] = time_value(stamp.as_of);
    object["as_of_seq"] = stamp.seq;
    object["newest_scan"] = time_value(stamp.newest_scan);
    object["age_s"] = nullptr;
    if (!stamp.newest_scan) return;
    const auto age = std::chrono::floor<std::chrono::seconds>(stamp.as_of - *stamp.newest_scan);
    object["age_s"] = std::max<std::int64_t>(age.count(), 0);
}

void add_counts(json::object& object, const core::StatCounts& counts) {
    object["arrived"] = counts.arrived;
    object["entries"] = counts.entries;
    object["exits"] = counts.exits;
    object["refused"] = counts.refused;
    object["overrides"] = counts.overrides;
}

std::string print_arrivals(const StatsStamp& stamp, std::chrono::minutes bucket,
                           const core::ArrivalSpan& span, const core::ArrivalCurve& curve) {
    json::object object;
    add_stamp(object, stamp);
    object["bucket_minutes"] = bucket.count();
    object["from"] = time_value(span.from);
    object["until"] = time_value(span.until);
    object["complete_from"] = nullptr;
    if (curve.complete_from) object["complete_from"] = time_value(UtcTime(*curve.complete_from));
    json::object before;
    add_counts(before, curve.before);
    object["before"] = std::move(before);
    json::array items;
    for (const auto& one : curve.buckets) {
        json::object row{{"start", time_value(UtcTime(one.start))}};
        add_counts(row, one.counts);
        items.push_back(std::move(row));
    }
    object["items"] = std::move(items);
    return json::serialize(object);
}

std::string print_by_list(const StatsStamp& stamp, const core::Stats& stats,
                          const ports::SummaryView& summary) {
    json::array items;
    for (const auto& list : summary.by_list) {
        json::object row{{"key", list.key}, {"configured", true}};
        row["expected"] = list.expected;
        row["inside"] = list.inside;
        add_counts(row, counts_of(stats.by_list(), list.key));
        items.push_back(std::move(row));
    }
    add_forgotten(items, stats.by_list());
    return finish(stamp, "list", std::move(items));
}

std::string print_by_zone(const StatsStamp& stamp, const core::Stats& stats,
                          const ports::StatusView& status) {
    json::array items;
    for (const auto& zone : status.zones) {
        json::object row{{"key", zone.id}, {"configured", true}};
        row["name"] = local_text_object(zone.name);
        row["parent"] = text_value(zone.parent);
        row["capacity"] = nullptr;
        if (zone.capacity) row["capacity"] = *zone.capacity;
        row["inside"] = zone.inside;
        row["unmatched_exits"] = zone.unmatched_exits;
        add_counts(row, counts_of(stats.by_zone(), zone.id));
        items.push_back(std::move(row));
    }
    add_forgotten(items, stats.by_zone());
    return finish(stamp, "zone", std::move(items));
}

std::string print_by_station(const StatsStamp& stamp, const core::Stats& stats,
                             const ports::StatusView& status) {
    json::array items;
    for (const auto& station : status.stations) {
        json::object row{{"key", station.id}, {"configured", true}};
        row["name"] = local_text_object(station.name);
        row["profile"] = station.profile;
        row["list"] = station.list;
        row["zone"] = text_value(station.zone);
        row["type"] = name_of(station.direction);
        row["last_scan"] = time_value(stats.last_scan_at(station.id));
        add_counts(row, counts_of(stats.by_station(), station.id));
        items.push_back(std::move(row));
    }
    add_forgotten(items, stats.by_station());
    return finish(stamp, "station", std::move(items));
}

std::string print_by_product(const StatsStamp& stamp, const ports::SummaryView& summary) {
    json::array items;
    for (const auto& product : summary.by_product) {
        json::object row{{"key", product.key}};
        row["expected"] = product.expected;
        row["arrived"] = product.arrived;
        row["inside"] = product.inside;
        row["entries"] = product.entries;
        row["exits"] = product.exits;
        row["refused"] = product.refused;
        items.push_back(std::move(row));
    }
    return finish(stamp, "product", std::move(items));
}

std::string print_by_reason(const StatsStamp& stamp, const core::Stats& stats, Audience audience) {
    json::array items;
    for (std::size_t number = 0; number < stats.by_reason().size(); ++number) {
        const auto reason = core::reason_from_number(number);
        const std::uint64_t scans = stats.by_reason()[number];
        if (!reason || scans == 0) continue;
        json::object row{{"key", reason_name(*reason, audience)}};
        row["verdict"] = core::name_of(core::verdict_of(*reason));
        row["message"] = local_text_object(message_of(*reason));
        row["scans"] = scans;
        items.push_back(std::move(row));
    }
    return finish(stamp, "reason", std::move(items));
}

}  // namespace kiosk::wire
