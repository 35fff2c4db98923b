// kiosk/cases/decision_case.cpp — from JSON to facts, from a decision to an answer.
#include "kiosk/cases/decision_case.hpp"

#include <algorithm>
#include <vector>

#include "kiosk/cases/answer_json.hpp"
#include "kiosk/core/access/access_policy.hpp"
#include "kiosk/pretix/object_reader.hpp"
#include "kiosk/pretix/rule_json.hpp"
#include "kiosk/pretix/shop_words.hpp"

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

core::EventTimes read_times(pretix::ObjectReader& reader) {
    return {.from = reader.time("date_from"),
            .to = reader.time_or_absent("date_to"),
            .admission = reader.time_or_absent("date_admission")};
}

Result<> read_event(const json::value& value, const CaseOptions& options, DecisionCase& c) {
    pretix::ObjectReader reader(value, "event");
    const std::string zone = reader.text("timezone");
    c.times = read_times(reader);
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    c.zone = KIOSK_TRY(options.zone(zone));
    return {};
}

Result<> read_subevent(const json::value& value, DecisionCase& c) {
    if (value.is_null()) return {};
    pretix::ObjectReader reader(value, "subevent");
    c.times = read_times(reader);
    return reader.finish(/*all_known=*/false);
}

Result<> read_list(const json::value& value, DecisionCase& c) {
    pretix::ObjectReader reader(value, "list");
    for (const auto product : reader.integers("limit_products")) {
        c.list.limit_products.push_back({product});
    }
    c.list.all_products = reader.boolean_or("all_products", c.list.limit_products.empty());
    std::ranges::sort(c.list.limit_products);
    if (const auto id = reader.integer_or_absent("subevent"))
        c.list.subevent = core::SubeventId{*id};
    c.list.include_pending = reader.boolean_or("include_pending", false);
    c.list.allow_multiple_entries = reader.boolean_or("allow_multiple_entries", false);
    c.list.allow_entry_after_exit = reader.boolean_or("allow_entry_after_exit", true);
    c.list.addon_match = reader.boolean_or("addon_match", false);
    const auto* rules = reader.find("rules");
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    if (rules != nullptr) c.list.rules = KIOSK_TRY(pretix::read_rule(*rules));
    return {};
}

Result<> read_order(const json::value& value, DecisionCase& c) {
    pretix::ObjectReader reader(value, "order");
    const std::string status = reader.text("status");
    const auto state = pretix::order_state_from(status);
    if (!state) reader.refuse("status", "is none of p, n, e, c");
    c.ticket.order_state = state.value_or(core::OrderState::canceled);
    c.ticket.require_approval = reader.boolean_or("require_approval", false);
    c.ticket.valid_if_pending = reader.boolean_or("valid_if_pending", false);
    return reader.finish(/*all_known=*/false);
}

Result<> read_position(const json::value& value, DecisionCase& c) {
    pretix::ObjectReader reader(value, "position");
    c.ticket.product = {reader.integer("item")};
    if (const auto id = reader.integer_or_absent("variation")) c.ticket.variation = {{*id}};
    if (const auto id = reader.integer_or_absent("subevent")) c.ticket.subevent = {{*id}};
    c.ticket.canceled = reader.boolean_or("canceled", false);
    c.ticket.blocked = reader.says_yes("blocked");
    c.ticket.valid_from = reader.time_or_absent("valid_from");
    c.ticket.valid_until = reader.time_or_absent("valid_until");
    for (const auto question : reader.integers("answered_questions")) {
        c.answers.push_back({.question = {question}, .text = {}});
    }
    return reader.finish(/*all_known=*/false);
}

Result<core::Question> read_question(const json::value& value) {
    pretix::ObjectReader reader(value, "questions");
    core::Question question;
    question.id = {reader.integer("id")};
    // Where the case says which answers count, the type decides nothing: one more letter is no
    // harm.
    const auto letter = reader.text_or_absent("type").value_or("");
    question.type = core::question_type_from(letter).value_or(core::QuestionType::line);
    question.required = reader.boolean_or("required", false);
    question.ask_during_checkin = reader.boolean_or("ask_during_checkin", false);
    for (const auto option : reader.integers("options")) {
        question.options.push_back({.id = option, .identifier = {}});
    }
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    return question;
}

