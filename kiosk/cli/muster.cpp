// kiosk/cli/muster.cpp — kioskctl muster: who is inside, on paper or for other programs.
#include <array>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/table.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/wire/csv_text.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr const char* kPageRows = "1000";  // the daemon's largest page
constexpr const char* kNoName = "(no name)";

// All pages as one document; the first one's counts are those of the whole list.
Answer<json::value> whole_list(const MusterOptions& options, Api& api) {
    std::string cursor;
    json::value whole;
    for (;;) {
        auto page =
            api.get("muster", {{"zone", options.zone}, {"limit", kPageRows}, {"cursor", cursor}});
        if (!page) return page;
        cursor = text_of(*page, "next_cursor");
        if (whole.is_null()) {
            whole = *std::move(page);
        } else {
            json::array& rows = whole.as_object()["items"].as_array();
            for (const json::value& row : items_of(*page, "items")) rows.push_back(row);
        }
        if (cursor.empty()) break;
    }
    whole.as_object()["next_cursor"] = nullptr;
    return whole;
}

std::string name_in(const json::value& row) {
    std::string name = text_of(field_of(row, "attendee"), "display_name");
    return name.empty() ? kNoName : name;
}

void print_csv(const json::value& list, const Session& session) {
    const std::array<std::string, 8> titles{"zone",    "state",   "name",      "company",
                                            "product", "station", "since_utc", "id"};
    session.terminal.out << wire::csv_row(titles, wire::FormulaGuard::on);
    for (const json::value& row : items_of(list, "items")) {
        const json::value& person = field_of(row, "attendee");
        const std::array<std::string, 8> cells{text_of(row, "zone"),
                                               text_of(row, "state"),
                                               name_in(row),
                                               text_of(person, "company"),
                                               text_of(person, "product"),
                                               text_of(row, "station"),
                                               clock_text(text_of(row, "since")),
                                               text_of(person, "id")};
        session.terminal.out << wire::csv_row(cells, wire::FormulaGuard::on);
    }
}

std::string zone_table(const json::value& list, std::string_view language) {
    Table table({{"ZONE"}, {"NAME"}, {"INSIDE", true}, {"CAPACITY", true}, {"DOUBT", true}});
    for (const json::value& zone : items_of(list, "zones")) {
        const auto doubt = number_of(zone, "unmatched_exits");
        table.add({text_of(zone, "id"), local_text_of(zone, "name", language),
                   grouped(number_of(zone, "inside")), cell_of(zone, "capacity"),
                   doubt == 0 ? "" : "±" + grouped(doubt)});
    }
    return table.to_text();
}

std::string counts_text(const json::value& list) {
    const json::value& counts = field_of(list, "counts");
    std::string text = fmt::format("{} inside", grouped(number_of(counts, "inside")));
    const auto add = [&](const char* field, const char* words) {
        const auto number = number_of(counts, field);
        if (number != 0) text += fmt::format(" · {} {}", grouped(number), words);
    };
    add("unknown_code", "with a code of no list");
    add("not_seen_out", "not seen leaving before the reset");
    add("other_zone", "last seen in a zone of an older configuration");
    add("left", "left since the emergency began");
    add("nameless", "of these without a name here");
    add("denied", "on the deny list");
    return text;
}

void print_text(const json::value& list, const Session& session) {
    const Terminal& terminal = session.terminal;
    const std::string age = field_of(list, "age_s").is_null()
                                ? "no scan at a zone yet"
                                : "newest scan " + age_text(number_of(list, "age_s")) + " old";
    terminal.out << terminal.in(Colour::bold, fmt::format("Muster list of {} UTC · {}\n",
                                                          clock_text(text_of(list, "as_of")), age));
    if (const auto since = text_of(list, "emergency_since"); !since.empty()) {
        terminal.out << bad(terminal, "EMERGENCY since " + clock_text(since) + " UTC") << '\n';
    }
    terminal.out << counts_text(list) << '\n' << zone_table(list, session.global.lang) << '\n';
    if (field_of(list, "items").is_null()) {
        terminal.out << doubtful(terminal,
                                 "names are given out on the station's own socket only: --socket "
                                 "or --state")
                     << '\n';
    }
    Table table({{""}, {"ZONE"}, {"NAME"}, {"COMPANY"}, {"STATE"}, {"SINCE (UTC)"}, {"BY"}});
    for (const json::value& row : items_of(list, "items")) {
        table.add({"[ ]", text_of(row, "zone"), name_in(row),
                   text_of(field_of(row, "attendee"), "company"), text_of(row, "state"),
                   clock_text(text_of(row, "since")), text_of(row, "station")});
    }
    if (!table.empty()) terminal.out << table.to_text() << '\n';
    const json::value& limits = field_of(list, "limits");
    const bool french = session.global.lang == "fr";
    for (const json::value& sentence : items_of(limits, french ? "fr" : "en")) {
        if (sentence.is_string()) {
            const auto& text = sentence.get_string();
            terminal.out << doubtful(terminal, printable({text.data(), text.size()})) << '\n';
        }
    }
}

}  // namespace

ExitCode run(const MusterOptions& options, const Session& session) {
    const auto list = whole_list(options, session.api);
    if (!list) {
        return session.fail(list.error());
    }
    if (session.prints_json(*list)) {
        return ExitCode::done;
    }
    if (options.csv) {
        if (field_of(*list, "items").is_null()) {
            return session.fail({ExitCode::not_allowed,
                                 "names are given out on the station's own socket only: --socket "
                                 "/run/kioskd/kioskd.sock, or --state DIR"});
        }
        print_csv(*list, session);
    } else {
        print_text(*list, session);
    }
    return ExitCode::done;
}

}  // namespace kiosk::cli
