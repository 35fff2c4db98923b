// kiosk/cases/decision_case.cpp — from JSON to facts, from a decision to an answer.
#include "kiosk/cases/decision_case.hpp"

#include <algorithm>
#include <vector>

#include "kiosk/cases/answer_json.hpp"
#include "kiosk/cases/object_reader.hpp"
#include "kiosk/cases/rule_json.hpp"
#include "kiosk/core/access/access_policy.hpp"

namespace kiosk::cases {
namespace {

namespace json = boost::json;
using core::Direction;

// Everything that a decision looks at, owned.
struct DecisionCase {
    std::string id;
    ZoneOffsets zone;
    core::EventTimes times;
    core::CheckInList list;
    core::TicketFacts ticket;
    std::vector<core::Question> questions;
    std::vector<core::Answer> answers;
    std::vector<std::string> nonces;  // what the history's views point to
    std::vector<core::PastCheckIn> history;
    FineTime now;
    Direction direction = Direction::entry;
    bool force = false;
    bool ignore_unpaid = false;
    bool questions_supported = true;
    std::string nonce;
    std::int64_t device = 0;
    std::optional<core::GateId> gate;
};

core::EventTimes read_times(ObjectReader& reader) {
    return {.from = reader.time("date_from"),
            .to = reader.time_or_null("date_to"),
            .admission = reader.time_or_null("date_admission")};
}

Result<> read_event(const json::value& value, const CaseOptions& options, DecisionCase& c) {
    ObjectReader reader(value, "event");
    const std::string zone = reader.text("timezone");
    static_cast<void>(reader.boolean("has_subevents"));  // the ticket's own date decides
    c.times = read_times(reader);
    KIOSK_TRY_VOID(reader.finish());
    c.zone = KIOSK_TRY(options.zone(zone));
    return {};
}

Result<> read_subevent(const json::value& value, DecisionCase& c) {
    if (value.is_null()) return {};
    ObjectReader reader(value, "subevent");
    static_cast<void>(reader.integer("id"));
    c.times = read_times(reader);
    return reader.finish();
}

Result<> read_list(const json::value& value, DecisionCase& c) {
    ObjectReader reader(value, "list");
    c.list.all_products = reader.boolean("all_products");
    for (const auto product : reader.integers("limit_products")) {
        c.list.limit_products.push_back({product});
    }
    std::ranges::sort(c.list.limit_products);
    if (const auto id = reader.integer_or_null("subevent")) c.list.subevent = core::SubeventId{*id};
    c.list.include_pending = reader.boolean("include_pending");
    c.list.allow_multiple_entries = reader.boolean("allow_multiple_entries");
    c.list.allow_entry_after_exit = reader.boolean("allow_entry_after_exit");
    c.list.addon_match = reader.boolean_or("addon_match", false);
    const auto& rules = reader.at("rules");
    KIOSK_TRY_VOID(reader.finish());
    c.list.rules = KIOSK_TRY(read_rule(rules));
    return {};
}

Result<> read_order(const json::value& value, DecisionCase& c) {
    ObjectReader reader(value, "order");
    const std::string status = reader.text("status");
    const auto state = order_state_from(status);
    if (!state) reader.refuse("status", "is none of p, n, e, c");
    c.ticket.order_state = state.value_or(core::OrderState::canceled);
    c.ticket.require_approval = reader.boolean("require_approval");
    c.ticket.valid_if_pending = reader.boolean("valid_if_pending");
    return reader.finish();
}

Result<> read_position(const json::value& value, DecisionCase& c) {
    ObjectReader reader(value, "position");
    c.ticket.product = {reader.integer("item")};
    if (const auto id = reader.integer_or_null("variation")) c.ticket.variation = {{*id}};
    if (const auto id = reader.integer_or_null("subevent")) c.ticket.subevent = {{*id}};
    c.ticket.canceled = reader.boolean("canceled");
    if (!reader.at("blocked").is_null()) c.ticket.blocked = !reader.array("blocked").empty();
    c.ticket.valid_from = reader.time_or_null("valid_from");
    c.ticket.valid_until = reader.time_or_null("valid_until");
    for (const auto question : reader.integers("answered_questions")) {
        c.answers.push_back({.question = {question}, .text = {}});
    }
    return reader.finish();
}

Result<core::Question> read_question(const json::value& value) {
    ObjectReader reader(value, "questions");
    core::Question question;
    question.id = {reader.integer("id")};
    const auto type = core::question_type_from(reader.text("type"));
    if (!type) reader.refuse("type", "is not a known letter");
    question.type = type.value_or(core::QuestionType::line);
    question.required = reader.boolean("required");
    question.ask_during_checkin = reader.boolean("ask_during_checkin");
    for (const auto option : reader.integers("options")) {
        question.options.push_back({.id = option, .identifier = {}});
    }
    KIOSK_TRY_VOID(reader.finish());
    return question;
}

Result<> read_check_in(const json::value& value, DecisionCase& c) {
    ObjectReader reader(value, "checkins");
    core::PastCheckIn past;
    const auto direction = direction_from(reader.text("type"));
    if (!direction) reader.refuse("type", "is neither entry nor exit");
    past.direction = direction.value_or(Direction::entry);
    past.at = reader.time("datetime");
    const std::string list = reader.text("list");
    if (list != "this" && list != "other") reader.refuse("list", "is neither this nor other");
    const bool successful = reader.boolean("successful");
    const std::string nonce = reader.text_or_null("nonce").value_or("");
    past.device = reader.integer_or_null("device").value_or(0);
    KIOSK_TRY_VOID(reader.finish());
    if (list == "this" && successful) {
        c.nonces.push_back(nonce);
        c.history.push_back(past);
    }
    return {};
}

Result<> read_scan(const json::value& value, DecisionCase& c) {
    ObjectReader reader(value, "scan");
    c.now = reader.time("now");
    const auto direction = direction_from(reader.text("type"));
    if (!direction) reader.refuse("type", "is neither entry nor exit");
    c.direction = direction.value_or(Direction::entry);
    c.force = reader.boolean("force");
    c.ignore_unpaid = reader.boolean("ignore_unpaid");
    c.questions_supported = reader.boolean("questions_supported");
    c.nonce = reader.text_or_null("nonce").value_or("");
    c.device = reader.integer_or_null("device").value_or(0);
    if (const auto gate = reader.integer_or_null("gate")) c.gate = core::GateId{*gate};
    const auto& answers = reader.at("answers");
    const auto accepted = reader.integers("answers_accepted");
    KIOSK_TRY_VOID(reader.finish());
    const auto given = KIOSK_TRY(read_answers(answers));
    for (const auto& answer : given) {
        if (std::ranges::find(accepted, answer.question.value) != accepted.end()) {
            c.answers.push_back(answer);
        }
    }
    return {};
}

Result<> read_parts(ObjectReader& reader, const CaseOptions& options, DecisionCase& c) {
    KIOSK_TRY_VOID(read_event(reader.at("event"), options, c));
    KIOSK_TRY_VOID(read_subevent(reader.at("subevent"), c));
    KIOSK_TRY_VOID(read_list(reader.at("list"), c));
    KIOSK_TRY_VOID(read_order(reader.at("order"), c));
    KIOSK_TRY_VOID(read_position(reader.at("position"), c));
    for (const auto& question : reader.array("questions")) {
        c.questions.push_back(KIOSK_TRY(read_question(question)));
    }
    for (const auto& past : reader.array("checkins")) {
        KIOSK_TRY_VOID(read_check_in(past, c));
    }
    for (std::size_t i = 0; i < c.history.size(); ++i) c.history[i].nonce = c.nonces[i];
    return read_scan(reader.at("scan"), c);
}

core::Facts facts_of(const DecisionCase& c) {
    return {.list = c.list,
            .ticket = c.ticket,
            .history = c.history,
            .direction = c.direction,
            .now = c.now,
            .ignore_unpaid = c.ignore_unpaid,
            .force = c.force,
            .gate = c.gate,
            .zone = &c.zone,
            .times = &c.times,
            .questions_supported = c.questions_supported,
            .questions = c.questions,
            .answers = c.answers,
            .nonce = c.nonce,
            .device = c.device};
}

// Compares with `expect`; the display text of the shop is no part of the decision.
Result<> compare(const json::value& value, const core::Decision& decision, CaseResult& result) {
    ObjectReader reader(value, "expect");
    Comparison comparison(result);
    comparison.text("status", reader.text("status"), result.status);
    comparison.optional_text("reason", reader.text_or_null("reason"), result.reason);
    static_cast<void>(reader.text_or_null("reason_explanation"));
    std::vector<std::int64_t> open;
    for (const auto id : decision.open_questions) open.push_back(id.value);
    comparison.numbers("questions", reader.integers("questions"), std::move(open));
    const bool created = decision.verdict() == core::Verdict::go && !decision.repeated;
    comparison.yes_no("checkin_created", reader.boolean("checkin_created"), created);
    if (reader.at("forced_flag").is_null()) {
        if (created) comparison.differ("forced_flag", "null", "a stored check-in");
    } else {
        comparison.yes_no("forced_flag", reader.boolean("forced_flag"), created && decision.forced);
    }
    return reader.finish();
}

}  // namespace

Result<CaseResult> run_decision_case(const json::value& value, const CaseOptions& options) {
    ObjectReader reader(value, "case");
    DecisionCase c;
    c.id = reader.text("id");
    reader.ignore("family");
    reader.ignore("title");
    KIOSK_TRY_VOID(read_parts(reader, options, c));
    const auto& expected = reader.at("expect");
    KIOSK_TRY_VOID(reader.finish());

    const core::Facts facts = facts_of(c);
    const core::Decision decision = core::decide_by_list(facts);
    CaseResult result = result_of(c.id, decision);
    result.explanation = explanation_of(facts, decision, {});
    result.expected = expected;
    KIOSK_TRY_VOID(compare(expected, decision, result));
    return result;
}

}  // namespace kiosk::cases
