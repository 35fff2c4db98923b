// kiosk/core/engine/judgement.cpp — the checks one by one, and their facts in words.
#include "kiosk/core/engine/judgement.hpp"

#include <algorithm>

namespace kiosk::core {
namespace {

std::string time_in(const Facts& facts, FineTime at) {
    static const ZoneOffsets utc;
    return to_minute_text((facts.zone != nullptr ? *facts.zone : utc).to_local(at));
}

// The name, and the shop's number for it.
std::string named(std::string_view name, std::int64_t number) {
    if (name.empty()) return std::to_string(number);
    return std::string(name) + " (" + std::to_string(number) + ")";
}

// Asks a check, and lets it tell what it looks at.
template <class OneCheck, class TheFacts>
CheckStep asked_step(const OneCheck& check, const TheFacts& facts) {
    CheckStep step{.name = check.name};
    const bool objects = check.objection(facts, Telling(step.facts)).has_value();
    step.result = objects ? CheckResult::objected : CheckResult::passed;
    return step;
}

}  // namespace

CheckStep denial_step_of(const StaffFacts& facts) {
    CheckStep step{.name = "holder is not denied"};
    step.result = facts.denied ? CheckResult::objected : CheckResult::passed;
    if (facts.denied) step.facts.emplace_back("deny list", "the holder is on it");
    return step;
}

void tell_proof(CheckStep& step, std::string_view fact, const std::optional<NameProof>& proof) {
    if (proof) step.facts.emplace_back(fact, name_of(*proof));
}

std::vector<CheckStep> steps_of(const StaffFacts& facts) {
    using enum CheckResult;
    const Decision& decision = facts.decision;
    const bool tried = facts.let_in != nullptr || facts.forced;
    const bool one_short = decision.reason == Reason::second_person;
    const bool was_set_aside =
        one_short || decision.forced || decision.reason == Reason::ok_override;
    const bool refused = decision.verdict() != Verdict::go;
    CheckResult allowed = not_asked;
    if (tried && was_set_aside) allowed = passed;
    if (tried && refused && !was_set_aside) allowed = objected;
    CheckResult seconded = not_asked;
    if (tried && was_set_aside && facts.takes_two) seconded = one_short ? objected : passed;
    CheckStep aside{.name = "staff may set the refusal aside", .result = allowed};
    if (tried && decision.set_aside) {
        aside.facts.emplace_back("set aside", name_of(*decision.set_aside));
    }
    if (!facts.forced_by.empty()) {
        aside.facts.emplace_back("forced by", facts.forced_by);
        tell_proof(aside, "name known by", facts.forced_proof);
    }
    if (facts.let_in != nullptr) {
        aside.facts.emplace_back("supervisor", facts.let_in->by);
        tell_proof(aside, "name known by", facts.let_in->proof);
    }
    CheckStep other{.name = "a second person stands by it", .result = seconded};
    if (tried) other.facts.emplace_back("takes two persons", facts.takes_two ? "yes" : "no");
    if (facts.let_in != nullptr && !facts.let_in->second.empty()) {
        other.facts.emplace_back("second supervisor", facts.let_in->second);
        tell_proof(other, "second name known by", facts.let_in->second_proof);
    }
    return {std::move(aside), std::move(other)};
}

std::vector<CheckStep> steps_of(const VenueFacts& facts, bool asked) {
    std::vector<CheckStep> steps;
    bool over = !asked || facts.direction == Direction::exit;
    for (const auto& check : venue_checks()) {
        steps.push_back(over ? CheckStep{.name = check.name} : asked_step(check, facts));
        over = over || steps.back().result == CheckResult::objected;
    }
    return steps;
}

std::vector<CheckStep> steps_of(const Facts& facts) {
    std::vector<CheckStep> steps;
    bool over = false;
    for (const auto& check : list_checks()) {
        steps.push_back(over ? CheckStep{.name = check.name} : asked_step(check, facts));
        over = over || (steps.back().result == CheckResult::objected && !facts.force);
    }
    return steps;
}

std::vector<std::pair<std::string_view, std::string>> facts_text(const Facts& facts) {
    std::vector<std::pair<std::string_view, std::string>> text;
    const auto add = [&](std::string_view name, std::string value) {
        text.emplace_back(name, std::move(value));
    };
    add("time", time_in(facts, facts.now));
    add("direction", facts.direction == Direction::entry ? "entry" : "exit");
    add("list", facts.list.id);
    add("product", named(facts.names.product, facts.ticket.product.value));
    if (facts.ticket.variation) {
        add("variation", named(facts.names.variation, facts.ticket.variation->value));
    }
    if (facts.force) add("forced", "yes");
    return text;
}

}  // namespace kiosk::core
