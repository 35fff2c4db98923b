// kiosk/cli/status.cpp — kioskctl status: one screen about a running station.
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/table.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

std::string headline(const json::value& status) {
    const std::string event = text_of(status, "event");
    return fmt::format("{} · {} UTC · {} · {} · up {}\n",
                       printable(event.empty() ? text_of(status, "node") : event),
                       clock_text(text_of(status, "now")), printable(text_of(status, "timezone")),
                       printable(text_of(status, "software")),
                       age_text(number_of(status, "uptime_s")));
}

std::string list_line(const Terminal& terminal, const json::value& status) {
    const json::value& list = field_of(status, "list");
    if (!truth_of(list, "loaded")) {
        return bad(terminal, "list     none; run: kioskctl import FILE.csv");
    }
    const std::string text =
        fmt::format("list     {} tickets, {} old", grouped(number_of(list, "tickets")),
                    age_text(number_of(list, "age_s")));
    if (truth_of(list, "held")) {
        return doubtful(terminal,
                        text + "; a smaller list waits for: kioskctl import … --confirm-shrink");
    }
    return good(terminal, text);
}

std::string storage_line(const Terminal& terminal, const json::value& status) {
    const json::value& storage = field_of(status, "storage");
    const std::string code = text_of(storage, "code");
    const std::string told =
        "storage  " + printable(text_of(storage, "sentence")) + (code.empty() ? "" : " " + code);
    if (text_of(storage, "state") == "red") return bad(terminal, told);
    if (text_of(storage, "state") != "green" || !code.empty()) return doubtful(terminal, told);
    return good(terminal,
                fmt::format("storage  {} records durable, commit {:.1f} ms (p99 {:.1f} ms)",
                            grouped(number_of(storage, "durable_seq")),
                            static_cast<double>(number_of(storage, "commit_p50_us")) / 1e3,
                            static_cast<double>(number_of(storage, "commit_p99_us")) / 1e3));
}

std::string clock_line(const Terminal& terminal, const json::value& status) {
    const json::value& clock = field_of(status, "clock");
    const std::string code = text_of(clock, "code");
    const std::string told = "clock    " + printable(text_of(clock, "sentence"));
    return code.empty() ? good(terminal, told) : doubtful(terminal, told + " " + code);
}

// Nothing where no backup was made yet and none failed.
std::string backup_line(const Terminal& terminal, const json::value& status) {
    const json::value& backup = field_of(status, "backup");
    const std::string code = text_of(backup, "code");
    if (!code.empty()) {
        return doubtful(terminal,
                        "backup   " + printable(text_of(backup, "sentence")) + " " + code) +
               "\n";
    }
    const std::string made = text_of(backup, "made_at");
    if (made.empty()) return "";
    return good(terminal, fmt::format("backup   {} records at {} UTC",
                                      grouped(number_of(backup, "records")), clock_text(made))) +
           "\n";
}

// Nothing where the list does not come from a shop.
std::string shop_line(const Terminal& terminal, const json::value& status) {
    const json::value& shop = field_of(status, "shop");
    if (shop.is_null()) return "";
    const std::string code = text_of(shop, "code");
    std::string told = "shop     " + printable(text_of(shop, "sentence"));
    if (const auto left = number_of(shop, "to_tell"); left > 0) {
        told += fmt::format(" {} scans to tell.", grouped(left));
    }
    if (const auto letters = number_of(shop, "letters"); letters > 0) {
        told += fmt::format(" {} it would not take: kioskctl shop status.", grouped(letters));
        return doubtful(terminal, told) + "\n";
    }
    return (code.empty() ? good(terminal, told) : doubtful(terminal, told + " " + code)) + "\n";
}

