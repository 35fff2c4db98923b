// kiosk/core/rules/rule_words_history.cpp — earlier entries, days and minutes, in words.
#include <algorithm>
#include <cmath>
#include <optional>

#include "kiosk/core/rules/history_facts.hpp"
#include "kiosk/core/rules/rule_eval.hpp"
#include "kiosk/core/rules/rule_path.hpp"
#include "kiosk/core/rules/rule_words.hpp"

namespace kiosk::core {
namespace {

// What the number would have to be.
struct Bounds {
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;
    std::optional<std::int64_t> not_this;
};

Bounds bounds_of(Operator op, double wanted) {
    const auto up = static_cast<std::int64_t>(std::ceil(wanted));
    const auto down = static_cast<std::int64_t>(std::floor(wanted));
    switch (op) {
        case Operator::less: return {.least = {}, .most = up - 1, .not_this = {}};
        case Operator::less_or_equal: return {.least = {}, .most = down, .not_this = {}};
        case Operator::greater: return {.least = down + 1, .most = {}, .not_this = {}};
        case Operator::greater_or_equal: return {.least = up, .most = {}, .not_this = {}};
        case Operator::not_equal: return {.least = {}, .most = {}, .not_this = down};
        default: return {.least = up, .most = down, .not_this = {}};
    }
}

const PastCheckIn* first_entry(const RuleFacts& facts) {
    const PastCheckIn* first = nullptr;
    for (const auto& past : facts.history) {
        if (past.direction != Direction::entry) continue;
        if (first == nullptr || past.at < first->at) first = &past;
    }
    return first;
}

// "09:02, North gate"; empty without an entry.
std::string last_entry(const RuleFacts& facts, const Period& period = {}) {
    const PastCheckIn* last = last_entry_in(facts, period);
    if (last == nullptr) return {};
    std::string text = time_words(last->at, facts);
    if (!last->station.empty()) text += ", " + std::string(last->station);
    return text;
}

std::string already_entered(const RuleFacts& facts, std::string_view suffix, Language language,
                            const Period& period = {}) {
    std::string text(say(language, "Already entered", "Déjà entré"));
    text += suffix;
    const std::string last = last_entry(facts, period);
    if (!last.empty()) text += std::string(say(language, " at ", " à ")) + last;
    return text;
}

std::string needs_entry(Language language) {
    return std::string(
        say(language, "Only after an earlier entry", "Seulement après une première entrée"));
}

bool counts_days(const Expression& subject) {
    return subject.op == Operator::entries_days_since ||
           subject.op == Operator::entries_days_before ||
           (subject.op == Operator::variable && subject.variable == Variable::entries_days);
}

// " today", " since 09:00", " before 2024-09-24 09:00".
std::string period_words(const Expression& subject, const RuleFacts& facts, Language language) {
    if (subject.op == Operator::variable) {
        if (subject.variable != Variable::entries_today) return {};
        return std::string(say(language, " today", " aujourd’hui"));
    }
    const auto at = instant_of(subject.operands[0], facts);
    if (!at) return {};
    const bool since =
        subject.op == Operator::entries_since || subject.op == Operator::entries_days_since;
    return std::string(since ? say(language, " since ", " depuis ")
                             : say(language, " before ", " avant ")) +
           time_words(*at, facts);
}

std::string counted(std::int64_t number, bool days, Language language) {
    const bool one = number == 1;
    const auto unit =
        days ? (one ? say(language, " day with an entry", " jour avec entrée")
                    : say(language, " days with an entry", " jours avec entrée"))
             : (one ? say(language, " entry", " entrée") : say(language, " entries", " entrées"));
    return std::to_string(number) + std::string(unit);
}

// Today is one of the days that people count, though the rule counts those before this entry.
std::string too_many_days(std::int64_t most, std::int64_t has, const RuleFacts& facts,
                          Language language) {
    const auto is_of_today = [&](const PastCheckIn& past) {
        return past.direction == Direction::entry &&
               facts.zone.day_of(past.at) == facts.zone.day_of(facts.now);
    };
    if (std::ranges::none_of(facts.history, is_of_today)) ++most;
    if (most == 0) return already_entered(facts, "", language);
    const std::string unit(most == 1 ? say(language, " day", " jour")
                                     : say(language, " days", " jours"));
    return std::string(say(language, "Entries on at most ", "Entrées sur au plus ")) +
           std::to_string(most) + unit +
           std::string(say(language, "; already on ", " ; déjà sur ")) + std::to_string(has) +
           std::string(say(language, ", last ", ", la dernière ")) + last_entry(facts);
}

std::string count_words(const Condition& condition, const Bounds& bounds, std::int64_t has,
                        const RuleFacts& facts, Language language) {
    const bool days = counts_days(*condition.subject);
    const std::string period = period_words(*condition.subject, facts, language);
    if (has == 0 && (bounds.least == 1 || bounds.not_this == 0)) {
        return needs_entry(language) + period;
    }
    if (bounds.not_this) {
        return std::string(say(language, "Not with ", "Pas avec ")) +
               counted(*bounds.not_this, days, language) + period;
    }
    if (bounds.most && *bounds.most < 0) return never_words(language);
    if (bounds.most && has > *bounds.most && condition.subject->op == Operator::variable && days) {
        return too_many_days(*bounds.most, has, facts, language);
    }
    if (bounds.most && *bounds.most == 0 && has > 0) {
        return already_entered(facts, period, language,
                               period_of(*condition.subject, facts).value_or(Period{}));
    }
    if (bounds.most && has > *bounds.most) {
        return std::string(say(language, "At most ", "Au plus ")) +
               counted(*bounds.most, days, language) + period +
               std::string(say(language, "; already ", " ; déjà ")) + std::to_string(has);
    }
    return std::string(say(language, "Needs ", "Il faut ")) +
           counted(bounds.least.value_or(1), days, language) + period +
           (has == 0
                ? std::string(say(language, "; none", days ? " ; aucun" : " ; aucune"))
                : std::string(say(language, "; only ", " ; seulement ")) + std::to_string(has)) +
           std::string(say(language, " so far", " jusqu’ici"));
}

std::string minutes_after(std::int64_t minutes, const PastCheckIn& entry, const RuleFacts& facts,
                          Language language) {
    const std::string after =
        minutes == 0
            ? std::string(say(language, "within a minute of", "dans la minute qui suit"))
            : std::to_string(minutes) + std::string(say(language, " min after", " min après"));
    return after + std::string(say(language, " the entry at ", " l’entrée de ")) +
           time_words(entry.at, facts);
}

std::string minute_words(const Condition& condition, const Bounds& bounds, const RuleFacts& facts,
                         Language language) {
    const bool first = condition.subject->variable == Variable::minutes_since_first_entry;
    const PastCheckIn* entry = first ? first_entry(facts) : last_entry_in(facts, {});
    if (entry == nullptr) return needs_entry(language);
    const bool only_without = bounds.most && *bounds.most < 0;
    if (only_without) return already_entered(facts, "", language);
    if (bounds.not_this) {
        return std::string(say(language, "Not ", "Pas ")) +
               minutes_after(*bounds.not_this, *entry, facts, language);
    }
    if (bounds.least && bounds.most) {
        return std::string(say(language, "Only ", "Seulement ")) +
               minutes_after(*bounds.least, *entry, facts, language);
    }
    if (bounds.least) {
        return std::string(say(language, "Only after ", "Seulement après ")) +
               limit_time_words(entry->at + std::chrono::minutes(*bounds.least), facts);
    }
    return std::string(say(language, "Only until ", "Seulement jusqu’à ")) +
           limit_time_words(entry->at + std::chrono::minutes(*bounds.most + 1), facts);
}

std::string presence_words(const Condition& condition, const RuleFacts& facts, Language language) {
    const auto* wanted = std::get_if<std::string>(&condition.other->literal);
    const bool is_status = wanted != nullptr && (*wanted == "present" || *wanted == "absent");
    if (!is_status || condition.op > Operator::not_equal) return never_words(language);
    const PastCheckIn* last = last_check_in(facts.history);
    if (last == nullptr) return needs_entry(language);
    if (last->direction == Direction::exit) {
        return std::string(say(language, "Only for those inside; left ",
                               "Seulement pour qui est à l’intérieur ; sorti à ")) +
               time_words(last->at, facts);
    }
    return std::string(say(language, "Already inside since ", "Déjà à l’intérieur depuis ")) +
           time_words(last->at, facts);
}

// "2" is the number 2 to `==`, "2.0" and 1.5 are none that a count can be.
bool can_equal_count(double number, const Value& has, const Value& wanted) {
    if (number != std::trunc(number)) return false;
    const Value printed = std::holds_alternative<double>(has)
                              ? Value(number)
                              : Value(static_cast<std::int64_t>(number));
    return equal(printed, wanted) == Truth::yes;
}

}  // namespace

std::string history_words(const Expression& e, const RuleFacts& facts, Language language) {
    constexpr double kNumberMax = 1e9;  // keeps sums of times within range
    const Condition condition = condition_of(e, facts);
    const Expression& subject = *condition.subject;
    const bool is_variable = subject.op == Operator::variable;
    if (is_variable && subject.variable == Variable::entry_status) {
        return presence_words(condition, facts, language);
    }
    const Value count = evaluate(subject, facts);
    const Value limit = evaluate(*condition.other, facts);
    const auto has = number_of(count);
    const auto wanted = number_of(limit);
    if (!has || !wanted || std::abs(*wanted) > kNumberMax) return never_words(language);
    if (condition.op == Operator::equal && !can_equal_count(*wanted, count, limit)) {
        return never_words(language);
    }
    const Bounds bounds = bounds_of(condition.op, *wanted);
    const bool minutes = is_variable && subject.variable >= Variable::minutes_since_last_entry;
    if (minutes) return minute_words(condition, bounds, facts, language);
    return count_words(condition, bounds, static_cast<std::int64_t>(*has), facts, language);
}

}  // namespace kiosk::core
