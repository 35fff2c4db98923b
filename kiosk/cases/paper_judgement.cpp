// kiosk/cases/paper_judgement.cpp — asking the core about the ticket found; remembering.
#include <algorithm>

#include "kiosk/cases/answer_json.hpp"
#include "kiosk/cases/paper_station.hpp"
#include "kiosk/cases/queued_answers.hpp"

namespace kiosk::cases {
namespace {

const core::EventTimes& times_of(const pretix::ShopEvent& event, const core::TicketFacts& ticket) {
    if (ticket.subevent) {
        const auto date = event.subevents.find(ticket.subevent->value);
        if (date != event.subevents.end()) return date->second;
    }
    return event.times;
}

// Answers of this scan that the server would store; malformed ones are dropped.
std::vector<core::Answer> accepted(const pretix::ShopEvent& event,
                                   const std::vector<core::Answer>& given) {
    std::vector<core::Answer> kept;
    for (const auto& answer : given) {
        const auto question =
            std::ranges::find(event.questions, answer.question, &core::Question::id);
        if (question != event.questions.end() &&
            core::accepts(*question, answer.text, event.zone)) {
            kept.push_back(answer);
        }
    }
    return kept;
}

// The server stores answers once these checks are passed, whatever comes after; none at an exit.
bool stores_answers(core::Reason reason, core::Direction direction) {
    return direction == core::Direction::entry && reason != core::Reason::canceled &&
           reason != core::Reason::blocked && reason != core::Reason::unapproved &&
           reason != core::Reason::invalid_time;
}

bool offers_override(const core::CheckInList& list, const core::TicketFacts& ticket,
                     core::Reason reason) {
    return reason == core::Reason::unpaid && list.include_pending &&
           ticket.order_state == core::OrderState::pending;
}

// An unknown product is found out after the list's products and dates, before its rules.
bool comes_after_product(core::Reason reason) {
    return verdict_of(reason) == core::Verdict::go || reason == core::Reason::rules ||
           reason == core::Reason::incomplete || reason == core::Reason::already_redeemed;
}

const pretix::ItemVariation* variation_in(const pretix::Item* item,
                                          const core::TicketFacts& ticket) {
    if (item == nullptr || !ticket.variation) return nullptr;
    const auto found =
        std::ranges::find(item->variations, ticket.variation->value, &pretix::ItemVariation::id);
    return found == item->variations.end() ? nullptr : &*found;
}

}  // namespace

std::vector<core::PastCheckIn> PaperStation::history(const Judged& judged) const {
    std::vector<core::PastCheckIn> past;
    const auto take = [&](const std::vector<pretix::ShopCheckIn>& check_ins) {
        for (const auto& one : check_ins) {
            if (one.list != judged.list) continue;
            core::PastCheckIn check_in;
            check_in.direction = one.direction;
            check_in.at = one.at;
            past.push_back(check_in);
        }
    };
    for (const auto& position : world_.positions) {
        if (key_of(position) == judged.key) take(position.check_ins);
    }
    const auto here = made_here_.find(judged.key);
    if (here != made_here_.end()) take(here->second);
    return past;
}

PaperOutcome PaperStation::judge(const PaperScan& scan, const Judged& judged) {
    const pretix::ShopEvent& event = world_.events[judged.event];
    const core::CheckInList& list = event.lists.at(judged.list).list;
    const auto past = history(judged);
    const auto given = accepted(event, scan.answers);
    const auto& known = answered_.try_emplace(judged.key, judged.answers).first->second;
    std::vector<core::Answer> answers = given;  // before those on record, which they replace
    answers.insert(answers.end(), known.begin(), known.end());

    const core::Facts facts{.list = list,
                            .ticket = judged.facts,
                            .history = past,
                            .direction = scan.direction,
                            .now = scan.now,
                            .ignore_unpaid = scan.ignore_unpaid,
                            .force = scan.force,
                            .gate = scan.gate,
                            .zone = &event.zone,
                            .times = &times_of(event, judged.facts),
                            .questions_supported = scan.questions_supported,
                            .questions = event.questions,
                            .answers = answers};
    PaperOutcome outcome;
    outcome.decision = core::decide_by_list(facts);
    outcome.event = judged.event;
    outcome.item = event.item(judged.facts.product.value);
    if (judged.by_signature && outcome.item == nullptr &&
        comes_after_product(outcome.decision.reason)) {
        outcome.decision = core::Decision{.reason = core::Reason::error};
    }
    outcome.variation = variation_in(outcome.item, judged.facts);
    outcome.explanation = explanation_of(
        facts, outcome.decision,
        {.product = outcome.item == nullptr ? std::string_view() : outcome.item->name,
         .variation = outcome.variation == nullptr ? std::string_view() : outcome.variation->name});
    outcome.may_be_overridden = offers_override(list, judged.facts, outcome.decision.reason);
    if (stores_answers(outcome.decision.reason, scan.direction)) store(judged.key, given);
    record(scan, judged, outcome.decision, answers);
    outcome.check_ins = made_here_[judged.key].size();
    return outcome;
}

// An empty answer settles the scan that brings it; the shop has none afterwards.
void PaperStation::store(const TicketKey& key, const std::vector<core::Answer>& given) {
    auto& known = answered_[key];
    for (const auto& answer : given) {
        std::erase_if(known,
                      [&](const core::Answer& old) { return old.question == answer.question; });
        if (!answer.text.empty()) known.push_back(answer);
    }
}

void PaperStation::record(const PaperScan& scan, const Judged& judged,
                          const core::Decision& decision,
                          const std::vector<core::Answer>& answers) {
    if (decision.verdict() != core::Verdict::go || decision.repeated) return;
    made_here_[judged.key].push_back(
        {.list = judged.list, .direction = scan.direction, .at = scan.now});
    std::string secret = scan.secret;
    for (const auto& position : world_.positions) {
        if (key_of(position) == judged.key) secret = position.secret;
    }
    QueuedScan queued{.secret = secret, .direction = scan.direction, .answers = {}};
    if (scan.direction == core::Direction::entry) {
        queued.answers =
            queued_answers(world_.events[judged.event].questions, judged.facts.product, answers);
    }
    queue_.push_back(std::move(queued));
}

void PaperStation::forget_check_ins() {
    made_here_.clear();
    for (auto& position : world_.positions) position.check_ins.clear();
}

bool PaperStation::has_check_in(const Position& position, std::int64_t list) const {
    const auto on_list = [&](const pretix::ShopCheckIn& one) { return one.list == list; };
    if (std::ranges::any_of(position.check_ins, on_list)) return true;
    const auto here = made_here_.find(key_of(position));
    return here != made_here_.end() && std::ranges::any_of(here->second, on_list);
}

bool PaperStation::has_entry(const Position& position, std::int64_t list) const {
    const auto entry = [&](const pretix::ShopCheckIn& one) {
        return one.list == list && one.direction == core::Direction::entry;
    };
    if (std::ranges::any_of(position.check_ins, entry)) return true;
    const auto here = made_here_.find(key_of(position));
    return here != made_here_.end() && std::ranges::any_of(here->second, entry);
}

}  // namespace kiosk::cases
