// kiosk/core/engine/judgement.cpp — the checks one by one, and their facts in words.
#include "kiosk/core/engine/judgement.hpp"

#include <algorithm>

namespace kiosk::core {
namespace {

std::string_view words(OrderState state) {
    switch (state) {
        case OrderState::paid: return "paid";
        case OrderState::pending: return "pending";
        case OrderState::expired: return "expired";
        case OrderState::canceled: return "canceled";
    }
    return "";
}

std::string time_in(const Facts& facts, FineTime at) {
    static const ZoneOffsets utc;
    return to_minute_text((facts.zone != nullptr ? *facts.zone : utc).to_local(at));
}

std::string history_text(const Facts& facts) {
    std::string text;
    for (const auto& past : facts.history) {
        text += text.empty() ? "" : "; ";
        text += past.direction == Direction::entry ? "entry " : "exit ";
        text += time_in(facts, past.at);
        if (!past.station.empty()) text += " at " + std::string(past.station);
    }
    return text.empty() ? "none" : text;
}

std::string yes(bool truth) {
    return truth ? "yes" : "no";
}

}  // namespace

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
    return {{"holder is not denied", facts.denied ? objected : passed},
            {"staff may set the refusal aside", allowed},
            {"a second person stands by it", seconded}};
}

std::vector<CheckStep> steps_of(const VenueFacts& facts, bool asked) {
    std::vector<CheckStep> steps;
    bool over = !asked || facts.direction == Direction::exit;
    for (const auto& check : venue_checks()) {
        CheckStep step{.name = check.name};
        if (!over) {
            over = check.objection(facts).has_value();
            step.result = over ? CheckResult::objected : CheckResult::passed;
        }
        steps.push_back(step);
    }
    return steps;
}

std::vector<CheckStep> steps_of(const Facts& facts) {
    std::vector<CheckStep> steps;
    bool over = false;
    for (const auto& check : list_checks()) {
        CheckStep step{.name = check.name};
        if (!over) {
            const bool objects = check.objection(facts).has_value();
            step.result = objects ? CheckResult::objected : CheckResult::passed;
            over = objects && !facts.force;
        }
        steps.push_back(step);
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
    add("order", std::string(words(facts.ticket.order_state)));
    if (facts.ticket.canceled) add("ticket", "canceled");
    if (facts.ticket.blocked) add("ticket", "blocked");
    add("product", std::to_string(facts.ticket.product.value));
    if (facts.ticket.variation) add("variation", std::to_string(facts.ticket.variation->value));
    if (facts.ticket.subevent) add("date", std::to_string(facts.ticket.subevent->value));
    if (facts.ticket.valid_from) add("valid from", time_in(facts, *facts.ticket.valid_from));
    if (facts.ticket.valid_until) add("valid until", time_in(facts, *facts.ticket.valid_until));
    add("all products", yes(facts.list.all_products));
    add("several entries", yes(facts.list.allow_multiple_entries));
    add("entry after exit", yes(facts.list.allow_entry_after_exit));
    add("custom rules", yes(facts.list.rules != nullptr));
    add("check-ins before", history_text(facts));
    if (facts.force) add("forced", "yes");
    if (facts.ignore_unpaid) add("unpaid ignored", "yes");
    return text;
}

std::vector<std::pair<std::string_view, std::string>> facts_text(const VenueFacts& facts) {
    std::vector<std::pair<std::string_view, std::string>> text;
    const Zone& zone = facts.venue.zone(facts.zone);
    text.emplace_back("zone", zone.id);
    text.emplace_back("in the zone",
                      std::to_string(facts.presence.occupancy(facts.zone, facts.now)));
    if (zone.capacity) text.emplace_back("places", std::to_string(*zone.capacity));
    const Visit* visit = facts.presence.visit(facts.person, facts.zone);
    const bool inside = visit != nullptr && facts.presence.is_inside(*visit, facts.now);
    text.emplace_back("holder inside", yes(inside));
    if (inside) {
        text.emplace_back("inside since", to_minute_text(facts.local.to_local(visit->since)));
    }
    if (visit != nullptr && visit->forgiven) text.emplace_back("forgiven", "yes");
    return text;
}

std::vector<std::pair<std::string_view, std::string>> facts_text(const StaffFacts& facts) {
    std::vector<std::pair<std::string_view, std::string>> text;
    if (facts.denied) text.emplace_back("deny list", "the holder is on it");
    if (!facts.forced_by.empty()) text.emplace_back("forced by", facts.forced_by);
    if (facts.let_in != nullptr) {
        text.emplace_back("supervisor", facts.let_in->by);
        if (!facts.let_in->second.empty()) {
            text.emplace_back("second supervisor", facts.let_in->second);
        }
    }
    if (facts.takes_two) text.emplace_back("takes two persons", "yes");
    if (const auto aside = facts.decision.set_aside) {
        text.emplace_back("set aside", name_of(*aside));
    }
    return text;
}

}  // namespace kiosk::core
