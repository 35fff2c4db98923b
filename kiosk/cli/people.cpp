// kiosk/cli/people.cpp — kioskctl people and tokens: who may sign in, and which tokens are good.
#include <string>
#include <utility>

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/pin_prompt.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {

namespace json = boost::json;

namespace {

ExitCode list(const char* path, const char* nothing, const Session& session) {
    const auto answer = session.api.get(path);
    if (!answer) return session.fail(answer.error());
    if (session.prints_json(*answer)) return ExitCode::done;
    const auto& items = answer->at("items").as_array();
    for (const auto& item : items) {
        const std::string station = text_of(item, "station");
        session.terminal.out << fmt::format("{:<8} {}{}\n", text_of(item, "role"),
                                            printable(text_of(item, "name")),
                                            station.empty() ? "" : " at " + station);
    }
    if (items.empty()) session.terminal.say(nothing);
    return ExitCode::done;
}

ExitCode change(const char* path, const json::object& body, const std::string& done,
                const Session& session) {
    const auto answer = session.api.post(path, body);
    if (!answer) return session.fail(answer.error());
    if (!session.prints_json(*answer)) {
        session.terminal.out << good(session.terminal, done) << '\n';
    }
    return ExitCode::done;
}

// Adds or changes what needs a PIN.
ExitCode change_with_pin(const char* path, json::object body, const std::string& done,
                         const Session& session) {
    auto pin = ask_for_pin(session.terminal, session.in);
    if (!pin) return session.fail(failure_of(pin.error()));
    body["pin"] = *std::move(pin);
    return change(path, body, done, session);
}

ExitCode add_token(const TokensOptions& options, const Session& session) {
    json::object body{{"name", options.name}, {"role", options.role}};
    if (!options.station.empty()) body["station"] = options.station;
    const auto answer = session.api.post("tokens", body);
    if (!answer) return session.fail(answer.error());
    if (session.prints_json(*answer)) return ExitCode::done;
    session.terminal.out << text_of(*answer, "token") << '\n';
    session.terminal.say("Keep it now: it is not shown again. Authorization: Bearer TOKEN");
    return ExitCode::done;
}

}  // namespace

ExitCode run(const PeopleOptions& options, const Session& session) {
    const std::string name = printable(options.name);
    json::object body{{"name", options.name}};
    switch (options.act) {
        case PeopleAct::list:
            return list("people", "Nobody yet: kioskctl people add NAME --role lead", session);
        case PeopleAct::add:
            body["role"] = options.role;
            return change_with_pin("people", std::move(body),
                                   fmt::format("{} may sign in as {}", name, options.role),
                                   session);
        case PeopleAct::pin:
            return change_with_pin("people/pin", std::move(body),
                                   fmt::format("{} has a new PIN", name), session);
        case PeopleAct::remove: break;
    }
    return change("people/remove", body, fmt::format("{} may sign in no more", name), session);
}

ExitCode run(const TokensOptions& options, const Session& session) {
    if (options.act == TokensAct::list) return list("tokens", "No tokens", session);
    if (options.act == TokensAct::add) return add_token(options, session);
    return change("tokens/remove", {{"name", options.name}},
                  fmt::format("{} is refused from now on", printable(options.name)), session);
}

}  // namespace kiosk::cli