std::string reader_line(const Terminal& terminal, const json::value& reader) {
    const std::string state = text_of(reader, "state");
    const bool plainly_ready = state == "ready" && number_of(reader, "drained") == 0;
    const std::string text =
        fmt::format("reader   {}: {}", printable(text_of(reader, "id")),
                    plainly_ready ? "ready" : printable(text_of(reader, "sentence")));
    if (number_of(reader, "drained") > 0) return doubtful(terminal, text);
    if (state == "ready") {
        return good(terminal, text);
    }
    return state == "absent" ? doubtful(terminal, text) : bad(terminal, text);
}

// How full each zone is; a count is as old as the newest scan.
std::string zone_lines(const Terminal& terminal, const json::value& status,
                       std::string_view language) {
    std::string lines;
    for (const json::value& zone : items_of(status, "zones")) {
        const auto inside = number_of(zone, "inside");
        const auto doubt = number_of(zone, "unmatched_exits");
        std::string name = local_text_of(zone, "name", language);
        if (name.empty()) name = text_of(zone, "id");
        std::string text = fmt::format("zone     {}: {} inside", printable(name), grouped(inside));
        const bool limited = !field_of(zone, "capacity").is_null();
        const auto capacity = number_of(zone, "capacity");
        if (limited) text += fmt::format(" of {}", grouped(capacity));
        if (doubt != 0) text += fmt::format(", {} exits without an entry", grouped(doubt));
        const bool full = limited && inside >= capacity;
        lines += (full ? doubtful(terminal, text + ": full") : good(terminal, text)) + '\n';
    }
    const std::string as_of = text_of(status, "presence_as_of");
    if (!lines.empty()) {
        lines += "           newest scan at a zone: " +
                 (as_of.empty() ? std::string("none") : clock_text(as_of) + " UTC") + '\n';
    }
    return lines;
}

std::string station_table(const json::value& status, std::string_view language) {
    Table table({{"STATION"},
                 {"NAME"},
                 {"DIR"},
                 {"LIST"},
                 {"LAST SCAN (UTC)"},
                 {"SCANS", true},
                 {"REFUSED", true}});
    for (const json::value& station : items_of(status, "stations")) {
        table.add({text_of(station, "id"), local_text_of(station, "name", language),
                   text_of(station, "type"), text_of(station, "list"),
                   clock_text(text_of(station, "last_scan")), grouped(number_of(station, "scans")),
                   grouped(number_of(station, "refused"))});
    }
    return table.to_text();
}

}  // namespace

ExitCode run(const StatusOptions& /*options*/, const Session& session) {
    const auto status = session.api.get("status");
    if (!status) {
        return session.fail(status.error());
    }
    if (session.prints_json(*status)) {
        return ExitCode::done;
    }
    const Terminal& terminal = session.terminal;
    terminal.out << terminal.in(Colour::bold, headline(*status));
    if (const auto since = text_of(*status, "emergency_since"); !since.empty()) {
        terminal.out << bad(terminal, "EMERGENCY since " + clock_text(since) + " UTC") << '\n';
    }
    terminal.out << list_line(terminal, *status) << '\n'
                 << storage_line(terminal, *status) << '\n'
                 << clock_line(terminal, *status) << '\n'
                 << backup_line(terminal, *status) << shop_line(terminal, *status);
    for (const json::value& reader : items_of(*status, "readers")) {
        terminal.out << reader_line(terminal, reader) << '\n';
    }
    if (const auto dropped = number_of(*status, "dropped_scans"); dropped > 0) {
        terminal.out << doubtful(terminal, fmt::format("readers were faster than the station: {} "
                                                       "scans dropped",
                                                       dropped))
                     << '\n';
    }
    for (const json::value& warning : items_of(*status, "warnings")) {
        if (!warning.is_string()) continue;
        const auto& text = warning.get_string();
        terminal.out << doubtful(terminal, "config   " + printable({text.data(), text.size()}))
                     << '\n';
    }
    terminal.out << zone_lines(terminal, *status, session.global.lang);
    terminal.out << station_table(*status, session.global.lang);
    return ExitCode::done;
}

}  // namespace kiosk::cli
