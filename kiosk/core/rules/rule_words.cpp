// kiosk/core/rules/rule_words.cpp — times, products, gates, weekdays.
#include "kiosk/core/rules/rule_words.hpp"

#include <algorithm>
#include <array>

#include "kiosk/core/rules/rule_eval.hpp"
#include "kiosk/core/rules/rule_path.hpp"

namespace kiosk::core {
namespace {

constexpr std::size_t kNamesMax = 3;  // then an ellipsis; a screen has one line

std::string joined(std::string_view front, const std::string& rest) {
    return std::string(front) + rest;
}

std::string label_of(const Expression& item) {
    if (!item.label.empty()) return item.label;
    const auto* number = std::get_if<std::int64_t>(&item.literal);
    return number == nullptr ? std::string("?") : "#" + std::to_string(*number);
}

std::string labels_in(const Expression& list) {
    std::vector<std::string> labels;
    for (const auto& item : list.operands) {
        auto label = label_of(item);
        // One name may stand for several numbers.
        if (std::ranges::find(labels, label) == labels.end()) labels.push_back(std::move(label));
    }
    std::string text;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (i == kNamesMax) return text + " …";
        if (i > 0) text += ", ";
        text += labels[i];
    }
    return text;
}

std::string limit_words(const Expression& e, const RuleFacts& facts, Language language) {
    const auto limit = limit_of(e, facts);
    if (!limit) return never_words(language);
    const std::string time = limit_time_words(limit->at, facts);
    if (limit->is_end) return joined(say(language, "Only before ", "Seulement avant "), time);
    return joined(say(language, "Only after ", "Seulement après "), time);
}

std::string list_words(const Expression& e, const Condition& condition, const TicketNames& names,
                       Language language) {
    const std::string allowed = labels_in(*condition.other);
    if (condition.subject->variable == Variable::gate) {
        if (allowed.empty()) return never_words(language);
        return joined(say(language, "Only at ", "Seulement à : "), allowed);
    }
    const bool is_product = condition.subject->variable == Variable::product;
    const std::string_view own = is_product ? names.product : names.variation;
    if (own.empty() && allowed.empty()) return never_words(language);
    if (own.empty()) return joined(say(language, "Only with ", "Seulement avec : "), allowed);
    std::string text = joined(say(language, "Not with ", "Pas avec "), std::string(own));
    if (!allowed.empty() && e.op == Operator::in_list) {
        text += joined(say(language, "; only with ", " ; seulement avec : "), allowed);
    }
    return text;
}

std::string_view day_name(unsigned iso_weekday, Language language) {
    constexpr std::array<std::string_view, 7> kEnglish{
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    constexpr std::array<std::string_view, 7> kFrench{"lundi",    "mardi",  "mercredi", "jeudi",
                                                      "vendredi", "samedi", "dimanche"};
    return say(language, kEnglish.at(iso_weekday - 1), kFrench.at(iso_weekday - 1));
}

bool allows_day(const Condition& condition, unsigned day, const RuleFacts& facts) {
    const Value wanted = evaluate(*condition.other, facts);
    const Value has = static_cast<std::int64_t>(day);
    const bool is_equal = equal(has, wanted) == Truth::yes;
    switch (condition.op) {
        case Operator::equal: return is_equal;
        case Operator::not_equal: return !is_equal;
        case Operator::less: return less(has, wanted) == Truth::yes;
        case Operator::less_or_equal: return less(has, wanted) == Truth::yes || is_equal;
        case Operator::greater: return less(wanted, has) == Truth::yes;
        case Operator::greater_or_equal: return less(wanted, has) == Truth::yes || is_equal;
        default: return false;
    }
}

// "Monday to Wednesday, Friday"; "du lundi au mercredi, le vendredi".
std::string weekday_words(const Condition& condition, const RuleFacts& facts, Language language) {
    std::string days;
    for (unsigned day = 1; day <= 7; ++day) {
        if (!allows_day(condition, day, facts)) continue;
        unsigned last = day;
        while (last < 7 && allows_day(condition, last + 1, facts)) ++last;
        if (!days.empty()) days += ", ";
        days += last > day ? say(language, "", "du ") : say(language, "", "le ");
        days += day_name(day, language);
        if (last > day) {
            days += say(language, " to ", " au ");
            days += day_name(last, language);
        }
        day = last;
    }
    if (days.empty()) return never_words(language);
    return joined(say(language, "Only ", "Seulement "), days);
}

}  // namespace

std::string never_words(Language language) {
    return std::string(
        say(language, "Not allowed by this list's rule", "Refusé par la règle de cette liste"));
}

std::string time_words(FineTime at, const RuleFacts& facts) {
    const LocalTime local = facts.zone.to_local(at);
    const bool today = facts.zone.day_of(at) == facts.zone.day_of(facts.now);
    return today ? to_clock_text(local) : to_minute_text(local);
}

std::string limit_time_words(FineTime at, const RuleFacts& facts) {
    constexpr auto kNear = std::chrono::hours(12);  // as the shop does
    if (std::chrono::abs(at - facts.now) < kNear) return time_words(at, facts);
    return to_minute_text(facts.zone.to_local(at));
}

std::string words_for(const Expression& e, const RuleFacts& facts, const TicketNames& names,
                      Language language) {
    const Condition condition = condition_of(e, facts);
    if (condition.subject == nullptr) return never_words(language);
    if (e.op == Operator::is_before || e.op == Operator::is_after) {
        return limit_words(e, facts, language);
    }
    if (condition.subject->op != Operator::variable) return history_words(e, facts, language);
    switch (condition.subject->variable) {
        case Variable::product:
        case Variable::variation:
        case Variable::gate:
            if (e.op == Operator::in_list) return list_words(e, condition, names, language);
            return never_words(language);
        case Variable::now: return never_words(language);
        case Variable::now_isoweekday: return weekday_words(condition, facts, language);
        case Variable::entry_status:
        case Variable::entries_number:
        case Variable::entries_today:
        case Variable::entries_days:
        case Variable::minutes_since_last_entry:
        case Variable::minutes_since_first_entry: return history_words(e, facts, language);
    }
    return never_words(language);
}

std::vector<std::string> explain(const Rule& rule, const RuleFacts& facts, const TicketNames& names,
                                 Language language) {
    std::vector<std::string> sentences;
    for (const auto* condition : closest_path(rule, facts)) {
        auto sentence = words_for(*condition, facts, names, language);
        if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end()) {
            sentences.push_back(std::move(sentence));
        }
    }
    // Nothing is missing, but another part spoils the rule.
    if (sentences.empty() && holds(rule, facts) != Truth::yes) {
        sentences.emplace_back(never_words(language));
    }
    return sentences;
}

}  // namespace kiosk::core
