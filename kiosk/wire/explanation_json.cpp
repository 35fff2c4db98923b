// kiosk/wire/explanation_json.cpp — the checks in their order.
#include "kiosk/wire/explanation_json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/ids_text.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

std::string_view name_of(core::CheckResult result) {
    switch (result) {
        case core::CheckResult::passed: return "passed";
        case core::CheckResult::objected: return "objected";
        case core::CheckResult::not_asked: return "not_asked";
    }
    KIOSK_UNREACHABLE();
}

json::value reason_value(const std::optional<core::Reason>& reason) {
    return reason ? json::value(core::name_of(*reason)) : json::value();
}

json::object check(std::string_view name, core::CheckResult result,
                   const core::CheckFacts& told = {}) {
    json::object facts;
    for (const auto& [what, value] : told) facts[what] = value;
    return {{"check", name}, {"result", name_of(result)}, {"facts", std::move(facts)}};
}

core::CheckFacts facts_of(const core::Whose& whose) {
    core::CheckFacts facts;
    if (whose.refusal) facts.emplace_back("objection", core::name_of(*whose.refusal));
    if (!whose.word.key.empty()) facts.emplace_back("key", whose.word.key);
    if (whose.issue) facts.emplace_back("issue", std::to_string(*whose.issue));
    return facts;
}

// Whose ticket it is comes before the checks of that ticket.
json::object check_of(const core::Whose& whose) {
    using enum core::CheckResult;
    const auto result = whose.facts && !whose.refusal ? passed : objected;
    const auto facts = facts_of(whose);
    if (whose.by_signature) return check("code vouches for itself", result, facts);
    if (whose.facts && whose.refusal) return check("code may be used", objected, facts);
    return check("ticket is on the list", result, facts);
}

json::array checks_of(const core::ReplayFinding& finding) {
    json::array checks;
    // Nobody shows a code where the clock checks out.
    if (finding.record.source != core::ScanSource::automatic) {
        checks.push_back(check_of(finding.now.whose));
    }
    for (const auto& step : finding.now.steps) {
        checks.push_back(check(step.name, step.result, step.facts));
    }
    return checks;
}

}  // namespace

std::string print_explanation(const core::ReplayFinding& finding) {
    const core::ScanRecord& record = finding.record;
    json::object document;
    document["id"] = to_text(record.id);
    document["seq"] = finding.seq;
    document["at"] = time_value(record.at.utc);
    document["station"] = record.station;
    document["zone"] = text_value(record.zone);
    document["reason"] = core::name_of(record.reason);
    document["list_objection"] = reason_value(record.list_objection);
    document["set_aside"] = reason_value(record.set_aside);
    document["judged"] = finding.result != core::ReplayResult::not_judged;
    document["why_not"] = text_value(finding.why);
    document["now"] = nullptr;
    document["same"] = nullptr;
    if (finding.result == core::ReplayResult::not_judged) return json::serialize(document);
    document["now"] = core::name_of(finding.now.decision.reason);
    document["same"] = finding.result == core::ReplayResult::same;
    json::object facts;
    for (const auto& [name, value] : finding.now.facts) facts[name] = value;
    document["facts"] = std::move(facts);
    document["checks"] = checks_of(finding);
    document["explanation"] = nullptr;
    const core::RuleWords& words = finding.now.rule_words;
    if (!words.english.empty()) {
        document["explanation"] = {{"en", json::value_from(words.english)},
                                   {"fr", json::value_from(words.french)}};
    }
    return json::serialize(document);
}

}  // namespace kiosk::wire
