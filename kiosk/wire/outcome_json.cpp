// kiosk/wire/outcome_json.cpp — fields of a scan's answer, in their fixed order.
#include "kiosk/wire/outcome_json.hpp"

#include <algorithm>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/ids_text.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

json::value list_age(const core::Outcome& outcome, const ports::StatusView& status) {
    if (!status.roster_imported_at) return nullptr;
    const auto age =
        std::chrono::floor<std::chrono::seconds>(outcome.at.utc - *status.roster_imported_at);
    return std::max<std::int64_t>(age.count(), 0);
}

// The entry that explains a refusal; other priors are told in the wording only.
json::value first_entry(const core::Decision& decision) {
    const bool refused = decision.reason == core::Reason::already_redeemed ||
                         decision.reason == core::Reason::already_inside;
    if (!refused || !decision.prior) return nullptr;
    json::object entry;
    entry["at"] = time_value(decision.prior->at);
    entry["station"] = decision.prior->station;
    return entry;
}

// Asked only where another question has one of these answers; null: always.
json::value condition_of(const ports::QuestionView& question) {
    if (question.only_if.empty()) return nullptr;
    return json::object{{"question", question.only_if},
                        {"answers", json::value_from(question.only_if_answers)}};
}

// A question has limits of its own type alone.
json::value limit_value(const std::optional<double>& number,
                        const std::optional<std::chrono::local_days>& day,
                        const std::optional<FineTime>& at) {
    if (number) return *number;
    if (day) return json::value(to_minute_text(LocalTime(*day)).substr(0, 10));
    if (at) return time_value(std::chrono::floor<std::chrono::milliseconds>(*at));
    return nullptr;
}

// What an answer may be at least and at most, both included; null where anything goes.
json::value limits_of(const ports::QuestionView& question) {
    const core::AnswerLimits& limits = question.limits;
    auto least = limit_value(limits.number_min, limits.date_min, limits.date_time_min);
    auto most = limit_value(limits.number_max, limits.date_max, limits.date_time_max);
    if (least.is_null() && most.is_null() && !limits.length_max) return nullptr;
    json::object object{{"least", std::move(least)}, {"most", std::move(most)}};
    object["length_max"] = limits.length_max ? json::value(*limits.length_max) : json::value();
    return object;
}

json::array questions_of(const core::Decision& decision, const ports::StatusView& status) {
    json::array questions;
    for (const auto number : decision.open_questions) {
        const auto at = static_cast<std::size_t>(number.value - 1);
        if (at >= status.questions.size()) continue;
        const ports::QuestionView& question = status.questions[at];
        json::object object;
        object["id"] = question.id;
        object["text"] = local_text_object(question.text);
        object["type"] = core::name_of(question.type);
        object["required"] = question.required;
        object["limits"] = limits_of(question);
        json::array options;
        for (const auto& option : question.options) options.emplace_back(option);
        object["options"] = std::move(options);
        object["only_if"] = condition_of(question);
        questions.emplace_back(std::move(object));
    }
    return questions;
}

json::value explanation_of(const core::RuleWords& words) {
    if (words.english.empty()) return nullptr;
    return json::object{{"en", json::value_from(words.english)},
                        {"fr", json::value_from(words.french)}};
}

// What POST /api/v1/scans/{id}/resolve takes for this scan.
json::array resolvable(const core::Outcome& outcome) {
    const bool refused = outcome.recorded || outcome.seq != 0;
    const bool entry = outcome.direction == core::Direction::entry && !outcome.zone.empty();
    if (!refused || !entry || outcome.verdict() == core::Verdict::go) return {};
    if (!core::may_be_overridden(outcome.decision.reason)) return {};
    return {"override"};
}

bool takes_two(const core::Outcome& outcome, const ports::StatusView& status) {
    const auto zone = std::ranges::find(status.zones, outcome.zone, &ports::ZoneView::id);
    return zone != status.zones.end() && zone->two_persons;
}

void add_decision(json::object& object, const core::Outcome& outcome,
                  const ports::StatusView& status, const TimeText& time_text, Audience audience) {
    const Wording wording = wording_of(outcome, status, time_text);
    object["verdict"] = core::name_of(outcome.verdict());
    object["reason"] = reason_name(outcome.decision.reason, audience);
    object["message"] = local_text_object(wording.message);
    object["next"] = local_text_object(wording.next);
    object["explanation"] = explanation_of(outcome.rule_words);
    object["questions"] = questions_of(outcome.decision, status);
    object["forced"] = outcome.decision.forced;
    const auto& objection = outcome.decision.list_objection;
    object["list_objection"] = objection ? json::value(core::name_of(*objection)) : json::value();
    const auto& aside = outcome.decision.set_aside;
    const bool told = aside && !is_hidden(*aside, audience);
    object["set_aside"] = told ? json::value(core::name_of(*aside)) : json::value();
    object["resolvable"] = resolvable(outcome);
    object["two_persons"] = takes_two(outcome, status);
}

}  // namespace

std::string print_outcome(const core::Outcome& outcome, const ports::StatusView& status,
                          const TimeText& time_text, std::chrono::milliseconds took,
                          Audience audience) {
    return json::serialize(outcome_object(outcome, status, time_text, took, audience));
}

json::object outcome_object(const core::Outcome& outcome, const ports::StatusView& status,
                            const TimeText& time_text, std::chrono::milliseconds took,
                            Audience audience) {
    json::object object;
    object["id"] = to_text(outcome.id);
    object["seq"] = outcome.seq == 0 ? json::value() : json::value(outcome.seq);
    object["at"] = time_value(outcome.at.utc);
    object["station"] = outcome.station;
    object["reader"] = text_value(outcome.reader);
    object["list"] = outcome.list;
    object["zone"] = text_value(outcome.zone);
    object["type"] = name_of(outcome.direction);
    add_decision(object, outcome, status, time_text, audience);
    object["recorded"] = outcome.recorded;
    object["admitted"] = outcome.admitted();
    object["decided_by"] = outcome.by_signature ? "signature" : "local";
    object["list_age_s"] = list_age(outcome, status);
    object["list_version"] = outcome.roster_version;
    object["replayed"] = outcome.replayed;
    object["dry_run"] = outcome.dry_run;
    object["took_ms"] = std::max<std::int64_t>(took.count(), 0);
    object["attendee"] =
        outcome.holder ? json::value(holder_object(*outcome.holder)) : json::value();
    object["first_entry"] = first_entry(outcome.decision);
    object["attention"] = outcome.holder && outcome.holder->attention;
    if (audience == Audience::staff) object["alert"] = outcome.alert;
    return object;
}

json::array group_array(std::span<const OrderedTicket> tickets, Audience audience) {
    json::array rows;
    for (const auto& [card, outcome] : tickets) {
        json::object row{{"attendee", holder_object(card)},
                         {"checked_in", outcome && outcome->admitted()},
                         {"arrived_before", !outcome}};
        row["verdict"] = nullptr;
        row["reason"] = nullptr;
        row["seq"] = nullptr;
        if (outcome) {
            row["verdict"] = core::name_of(outcome->verdict());
            row["reason"] = reason_name(outcome->decision.reason, audience);
            if (outcome->seq != 0) row["seq"] = outcome->seq;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace kiosk::wire
