// kiosk/wire/summary_json.cpp — totals, then rows by product and by local hour.
#include "kiosk/wire/summary_json.hpp"

#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/stats_json.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

void add_counts(json::object& object, const ports::SummaryRow& row, bool with_expected) {
    if (with_expected) object["expected"] = row.expected;
    object["arrived"] = row.arrived;
    if (with_expected) object["inside"] = row.inside;  // of an hour it means nothing
    object["entries"] = row.entries;
    object["exits"] = row.exits;
    object["refused"] = row.refused;
}

json::array rows_array(const std::vector<ports::SummaryRow>& rows, std::string_view key,
                       bool with_expected) {
    json::array array;
    for (const auto& row : rows) {
        json::object object;
        object[key] = row.key;
        add_counts(object, row, with_expected);
        array.push_back(std::move(object));
    }
    return array;
}

}  // namespace

std::string print_summary(const ports::SummaryView& summary) {
    json::object object;
    add_stamp(object, {summary.as_of, summary.as_of_seq, summary.newest_scan});
    add_counts(object, summary.total, /*with_expected=*/true);
    object["refused_tickets"] = summary.refused_tickets;
    object["undone"] = summary.undone;
    object["overrides"] = summary.overrides;
    json::object today{{"day", summary.day}};
    add_counts(today, summary.today);
    object["today"] = std::move(today);
    json::object recent{{"minutes", ports::kRecentMinutes.count()}};
    add_counts(recent, summary.last_minutes);
    object["recent"] = std::move(recent);
    object["by_product"] = rows_array(summary.by_product, "product", /*with_expected=*/true);
    object["by_hour"] = rows_array(summary.by_hour, "hour", /*with_expected=*/false);
    return json::serialize(object);
}

}  // namespace kiosk::wire
