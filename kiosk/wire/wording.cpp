// kiosk/wire/wording.cpp — which text of a pack says what happened.
#include "kiosk/wire/wording.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/wire/station_names.hpp"
#include "kiosk/wire/wording_values.hpp"
#include "kiosk/words/built_in.hpp"

namespace kiosk::wire {
namespace {

using core::Reason;
using words::Pack;
using words::say;

// Where the same reason means something else: which text of the packs says so; else nothing.
std::string_view variant_of(const core::Outcome& outcome, Reason reason) {
    const auto& decision = outcome.decision;
    if (reason == Reason::product && decision.other_date) return "variants.other_date";
    if (reason == Reason::revoked && outcome.by_badge) return "variants.replaced_badge";
    // Timed: the holder may have left since.
    if (reason == Reason::passback && decision.valid_from) return "variants.too_soon";
    return {};
}

std::string key_of(const core::Outcome& outcome, Reason reason) {
    std::string key(variant_of(outcome, reason));
    if (key.empty()) key = "reasons." + std::string(core::name_of(reason));
    return key;
}

std::string message_for(const core::Outcome& outcome, Reason reason, const Pack& pack) {
    return say(pack, key_of(outcome, reason) + ".message");
}

std::string next_key(const core::Outcome& outcome) {
    const auto& decision = outcome.decision;
    const bool over = decision.valid_until && *decision.valid_until <= outcome.at.utc;
    if (decision.reason == Reason::wrong_day && over) return "variants.days_over.next";
    return key_of(outcome, decision.reason) + ".next";
}

// What is said where a value of the reason's own text is missing.
std::string_view next_key_without_values(const core::Outcome& outcome) {
    const auto& decision = outcome.decision;
    if (decision.reason == Reason::invalid_time && decision.valid_from) {
        return "variants.valid_from.next";
    }
    if (decision.reason == Reason::invalid_time && decision.valid_until) {
        return "variants.valid_until.next";
    }
    if (decision.reason == Reason::old_badge) return "variants.newer_badge.next";
    return "variants.to_desk.next";
}

// What would have to be true, where a rule says no.
std::string joined(const std::vector<std::string>& sentences, const Pack& pack) {
    std::string text;
    for (const auto& sentence : sentences) {
        text = text.empty() ? sentence
                            : say(pack, "phrases.sentences", {{"a", text}, {"b", sentence}});
    }
    return text;
}

// Only a desk has the time and the keys to ask; a gate sends there.
std::string questions_step(const core::Outcome& outcome, const ports::StatusView& status,
                           const words::Values& values, const Pack& pack) {
    const auto* station = find_station(status, outcome.station);
    if (station == nullptr || station->profile != "desk") {
        return say(pack, "variants.to_desk.next", values);
    }
    return words::say_count(pack, "phrases.questions", outcome.decision.open_questions.size());
}

void add_step(std::string& next, const std::string& step, const Pack& pack) {
    if (step.empty()) return;
    next = next.empty() ? step : say(pack, "phrases.steps", {{"a", next}, {"b", step}});
}

// The line of the packs, or the one that needs no more than is known.
std::string line_of(const core::Outcome& outcome, const words::Values& values, const Pack& pack) {
    const auto line_of_key = [&](std::string_view key) {
        return words::fill(pack, words::text_of(pack, key), values);
    };
    if (const auto line = line_of_key(next_key(outcome))) return *line;
    if (outcome.decision.verdict() == core::Verdict::go) return {};
    return line_of_key(next_key_without_values(outcome)).value_or("");
}

std::string next_of(const core::Outcome& outcome, const words::Values& values, const Pack& pack) {
    std::string next;
    const bool enters = outcome.direction == core::Direction::entry &&
                        outcome.decision.verdict() == core::Verdict::go;
    if (enters && outcome.holder && outcome.holder->compare_photo) {
        next = say(pack, "phrases.compare_photo");
    }
    add_step(next, line_of(outcome, values, pack), pack);
    const auto note = [&](std::string_view key, Reason reason) {
        add_step(next, say(pack, key, {{"text", message_for(outcome, reason, pack)}}), pack);
    };
    // An exit is never refused, but staff should know why the list would have.
    if (const auto objection = outcome.decision.list_objection) {
        note("phrases.list_objection", *objection);
    }
    // What was let pass is told, except that somebody is on the deny list: they may be reading.
    const auto noted = outcome.decision.set_aside;
    if (noted && *noted != Reason::denylisted) note("phrases.noted", *noted);
    return next;
}

}  // namespace

ports::LocalText message_of(Reason reason) {
    ports::LocalText texts;
    for (const Pack& pack : words::packs()) {
        texts[pack.language] =
            say(pack, "reasons." + std::string(core::name_of(reason)) + ".message");
    }
    return texts;
}

Wording wording_of(const core::Outcome& outcome, const ports::StatusView& status,
                   const TimeText& time_text) {
    const Reason reason = outcome.decision.reason;
    Wording wording;
    for (const Pack& pack : words::packs()) {
        const words::Values values = values_of(outcome, status, time_text, pack);
        wording.message[pack.language] = message_for(outcome, reason, pack);
        wording.next[pack.language] = reason == Reason::incomplete
                                          ? questions_step(outcome, status, values, pack)
                                          : next_of(outcome, values, pack);
    }
    const core::RuleWords& rule = outcome.rule_words;
    if (!rule.english.empty()) {
        wording.message = {{"en", joined(rule.english, words::pack_of("en"))},
                           {"fr", joined(rule.french, words::pack_of("fr"))}};
    }
    return wording;
}

}  // namespace kiosk::wire
