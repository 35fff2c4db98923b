// kiosk/cli/checkins.cpp — kioskctl checkins: the log of scans, and what comes in from now on.
#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/polling.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr std::uint32_t kPollRows = 500;  // the daemon's largest page

Colour colour_of(std::string_view verdict) {
    if (verdict == "go") return Colour::green;
    return verdict == "check" ? Colour::yellow : Colour::red;
}

std::string line_of(const json::value& row, const Terminal& terminal) {
    const std::string verdict = text_of(row, "verdict");
    const json::value& attendee = field_of(row, "attendee");
    std::string who = text_of(attendee, "display_name");
    if (const std::string product = text_of(attendee, "product"); !product.empty()) {
        who += ", " + product;
    }
    std::string line = fmt::format(
        "{:>7}  {}  {}  {}  {} {}  {}", number_of(row, "seq"), clock_text(text_of(row, "at")),
        padded(printable(text_of(row, "station")), 14), padded(printable(text_of(row, "type")), 5),
        terminal.in(colour_of(verdict), padded(printable(verdict), 5)),
        padded(printable(text_of(row, "reason")), 16), printable(who));
    line.erase(line.find_last_not_of(' ') + 1);
    const json::value& undone = field_of(row, "undone");
    if (undone.is_object()) {
        line += fmt::format("  undone {}: {}", clock_text(text_of(undone, "at")),
                            printable(text_of(undone, "reason")));
    }
    return line;
}

Query query_of(const CheckinsOptions& options) {
    return {{"station", options.station}, {"verdict", options.verdict}, {"reason", options.reason}};
}

// Oldest first, as in a log.
Answer<json::array> newest(const CheckinsOptions& options, Api& api) {
    Query query = query_of(options);
    query.emplace_back("limit", std::to_string(options.limit));
    if (options.since_seq) {
        query.emplace_back("after", std::to_string(*options.since_seq));
    } else {
        query.emplace_back("order", "desc");
    }
    const auto page = api.get("checkins", query);
    if (!page) {
        return std::unexpected(page.error());
    }
    json::array rows = items_of(*page, "items");
    if (!options.since_seq) {
        std::ranges::reverse(rows);
    }
    return rows;
}

void print(const json::array& rows, const Session& session) {
    for (const json::value& row : rows) {
        session.terminal.out << (session.wants_json() ? json::serialize(row)
                                                      : line_of(row, session.terminal))
                             << '\n';
    }
    session.terminal.out.flush();
}

ExitCode follow(const CheckinsOptions& options, std::int64_t last_seq, const Session& session) {
    poll_until_stopped(session, [&]() -> Answer<void> {
        Query query = query_of(options);
        query.emplace_back("after", std::to_string(last_seq));
        query.emplace_back("limit", std::to_string(kPollRows));
        const auto page = session.api.get("checkins", query);
        if (!page) return std::unexpected(page.error());
        const json::array& rows = items_of(*page, "items");
        print(rows, session);
        last_seq = rows.empty() ? last_seq : number_of(rows.back(), "seq");
        return {};
    });
    return ExitCode::done;
}

}  // namespace

ExitCode run(const CheckinsOptions& options, const Session& session) {
    const auto rows = newest(options, session.api);
    if (!rows) {
        return session.fail(rows.error());
    }
    if (session.global.json && !options.follow) {
        session.terminal.out << json::serialize(json::object{{"items", *rows}}) << '\n';
        return ExitCode::done;
    }
    print(*rows, session);
    if (!options.follow) {
        return ExitCode::done;
    }
    const auto since = static_cast<std::int64_t>(options.since_seq.value_or(0));
    return follow(options, rows->empty() ? since : number_of(rows->back(), "seq"), session);
}

}  // namespace kiosk::cli
