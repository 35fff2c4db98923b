// kiosk/cli/explain.cpp — kioskctl explain: one recorded scan, check by check, with its facts.
#include <charconv>
#include <optional>
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <fmt/core.h>

#include "kiosk/cli/journal_replay.hpp"
#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/ports/station_port.hpp"
#include "kiosk/wire/explanation_json.hpp"
#include "kiosk/wire/ids_text.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr const char* kDefaultState = "/var/lib/kioskd";
constexpr const char* kDefaultConfig = "/etc/kioskd/kioskd.toml";

std::optional<std::uint64_t> record_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// The daemon's answer, or the same document made from the state directory.
Answer<json::value> from_directory(const ExplainOptions& options, const ports::ScanReference& scan,
                                   const Session& session) {
    const auto& given = session.global.state;
    const auto found =
        find_scan({.state = given.empty() ? kDefaultState : given,
                   .config = options.config.empty() ? kDefaultConfig : options.config},
                  scan);
    if (found) return json::parse(wire::print_explanation(*found));
    const bool unknown = found.error().code == Errc::not_found;
    return std::unexpected(Failure{unknown ? ExitCode::not_found : ExitCode::usage,
                                   "cannot be explained: " + failure_of(found.error()).text});
}

// The station itself, over its socket; a directory where no daemon answers, or one was named.
Answer<json::value> explanation(const ExplainOptions& options, const ports::ScanReference& scan,
                                const Session& session) {
    // The daemon that answers must be the one of the named state directory.
    const auto& state = session.global.state;
    const bool another = !state.empty() && session.api.endpoint().socket != state / "kioskd.sock";
    if (another || !options.config.empty()) return from_directory(options, scan, session);
    auto answer = session.api.get("scans/" + options.scan + "/explanation");
    if (answer || answer.error().exit_code != ExitCode::unreachable) return answer;
    session.terminal.say("no daemon answers; reading the state directory");
    return from_directory(options, scan, session);
}

void print_facts(const json::value& facts, const char* indent, const Terminal& terminal) {
    const auto* object = facts.if_object();
    if (object == nullptr) return;
    for (const auto& fact : *object) {
        const std::string name(fact.key());
        terminal.out << fmt::format("{}{:<25} {}\n", indent, printable(name),
                                    printable(text_of(facts, name)));
    }
}

void print_checks(const json::value& told, const Terminal& terminal) {
    int number = 1;
    for (const json::value& check : items_of(told, "checks")) {
        const std::string line = fmt::format("{}  {}", number++, text_of(check, "check"));
        const std::string result = text_of(check, "result");
        if (result == "passed") {
            terminal.out << good(terminal, line);
        } else if (result == "objected") {
            terminal.out << bad(terminal, line);
        } else {
            terminal.out << "  " << line << " (not asked)";
        }
        terminal.out << '\n';
        print_facts(field_of(check, "facts"), "         ", terminal);
    }
}

void print(const json::value& told, const Session& session) {
    const Terminal& terminal = session.terminal;
    terminal.out << fmt::format("record {}, station {}: {}", number_of(told, "seq"),
                                printable(text_of(told, "station")), text_of(told, "reason"));
    if (const auto objection = text_of(told, "list_objection"); !objection.empty()) {
        terminal.out << fmt::format(" (the list objects: {})", objection);
    }
    if (const auto aside = text_of(told, "set_aside"); !aside.empty()) {
        terminal.out << fmt::format(" (set aside: {})", aside);
    }
    terminal.out << '\n';
    if (!truth_of(told, "judged")) {
        terminal.out << doubtful(terminal, "cannot be judged again: " + text_of(told, "why_not"))
                     << '\n';
        return;
    }
    print_facts(field_of(told, "facts"), "    ", terminal);
    print_checks(told, terminal);
    const bool french = session.global.lang == "fr";
    const json::value& words = field_of(told, "explanation");
    for (const json::value& sentence : items_of(words, french ? "fr" : "en")) {
        const auto& text = sentence.get_string();
        terminal.out << "    " << printable({text.data(), text.size()}) << '\n';
    }
    if (!truth_of(told, "same")) {
        terminal.out << doubtful(terminal, "today it would be " + text_of(told, "now")) << '\n';
    }
}

}  // namespace

ExitCode run(const ExplainOptions& options, const Session& session) {
    const auto id = wire::parse_scan_id(options.scan);
    const auto seq = record_number(options.scan);
    if (!id && !seq) {
        return session.fail(
            {ExitCode::usage, "\"" + printable(options.scan) +
                                  "\" is neither a record's number nor a scan id such as "
                                  "0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7"});
    }
    ports::ScanReference scan;
    if (id) {
        scan = *id;
    } else {
        scan = *seq;
    }
    const auto told = explanation(options, scan, session);
    if (!told) return session.fail(told.error());
    if (!session.prints_json(*told)) print(*told, session);
    return ExitCode::done;
}

}  // namespace kiosk::cli
