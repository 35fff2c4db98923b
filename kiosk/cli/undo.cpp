// kiosk/cli/undo.cpp — kioskctl undo: takes a check-in back, by its record or the newest one.
#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/wire/ids_text.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

bool is_reference(const std::string& text) {
    const bool is_number = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
    return is_number || wire::parse_scan_id(text).has_value();
}

// The newest check-in that stands, of this station where one is named.
Answer<std::string> newest(const UndoOptions& options, Api& api) {
    const auto page = api.get(
        "checkins",
        {{"station", options.station}, {"verdict", "go"}, {"order", "desc"}, {"limit", "500"}});
    if (!page) return std::unexpected(page.error());
    for (const json::value& row : items_of(*page, "items")) {
        const bool stands = field_of(row, "undone").is_null();
        if (stands && text_of(row, "source") != "automatic") {
            return fmt::format("{}", number_of(row, "seq"));
        }
    }
    return std::unexpected(Failure{ExitCode::not_found, "no check-in to undo"});
}

}  // namespace

ExitCode run(const UndoOptions& options, const Session& session) {
    std::string checkin = options.checkin;
    if (checkin == "last") {
        auto found = newest(options, session.api);
        if (!found) return session.fail(found.error());
        checkin = *std::move(found);
    } else if (!is_reference(checkin)) {
        return session.fail({ExitCode::usage, "\"" + printable(checkin) +
                                                  "\" is neither a number such as 48213 nor an id "
                                                  "nor: last"});
    }
    json::object body{{"operator", options.operator_id}, {"reason", options.reason}};
    if (!options.note.empty()) body["note"] = options.note;
    const auto answer = session.api.post("checkins/" + checkin + "/undo", body);
    if (!answer) return session.fail(answer.error());
    if (session.prints_json(*answer)) return ExitCode::done;
    const json::value& undone = field_of(*answer, "checkin");
    std::string who = text_of(field_of(*answer, "attendee"), "display_name");
    if (who.empty()) who = "a code of no list";
    session.terminal.out << good(session.terminal,
                                 fmt::format("undone: {} of {} at {}, record {}",
                                             printable(text_of(undone, "type")), printable(who),
                                             clock_text(text_of(undone, "at")),
                                             number_of(*answer, "seq")))
                         << '\n';
    return ExitCode::done;
}

}  // namespace kiosk::cli
