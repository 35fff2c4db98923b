// kiosk/cli/explain.cpp — kioskctl explain: one recorded scan, check by check, with its facts.
#include <charconv>
#include <optional>
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/cli/journal_replay.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/wire/ids_text.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr const char* kDefaultState = "/var/lib/kioskd";

std::optional<std::uint64_t> record_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string_view name_of(core::CheckResult result) {
    switch (result) {
        case core::CheckResult::passed: return "passed";
        case core::CheckResult::objected: return "objected";
        case core::CheckResult::not_asked: return "not_asked";
    }
    return "";
}

json::object document_of(const core::ReplayFinding& finding) {
    const core::ScanRecord& record = finding.record;
    json::object document;
    document["id"] = wire::to_text(record.id);
    document["seq"] = finding.seq;
    document["station"] = record.station;
    document["reason"] = core::name_of(record.reason);
    document["list_objection"] =
        record.list_objection ? json::value(core::name_of(*record.list_objection)) : json::value();
    document["judged"] = finding.result != core::ReplayResult::not_judged;
    document["why_not"] = finding.why.empty() ? json::value() : json::value(finding.why);
    document["now"] = nullptr;
    if (finding.result == core::ReplayResult::not_judged) return document;
    document["now"] = core::name_of(finding.now.decision.reason);
    json::object facts;
    for (const auto& [name, value] : finding.now.facts) facts[name] = value;
    document["facts"] = std::move(facts);
    json::array checks;
    for (const auto& step : finding.now.steps) {
        checks.push_back({{"check", step.name}, {"result", name_of(step.result)}});
    }
    document["checks"] = std::move(checks);
    json::array words;
    for (const auto& sentence : finding.now.rule_words.english) words.emplace_back(sentence);
    document["explanation"] = std::move(words);
    return document;
}

void print(const core::ReplayFinding& finding, const Session& session) {
    const Terminal& terminal = session.terminal;
    terminal.out << fmt::format("record {}, station {}: {}", finding.seq,
                                printable(finding.record.station),
                                core::name_of(finding.record.reason));
    if (const auto objection = finding.record.list_objection) {
        terminal.out << fmt::format(" (the list objects: {})", core::name_of(*objection));
    }
    terminal.out << '\n';
    if (finding.result == core::ReplayResult::not_judged) {
        terminal.out << doubtful(terminal, "cannot be judged again: " + std::string(finding.why))
                     << '\n';
        return;
    }
    for (const auto& [name, value] : finding.now.facts) {
        terminal.out << fmt::format("    {:<18} {}\n", name, printable(value));
    }
    if (finding.now.steps.empty()) {
        terminal.out << bad(terminal, "1  code is on the list") << '\n';
    } else {
        terminal.out << good(terminal, "1  code is on the list") << '\n';
    }
    int number = 2;
    for (const auto& step : finding.now.steps) {
        const std::string line = fmt::format("{}  {}", number++, step.name);
        switch (step.result) {
            case core::CheckResult::passed: terminal.out << good(terminal, line); break;
            case core::CheckResult::objected: terminal.out << bad(terminal, line); break;
            case core::CheckResult::not_asked:
                terminal.out << "  " << line << " (not asked)";
                break;
        }
        terminal.out << '\n';
    }
    const auto& words = session.global.lang == "fr" ? finding.now.rule_words.french
                                                    : finding.now.rule_words.english;
    for (const auto& sentence : words) terminal.out << "    " << printable(sentence) << '\n';
    if (finding.result == core::ReplayResult::different) {
        terminal.out << doubtful(terminal, "today it would be " + std::string(core::name_of(
                                                                      finding.now.decision.reason)))
                     << '\n';
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
    const auto& given = session.global.state;
    std::optional<core::ReplayFinding> found;
    const auto done =
        replay_journal({.state = given.empty() ? kDefaultState : given, .config = options.config},
                       [&](const core::ReplayFinding& finding) {
                           if (id ? finding.record.id == *id : finding.seq == *seq) found = finding;
                           return !found.has_value();
                       });
    if (!done) {
        return session.fail(
            {ExitCode::usage, "cannot be explained: " + failure_of(done.error()).text});
    }
    if (!found) {
        return session.fail({ExitCode::not_found, "no recorded scan is " + options.scan});
    }
    if (!session.prints_json(document_of(*found))) print(*found, session);
    return ExitCode::done;
}

}  // namespace kiosk::cli
