// kiosk/cli/supervisor_verbs.cpp — kioskctl emergency, forgive and override: ask, then say what is.
#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/outcome_text.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/wire/ids_text.hpp"

namespace kiosk::cli {

namespace json = boost::json;

ExitCode run(const EmergencyOptions& options, const Session& session) {
    json::object body{{"operator", options.operator_id}};
    if (!options.note.empty()) body["note"] = options.note;
    const auto answer = session.api.post(options.begin ? "emergency/begin" : "emergency/end", body);
    if (!answer) {
        return session.fail(answer.error());
    }
    if (session.prints_json(*answer)) {
        return ExitCode::done;
    }
    const auto seq = number_of(*answer, "seq");
    if (options.begin) {
        session.terminal.out << bad(session.terminal,
                                    fmt::format("emergency since {} UTC, record {}; who is "
                                                "inside: kioskctl muster",
                                                clock_text(text_of(*answer, "emergency_since")),
                                                seq))
                             << '\n';
    } else {
        session.terminal.out << good(session.terminal,
                                     fmt::format("the emergency is over, record {}", seq))
                             << '\n';
    }
    return ExitCode::done;
}

ExitCode run(const ForgiveOptions& options, const Session& session) {
    const bool is_id = wire::parse_ticket_id(options.who).has_value();
    json::object body{{is_id ? "attendee" : "code", options.who},
                      {"operator", options.operator_id},
                      {"note", options.note}};
    if (!options.zone.empty()) {
        body["zone"] = options.zone;
    }
    const auto answer = session.api.post("forgiveness", body);
    if (!answer) {
        return session.fail(answer.error());
    }
    if (!session.prints_json(*answer)) {
        const std::string name = text_of(field_of(*answer, "attendee"), "display_name");
        session.terminal.out << good(session.terminal,
                                     fmt::format("the next entry of {} passes, record {}",
                                                 printable(name), number_of(*answer, "seq")))
                             << '\n';
    }
    return ExitCode::done;
}

ExitCode run(const OverrideOptions& options, const Session& session) {
    if (!wire::parse_scan_id(options.scan)) {
        return session.fail({ExitCode::usage, "\"" + printable(options.scan) +
                                                  "\" is no scan id such as "
                                                  "0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7"});
    }
    json::object body{
        {"action", "override"}, {"operator", options.operator_id}, {"reason", options.reason}};
    if (!options.second.empty()) {
        body["second"] = options.second;
    }
    const auto answer = session.api.post("scans/" + options.scan + "/resolve", body);
    if (!answer) {
        return session.fail(answer.error());
    }
    if (!session.prints_json(*answer)) {
        print_outcome(*answer, session);
    }
    return exit_code_of_verdict(text_of(*answer, "verdict"));
}

}  // namespace kiosk::cli
