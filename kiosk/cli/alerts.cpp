// kiosk/cli/alerts.cpp — kioskctl alerts: whom the security lead must hear of, and nobody else.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/polling.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

std::string line_of(const json::value& alert) {
    return fmt::format("{}  {} at {}, zone {}, record {}", clock_text(text_of(alert, "at")),
                       text_of(alert, "type"), printable(text_of(alert, "station")),
                       printable(text_of(alert, "zone")), number_of(alert, "seq"));
}

void print(const json::array& alerts, const Session& session) {
    for (const json::value& alert : alerts) {
        session.terminal.out << (session.wants_json() ? json::serialize(alert)
                                                      : doubtful(session.terminal, line_of(alert)))
                             << '\n';
    }
    session.terminal.out.flush();
}

Answer<json::value> newer(std::int64_t than, const Session& session) {
    return session.api.get("alerts", {{"after", than == 0 ? "" : std::to_string(than)}});
}

}  // namespace

ExitCode run(const AlertsOptions& options, const Session& session) {
    const auto page = newer(0, session);
    if (!page) {
        return session.fail(page.error());
    }
    if (session.global.json && !options.follow) {
        session.terminal.out << json::serialize(*page) << '\n';
        return ExitCode::done;
    }
    const json::array& first = items_of(*page, "items");
    print(first, session);
    if (!options.follow) {
        if (first.empty()) session.terminal.say("no alerts since the daemon started");
        return ExitCode::done;
    }
    std::int64_t last = first.empty() ? 0 : number_of(first.back(), "number");
    poll_until_stopped(session, [&]() -> Answer<void> {
        const auto more = newer(last, session);
        if (!more) return std::unexpected(more.error());
        const json::array& rows = items_of(*more, "items");
        print(rows, session);
        if (!rows.empty()) last = number_of(rows.back(), "number");
        return {};
    });
    return ExitCode::done;
}

}  // namespace kiosk::cli
