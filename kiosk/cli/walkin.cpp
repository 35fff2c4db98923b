// kiosk/cli/walkin.cpp — kioskctl walkin: a ticket for somebody who has none.
#include <string>
#include <utility>

#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/outcome_text.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

json::object body_of(const WalkInOptions& options) {
    json::object body{{"name", options.name},
                      {"product", options.product},
                      {"paid_by", options.paid_by},
                      {"operator", options.operator_id},
                      {"check_in", !options.station.empty()}};
    for (const auto& [field, text] :
         {std::pair("email", &options.email), std::pair("company", &options.company),
          std::pair("language", &options.language), std::pair("note", &options.note),
          std::pair("station", &options.station)}) {
        if (!text->empty()) body[field] = *text;
    }
    return body;
}

}  // namespace

ExitCode run(const WalkInOptions& options, const Session& session) {
    const auto answer = session.api.post("walkins", body_of(options));
    if (!answer) return session.fail(answer.error());
    const json::value& checkin = field_of(*answer, "checkin");
    const ExitCode code =
        checkin.is_object() ? exit_code_of_verdict(text_of(checkin, "verdict")) : ExitCode::done;
    if (session.prints_json(*answer)) return code;
    const json::value& attendee = field_of(*answer, "attendee");
    session.terminal.out << good(session.terminal,
                                 fmt::format("{}: {}, {}",
                                             text_of(field_of(attendee, "walk_in"), "code"),
                                             printable(text_of(attendee, "display_name")),
                                             printable(text_of(attendee, "product"))))
                         << '\n';
    if (checkin.is_object()) print_outcome(checkin, session);
    return code;
}

}  // namespace kiosk::cli
