// kiosk/cli/search.cpp — kioskctl search: attendees by part of a name, e-mail, order or company.
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/table.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {

namespace json = boost::json;

ExitCode run(const SearchOptions& options, const Session& session) {
    const auto page = session.api.get(
        "attendees", {{"search", options.text}, {"limit", std::to_string(options.limit)}});
    if (!page) {
        return session.fail(page.error());
    }
    const json::array& items = items_of(*page, "items");
    const ExitCode exit_code = items.empty() ? ExitCode::not_found : ExitCode::done;
    if (session.prints_json(*page)) {
        return exit_code;
    }
    Table table({{"NAME"},
                 {"PRODUCT"},
                 {"ORDER"},
                 {"COMPANY"},
                 {"STATUS"},
                 {"LAST ENTRY (UTC)"},
                 {"FOUND BY"}});
    for (const json::value& attendee : items) {
        table.add({text_of(attendee, "display_name"), text_of(attendee, "product"),
                   text_of(attendee, "order"), text_of(attendee, "company"),
                   text_of(attendee, "status"), clock_text(text_of(attendee, "last_entry")),
                   text_of(attendee, "match")});
    }
    if (table.empty()) {
        session.terminal.say("nobody found");
        return exit_code;
    }
    session.terminal.out << table.to_text();
    if (!field_of(*page, "next_cursor").is_null()) {
        session.terminal.say(
            fmt::format("more than {}; type more letters, or --limit 500", items.size()));
    }
    return exit_code;
}

}  // namespace kiosk::cli
