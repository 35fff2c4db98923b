// kiosk/search/people_search.hpp — finds tickets by name, e-mail, order code or company.
//
// Every word of the query must match a word of the name, in any order, well or misspelt; the query
// with its words joined is tried as one word too. Reads what never changes: any thread. Both what
// is asked and what is found is bounded, so that no query keeps the station busy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/search/people_index.hpp"

namespace kiosk::search {

inline constexpr std::size_t kQueryBytesMax = 200;
inline constexpr std::size_t kQueryWordsMax = 10;
inline constexpr std::size_t kHitsMax = 1000;  // a longer query finds the rest

enum class MatchedField : std::uint8_t { name, email, order, company, code };

[[nodiscard]] std::string_view name_of(MatchedField field);

struct Hit {
    core::TicketIndex ticket;
    int score = 0;  // 100 for whole words down to 1; see word_matcher.hpp
    MatchedField field = MatchedField::name;
};

// What is found in other fields than the name, beside the scores of word_matcher.hpp: a whole
// order code, address or part before its '@' counts nearly as much as a whole name; a beginning of
// one less than any name that begins so, but more than a misspelt one.
inline constexpr int kWholeText = 90;
inline constexpr int kTextBeginning = 50;
inline constexpr int kCompanyWord = 45;

// The best hits first, those of one score in list order; at most kHitsMax. Errc::too_large for a
// query of more than kQueryBytesMax bytes or kQueryWordsMax words.
[[nodiscard]] Result<std::vector<Hit>> search(const PeopleIndex& people, std::string_view query);

}  // namespace kiosk::search