Result<> read_check_in(const json::value& value, DecisionCase& c) {
    pretix::ObjectReader reader(value, "checkins");
    core::PastCheckIn past;
    const auto direction = pretix::direction_from(reader.text_or_absent("type").value_or("entry"));
    if (!direction) reader.refuse("type", "is neither entry nor exit");
    past.direction = direction.value_or(Direction::entry);
    past.at = reader.time("datetime");
    const std::string list = reader.text_or_absent("list").value_or("this");
    if (list != "this" && list != "other") reader.refuse("list", "is neither this nor other");
    const bool successful = reader.boolean_or("successful", true);
    const std::string nonce = reader.text_or_absent("nonce").value_or("");
    past.device = reader.integer_or_absent("device").value_or(0);
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    if (list == "this" && successful) {
        c.nonces.push_back(nonce);
        c.history.push_back(past);
    }
    return {};
}

// Where the case does not say which answers the server took.
bool counts(const core::Answer& answer, const DecisionCase& c) {
    const auto asked = std::ranges::find(c.questions, answer.question, &core::Question::id);
    return asked != c.questions.end() && core::accepts(*asked, answer.text, c.zone);
}

Result<> read_scan(const json::value& value, DecisionCase& c) {
    pretix::ObjectReader reader(value, "scan");
    c.now = reader.time("now");
    const auto direction = pretix::direction_from(reader.text_or_absent("type").value_or("entry"));
    if (!direction) reader.refuse("type", "is neither entry nor exit");
    c.direction = direction.value_or(Direction::entry);
    c.force = reader.boolean_or("force", false);
    c.ignore_unpaid = reader.boolean_or("ignore_unpaid", false);
    c.questions_supported = reader.boolean_or("questions_supported", true);
    c.nonce = reader.text_or_absent("nonce").value_or("");
    c.device = reader.integer_or_absent("device").value_or(0);
    if (const auto gate = reader.integer_or_absent("gate")) c.gate = core::GateId{*gate};
    const auto* answers = reader.find("answers");
    const auto* stated = reader.find("answers_accepted");
    const auto accepted = reader.integers("answers_accepted");
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    if (answers == nullptr) return {};
    const auto given = KIOSK_TRY(read_answers(*answers));
    for (const auto& answer : given) {
        const bool is_stated = std::ranges::find(accepted, answer.question.value) != accepted.end();
        const bool judged_here = stated == nullptr || stated->is_null();
        if (judged_here ? counts(answer, c) : is_stated) c.answers.push_back(answer);
    }
    return {};
}

Result<> read_parts(pretix::ObjectReader& reader, const CaseOptions& options, DecisionCase& c) {
    KIOSK_TRY_VOID(read_event(reader.at("event"), options, c));
    if (const auto* date = reader.find("subevent")) KIOSK_TRY_VOID(read_subevent(*date, c));
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
    // The server sorts by time alone; of equal times its database gives the one stored first as the
    // newest, where the core takes the last.
    std::ranges::reverse(c.history);
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

// Compares with `expect`, all that it states; the display text of the shop is no part of the
// decision.
Result<> compare(const json::value& value, const core::Decision& decision, CaseResult& result) {
    pretix::ObjectReader reader(value, "expect");
    Comparison comparison(result);
    comparison.text("status", reader.text("status"), result.status);
    if (reader.find("reason") != nullptr) {
        comparison.optional_text("reason", reader.text_or_absent("reason"), result.reason);
    }
    reader.ignore("reason_explanation");
    if (reader.find("questions") != nullptr) {
        std::vector<std::int64_t> open;
        for (const auto id : decision.open_questions) open.push_back(id.value);
        comparison.numbers("questions", reader.integers("questions"), std::move(open));
    }
    const bool created = decision.verdict() == core::Verdict::go && !decision.repeated;
    if (reader.find("checkin_created") != nullptr) {
        comparison.yes_no("checkin_created", reader.boolean("checkin_created"), created);
    }
    const auto* forced = reader.find("forced_flag");
    if (forced != nullptr && forced->is_null() && created) {
        comparison.differ("forced_flag", "null", "a stored check-in");
    } else if (forced != nullptr && !forced->is_null()) {
        comparison.yes_no("forced_flag", reader.boolean("forced_flag"), created && decision.forced);
    }
    return reader.finish();
}

}  // namespace

Result<CaseResult> run_decision_case(const json::value& value, const CaseOptions& options) {
    pretix::ObjectReader reader(value, "case");
    DecisionCase c;
    c.id = reader.name("id");
    KIOSK_TRY_VOID(read_parts(reader, options, c));
    const auto* expected = reader.find("expect");
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));

    const core::Facts facts = facts_of(c);
    const core::Decision decision = core::decide_by_list(facts);
    CaseResult result = result_of(c.id, decision);
    result.explanation = explanation_of(facts, decision, {});
    if (expected != nullptr) result.expected = *expected;
    const auto compared = compare(result.expected, decision, result);
    if (!compared && result.match()) result.difference = compared.error().context;
    return result;
}

}  // namespace kiosk::cases
