// kiosk/core/engine/engine_decide.cpp — what is known of a ticket, and what that means.
#include <algorithm>
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/core/access/clock_doubt.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/core/engine/signed_products.hpp"
#include "kiosk/core/rules/rule_products.hpp"
#include "kiosk/core/rules/rule_words.hpp"
#include "kiosk/core/ticket/eci_prefix.hpp"
#include "kiosk/core/ticket_code.hpp"

namespace kiosk::core {
namespace {

// Nobody is kept from leaving because the code is not known.
Decision without_list(Reason reason, Direction direction) {
    if (direction == Direction::entry) return Decision{.reason = reason};
    return Decision{.reason = Reason::ok_exit_unmatched, .list_objection = reason};
}

std::int64_t position_of(const std::vector<Station>& stations, std::string_view id) {
    return std::ranges::find(stations, id, &Station::id) - stations.begin();
}

// Of the ticket's own date, where that is known.
const EventTimes* times_of(const TicketFacts& ticket, const EngineSettings& settings) {
    if (!ticket.subevent) return nullptr;
    const auto date = settings.subevent_times.find(*ticket.subevent);
    return date == settings.subevent_times.end() ? nullptr : &date->second;
}

// Products of the list as configured; the list itself has numbers.
FactNames names_of(const HolderCard& card, const std::vector<ListSettings>& lists,
                   std::string_view id) {
    const auto is_it = [id](const ListSettings& one) { return one.list.id == id; };
    return {.product = card.product,
            .variation = card.variation,
            .list_products = std::ranges::find_if(lists, is_it)->products};
}

std::string_view spoken(const Station* station, std::string_view id, Language language) {
    if (station == nullptr) return id;
    const std::string& name =
        language == Language::english ? station->name.english : station->name.french;
    return name.empty() ? id : std::string_view(name);
}

// Whose own code is on record, and nothing says that it was ambiguous: the staff chose the ticket
// by name, or the code meant it alone, which comes to the same.
std::optional<TicketId> chosen_in(const ScanRecord& record, const Roster* roster) {
    const auto own = roster != nullptr ? roster->find(record.code) : std::nullopt;
    if (!own || record.ticket != roster->facts(*own).id) return std::nullopt;
    const bool was_ambiguous =
        record.reason == Reason::ambiguous || record.list_objection == Reason::ambiguous;
    return was_ambiguous ? std::nullopt : record.ticket;
}

}  // namespace

Presented Engine::presented(const ScanSeen& seen) const {
    const Station& at = *station(seen.scan.station);
    const std::string_view code = without_eci_prefix(clean_code(seen.scan.bytes));
    Presented presented{.at = at,
                        .direction = seen.direction.value_or(at.direction),
                        .when = seen.scan.seen_at,
                        .key = hasher_.key_of(code),
                        .code = code,
                        .ticket = seen.ticket,
                        .ignore_unpaid = seen.ignore_unpaid,
                        .force = seen.force,
                        .nonce = seen.nonce,
                        .answers = seen.answers,
                        .zone = venue_.behind(at.id),
                        .let_in = seen.let_in ? &*seen.let_in : nullptr};
    if (seen.ticket && roster_) {
        if (const auto index = roster_->find(*seen.ticket)) presented.key = roster_->code(*index);
    }
    return presented;
}

// Given answers that the shop would store come before those on record, and replace them.
std::vector<Answer> Engine::answers_of(TicketId ticket, std::span<const Answer> given) const {
    std::vector<Answer> answers;
    for (const auto& answer : given) {
        for (const auto& question : questions_) {
            if (question.id == answer.question && accepts(question, answer.text, settings_.zone)) {
                answers.push_back(answer);
            }
        }
    }
    const auto known = on_record_.find(ticket);
    if (known != on_record_.end()) {
        answers.insert(answers.end(), known->second.begin(), known->second.end());
    }
    return answers;
}

Judgement Engine::judge_by_list(const Presented& presented, Detail detail) const {
    Judgement judgement;
    if (!roster_) {
        judgement.decision = without_list(Reason::error, presented.direction);
        return judgement;
    }
    judgement.whose = whose(presented);
    const Whose& whose = judgement.whose;
    const bool withdrawn = whose.refusal == Reason::revoked || whose.refusal == Reason::old_badge;
    if (!whose.facts || (whose.refusal && !(withdrawn && presented.force))) {
        judgement.decision = without_list(*whose.refusal, presented.direction);
        judgement.decision.prior = whose.newer;
        return judgement;
    }
    const TicketFacts& ticket = *whose.facts;
    std::optional<CheckInList> once;
    if (whose.single_entry) {
        once = list(presented.at.list);
        once->allow_multiple_entries = once->allow_entry_after_exit = false;
    }
    auto history = history_.on_list(ticket.id, presented.at.list);
    for (auto& past : history) past.device = position_of(settings_.stations, past.station);
    const auto answers = answers_of(ticket.id, presented.answers);
    const EventTimes* date = times_of(ticket, settings_);
    const Facts facts{.list = once ? *once : list(presented.at.list),
                      .ticket = ticket,
                      .history = history,
                      .direction = presented.direction,
                      .now = presented.when.utc,
                      .ignore_unpaid = presented.ignore_unpaid,
                      .force = presented.force,
                      .gate = presented.at.gate,
                      .zone = &settings_.zone,
                      .times = date != nullptr ? date : &settings_.times,
                      .questions = questions_,
                      .answers = answers,
                      .nonce = presented.nonce,
                      .device = position_of(settings_.stations, presented.at.id),
                      .names = names_of(whose.card, settings_.lists, presented.at.list)};
    judgement.decision = decide_in_doubt(facts, presented.when.error_bound);
    if (judgement.decision.other_date && date != nullptr && date->from) {
        judgement.decision.valid_from = std::chrono::floor<UtcTime::duration>(*date->from);
    }
    if (judgement.decision.reason == Reason::rules) {
        judgement.rule_words = words_for(facts, whose.card);
    }
    if (detail == Detail::steps) {
        judgement.steps = steps_of(facts);
        judgement.facts = facts_text(facts);
    }
    return judgement;
}

// Stations by their names, each in its language.
RuleWords Engine::words_for(const Facts& facts, const HolderCard& card) const {
    const auto words_in = [&](Language language) {
        std::vector<PastCheckIn> history(facts.history.begin(), facts.history.end());
        for (auto& past : history) {
            past.station = spoken(station(past.station), past.station, language);
        }
        Facts named = facts;
        named.history = history;
        return explain(*facts.list.rules, rule_facts(named),
                       {.product = card.product, .variation = card.variation}, language);
    };
    return {words_in(Language::english), words_in(Language::french)};
}

Outcome Engine::decide(const ScanSeen& seen, const Presented& presented) const {
    Outcome outcome;
    outcome.id = seen.id;
    outcome.station = presented.at.id;
    outcome.reader = seen.scan.reader;
    outcome.list = presented.at.list;
    outcome.direction = presented.direction;
    outcome.at = presented.when;
    Judgement judgement = judge(presented, Detail::none);
    outcome.decision = std::move(judgement.decision);
    outcome.alert = judgement.alert;
    if (presented.zone) outcome.zone = venue_.zone(*presented.zone).id;
    outcome.rule_words = std::move(judgement.rule_words);
    if (!roster_) return outcome;
    outcome.roster_version = roster_->version();
    outcome.by_signature = judgement.whose.by_signature;
    outcome.by_badge = judgement.whose.by_badge;
    outcome.issue = judgement.whose.issue;
    outcome.word = std::move(judgement.whose.word);
    if (judgement.whose.facts) outcome.holder = std::move(judgement.whose.card);
    return outcome;
}

std::optional<AnswersKept> Engine::answers_to_keep(const ScanSeen& seen) const {
    if (seen.answers.empty() || seen.dry_run || !roster_) return std::nullopt;
    const Presented shown = presented(seen);
    if (shown.direction == Direction::exit) return std::nullopt;  // nobody is asked on leaving
    const Judgement judgement = judge(shown, Detail::none);
    // The server stores answers once these checks are passed, whatever comes after.
    switch (judgement.decision.reason) {
        case Reason::canceled:
        case Reason::blocked:
        case Reason::unapproved:
        case Reason::invalid_time: return std::nullopt;
        default: break;
    }
    if (!judgement.whose.facts || judgement.whose.refusal) return std::nullopt;
    const TicketId ticket = judgement.whose.facts->id;
    AnswersKept kept{ticket, answers_of(ticket, seen.answers)};
    const auto known = on_record_.find(ticket);
    if (known != on_record_.end()) kept.answers.resize(kept.answers.size() - known->second.size());
    if (kept.answers.empty()) return std::nullopt;
    return kept;
}

Effects Engine::on(const AnswersKept& kept) {
    auto& known = on_record_[kept.ticket];
    for (const auto& answer : kept.answers) {
        std::erase_if(known, [&](const Answer& old) { return old.question == answer.question; });
        known.push_back(answer);
    }
    return {};
}

Judgement Engine::judge_again(const ScanRecord& record) const {
    if (record.source == ScanSource::automatic) return judge_check_out(record);
    const Station* at = station(record.station);
    KIOSK_CHECK(at != nullptr, "the record's station is configured");
    // The zone as it was then; one that is configured no more has no rules.
    const Override let_in{record.let_in_by, record.seconded_by, record.note, record.let_in_proof,
                          record.second_proof};
    // Then it is an operator alone who stands in the record.
    const bool alone = record.staff_choice.has_value();
    const Presented presented{.at = *at,
                              .direction = record.direction,
                              .when = record.at,
                              .key = record.code,
                              .ticket = chosen_in(record, roster_.get()),
                              .issue = record.issue,
                              .ignore_unpaid = record.staff_choice == StaffChoice::ignore_unpaid,
                              .force = record.staff_choice == StaffChoice::force,
                              .nonce = record.nonce,
                              .zone = venue_.find(record.zone),
                              .let_in = let_in.by.empty() || alone ? nullptr : &let_in,
                              .record = &record};
    return judge(presented, Detail::steps);
}

}  // namespace kiosk::core
