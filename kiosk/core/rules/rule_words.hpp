// kiosk/core/rules/rule_words.hpp — what a rule asks for, in the words of the venue.
//
// "Only after 11:50"; "Already entered today at 09:02, North gate". Short enough for the first line
// of a staff screen. Names come from the rule itself (the shop stores them with each number) and
// from the caller.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/core/rules/rule.hpp"
#include "kiosk/core/rules/rule_facts.hpp"

namespace kiosk::core {

enum class Language : std::uint8_t { english, french };

// Names of the ticket at hand; empty where they are not known.
struct TicketNames {
    std::string_view product;
    std::string_view variation;
};

// What would have to be true, one sentence for each unmet condition of the closest way. Empty when
// the rule holds.
[[nodiscard]] std::vector<std::string> explain(const Rule& rule, const RuleFacts& facts,
                                               const TicketNames& names, Language language);

// One condition. The parts below are its kinds.
[[nodiscard]] std::string words_for(const Expression& condition, const RuleFacts& facts,
                                    const TicketNames& names, Language language);

// Counts of entries and of days, and minutes since an entry (rule_words_history.cpp).
[[nodiscard]] std::string history_words(const Expression& condition, const RuleFacts& facts,
                                        Language language);

// Said of a rule that nothing can satisfy, or that cannot be judged.
[[nodiscard]] std::string never_words(Language language);

// "11:50", or "2024-09-26 11:50" on another local day than now's.
[[nodiscard]] std::string time_words(FineTime at, const RuleFacts& facts);

// A time that is not yet, or no longer: with its day also where it is half a day away or more, for
// a clock time alone is read as the nearest.
[[nodiscard]] std::string limit_time_words(FineTime at, const RuleFacts& facts);

// The text of the language asked for.
[[nodiscard]] constexpr std::string_view say(Language language, std::string_view english,
                                             std::string_view french) {
    return language == Language::english ? english : french;
}

}  // namespace kiosk::core
