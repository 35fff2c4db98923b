// kiosk/cli/counts.cpp — kioskctl counts: how many are expected, arrived, inside and refused.
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/table.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

std::vector<std::string> product_row(const json::value& row, std::string name) {
    return {std::move(name), grouped(number_of(row, "expected")),
            grouped(number_of(row, "arrived")), grouped(number_of(row, "inside")),
            grouped(number_of(row, "refused"))};
}

std::string product_table(const json::value& summary) {
    Table table(
        {{"PRODUCT"}, {"EXPECTED", true}, {"ARRIVED", true}, {"INSIDE", true}, {"REFUSED", true}});
    for (const json::value& row : items_of(summary, "by_product")) {
        table.add(product_row(row, text_of(row, "product")));
    }
    table.add(product_row(summary, "all"));
    return table.to_text();
}

std::string hour_table(const json::value& summary) {
    Table table(
        {{"HOUR"}, {"ARRIVED", true}, {"ENTRIES", true}, {"EXITS", true}, {"REFUSED", true}});
    for (const json::value& row : items_of(summary, "by_hour")) {
        table.add({clock_text(text_of(row, "hour")), grouped(number_of(row, "arrived")),
                   grouped(number_of(row, "entries")), grouped(number_of(row, "exits")),
                   grouped(number_of(row, "refused"))});
    }
    return table.empty() ? std::string() : "\n" + table.to_text();
}

}  // namespace

ExitCode run(const CountsOptions& /*options*/, const Session& session) {
    const auto summary = session.api.get("stats/summary");
    if (!summary) {
        return session.fail(summary.error());
    }
    if (!session.prints_json(*summary)) {
        session.terminal.out << product_table(*summary) << hour_table(*summary);
    }
    return ExitCode::done;
}

}  // namespace kiosk::cli
