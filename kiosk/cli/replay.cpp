// kiosk/cli/replay.cpp — kioskctl replay: does the engine say today what the journal says?
#include <map>
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/cli/journal_replay.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/wire/ids_text.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr const char* kDefaultState = "/var/lib/kioskd";
constexpr std::size_t kShownMax = 1000;  // differences; more of them have one cause

struct Tally {
    std::uint64_t same = 0;
    std::uint64_t different = 0;
    std::map<std::string, std::uint64_t, std::less<>> not_judged;  // by what is missing
    json::array differences;
};

std::string reason_text(core::Reason reason, std::optional<core::Reason> objection) {
    std::string text(core::name_of(reason));
    if (objection) text += " (list: " + std::string(core::name_of(*objection)) + ")";
    return text;
}

void count(const core::ReplayFinding& finding, Tally& tally) {
    switch (finding.result) {
        case core::ReplayResult::same: ++tally.same; return;
        case core::ReplayResult::not_judged: ++tally.not_judged[std::string(finding.why)]; return;
        case core::ReplayResult::different: break;
    }
    ++tally.different;
    if (tally.differences.size() == kShownMax) return;
    json::object row;
    row["seq"] = finding.seq;
    row["id"] = wire::to_text(finding.record.id);
    row["recorded"] = reason_text(finding.record.reason, finding.record.list_objection);
    row["now"] = reason_text(finding.now.decision.reason, finding.now.decision.list_objection);
    tally.differences.emplace_back(std::move(row));
}

json::object document_of(const Tally& tally) {
    json::object missing;
    for (const auto& [why, number] : tally.not_judged) missing[why] = number;
    return {{"same", tally.same},
            {"different", tally.different},
            {"not_judged", std::move(missing)},
            {"differences", tally.differences}};
}

void print(const Tally& tally, const Terminal& terminal) {
    for (const auto& row : tally.differences) {
        const auto text = [&](const char* key) {
            const auto& value = row.at(key).get_string();
            return std::string(value.data(), value.size());
        };
        terminal.out << bad(terminal, fmt::format("record {}, scan {}: recorded {}, now {}",
                                                  row.at("seq").to_number<std::uint64_t>(),
                                                  text("id"), text("recorded"), text("now")))
                     << '\n';
    }
    for (const auto& [why, number] : tally.not_judged) {
        terminal.out << doubtful(terminal,
                                 fmt::format("{} not judged: {}",
                                             grouped(static_cast<std::int64_t>(number)), why))
                     << '\n';
    }
    const std::string summary =
        fmt::format("{} the same, {} different", grouped(static_cast<std::int64_t>(tally.same)),
                    grouped(static_cast<std::int64_t>(tally.different)));
    auto* const mark = tally.different > 0 ? bad : tally.not_judged.empty() ? good : doubtful;
    terminal.out << mark(terminal, summary) << '\n';
}

}  // namespace

ExitCode run(const ReplayOptions& options, const Session& session) {
    const auto& given = session.global.state;
    Tally tally;
    const auto done =
        replay_journal({.state = given.empty() ? kDefaultState : given, .config = options.config},
                       [&](const core::ReplayFinding& finding) {
                           count(finding, tally);
                           return true;
                       });
    if (!done) {
        return session.fail(
            {ExitCode::usage, "cannot be replayed: " + failure_of(done.error()).text});
    }
    if (!session.prints_json(document_of(tally))) print(tally, session.terminal);
    return tally.different == 0 && tally.not_judged.empty() ? ExitCode::done : ExitCode::failed;
}

}  // namespace kiosk::cli
