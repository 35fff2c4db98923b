// kiosk/cases/answer_json.cpp — letters, answers and differences.
#include "kiosk/cases/answer_json.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

#include <boost/json/serialize.hpp>

namespace kiosk::cases {
namespace {

namespace json = boost::json;

std::string joined(const std::vector<std::int64_t>& numbers) {
    std::string text = "[";
    for (const auto number : numbers) {
        if (text.size() > 1) text += ", ";
        text += std::to_string(number);
    }
    return text + "]";
}

// As the server reads what a client sends: options may come as a list, any other JSON value is
// taken as its text.
std::string text_of(const json::value& answer) {
    if (answer.is_null()) return {};
    if (const auto* options = answer.if_array()) {
        std::string listed;
        for (const auto& option : *options) {
            listed += (&option == options->begin() ? "" : ",") + text_of(option);
        }
        return listed;
    }
    const auto* text = answer.if_string();
    return text == nullptr ? json::serialize(answer) : std::string(text->data(), text->size());
}

}  // namespace

Result<std::vector<core::Answer>> read_answers(const json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr) return fail(Errc::invalid_input, "answers: not an object");
    std::vector<core::Answer> answers;
    for (const auto& entry : *object) {
        const std::string key(entry.key());
        std::int64_t id = 0;
        const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), id);
        if (error != std::errc{} || end != key.data() + key.size()) continue;
        answers.push_back({.question = {id}, .text = text_of(entry.value())});
    }
    return answers;
}

CaseResult result_of(std::string id, const core::Decision& decision) {
    CaseResult result;
    result.id = std::move(id);
    if (decision.verdict() == core::Verdict::go) {
        result.status = "ok";
        return result;
    }
    result.status = decision.reason == core::Reason::incomplete ? "incomplete" : "error";
    result.reason = std::string(name_of(decision.reason));
    return result;
}

std::optional<std::string> explanation_of(const core::Facts& facts, const core::Decision& decision,
                                          const core::TicketNames& names) {
    const core::RuleFacts rule_facts = core::rule_facts(facts);
    if (decision.reason == core::Reason::rules) {
        std::string text;
        for (const auto& sentence :
             core::explain(*facts.list.rules, rule_facts, names, core::Language::english)) {
            text += (text.empty() ? "" : "; ") + sentence;
        }
        return text;
    }
    if (decision.reason == core::Reason::invalid_time) {
        const auto& [from, until] = std::tie(facts.ticket.valid_from, facts.ticket.valid_until);
        const bool early = from && facts.now < *from;
        const auto limit = early ? *from : *until;
        return (early ? "Only after " : "Only before ") + core::time_words(limit, rule_facts);
    }
    return std::nullopt;
}

void Comparison::differ(std::string_view what, std::string_view wanted, std::string_view got) {
    if (!result_.difference.empty()) return;
    result_.difference = where_ + std::string(what) + " is " + std::string(got) + ", expected " +
                         std::string(wanted);
}

void Comparison::text(std::string_view what, std::string_view wanted, std::string_view got) {
    if (wanted != got) differ(what, wanted, got);
}

void Comparison::optional_text(std::string_view what, const std::optional<std::string>& wanted,
                               const std::optional<std::string>& got) {
    if (wanted != got) differ(what, wanted.value_or("null"), got.value_or("null"));
}

void Comparison::number(std::string_view what, std::int64_t wanted, std::int64_t got) {
    if (wanted != got) differ(what, std::to_string(wanted), std::to_string(got));
}

void Comparison::yes_no(std::string_view what, bool wanted, bool got) {
    if (wanted != got) differ(what, wanted ? "true" : "false", got ? "true" : "false");
}

void Comparison::numbers(std::string_view what, std::vector<std::int64_t> wanted,
                         std::vector<std::int64_t> got) {
    std::ranges::sort(wanted);
    std::ranges::sort(got);
    if (wanted != got) differ(what, joined(wanted), joined(got));
}

}  // namespace kiosk::cases
