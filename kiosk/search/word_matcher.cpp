// kiosk/search/word_matcher.cpp — rows of edit distances, as narrow as the mistakes forgiven.
#include "kiosk/search/word_matcher.hpp"

#include <algorithm>

#include "kiosk/base/check.hpp"
#include "kiosk/search/letters.hpp"

namespace kiosk::search {
namespace {

constexpr std::uint8_t kFar = 100;  // more than any number of mistakes forgiven

std::uint8_t forgiven(std::size_t letters) {
    if (letters >= kLettersForTwoMistakes) return 2;
    return letters >= kLettersForOneMistake ? 1 : 0;
}

}  // namespace

WordMatcher::WordMatcher(std::string_view query, Mistakes mistakes)
    : query_(letters_of(query).substr(0, kWordLettersMax)) {
    if (mistakes == Mistakes::forgiven) mistakes_max_ = forgiven(query_.size());
    for (auto& row : rows_) row.fill(kFar);
    for (std::size_t i = 0; i <= mistakes_max_; ++i) rows_[0][i] = static_cast<std::uint8_t>(i);
    reached_[0] = kFar;
    alive_[0] = !query_.empty();
}

void WordMatcher::read(std::size_t at, char32_t letter) {
    KIOSK_CHECK(at < kWordLettersMax, "words are cut before they are compared");
    word_[at] = letter;
    const std::size_t letters = at + 1;
    reached_[letters] = reached_[at];
    alive_[letters] = false;
    if (alive_[at]) fill_row(letters);
}

void WordMatcher::fill_row(std::size_t letters) {
    const std::size_t j = letters;
    const std::size_t low = j > mistakes_max_ ? j - mistakes_max_ : 0;
    const std::size_t high = std::min(query_.size(), j + mistakes_max_);
    Row& row = rows_[j];
    const Row& before = rows_[j - 1];
    const char32_t letter = word_[j - 1];
    std::uint8_t least = kFar;
    if (low > 0 && low <= query_.size()) row[low - 1] = kFar;
    for (std::size_t i = low; i <= high; ++i) {
        int best = before[i] + 1;
        if (i > 0) {
            best = std::min(best, row[i - 1] + 1);
            best = std::min(best, before[i - 1] + (query_[i - 1] == letter ? 0 : 1));
        }
        if (i > 1 && j > 1 && query_[i - 1] == word_[j - 2] && query_[i - 2] == letter) {
            best = std::min(best, rows_[j - 2][i - 2] + 1);
        }
        row[i] = static_cast<std::uint8_t>(std::min<int>(best, kFar));
        least = std::min(least, row[i]);
    }
    if (high < query_.size()) row[high + 1] = kFar;
    if (high == query_.size() && low <= high) {
        reached_[j] = std::min(reached_[j], row[query_.size()]);
    }
    alive_[j] = least <= mistakes_max_;
}

int WordMatcher::score(std::size_t letters) const {
    const std::uint8_t mistakes = reached_[letters];
    if (mistakes > mistakes_max_) return 0;
    if (mistakes == 0) {
        const auto more = static_cast<int>(letters - query_.size());
        return more == 0 ? kEqual : std::max(kBeginningLeast, kBeginningBest - more);
    }
    return mistakes == 1 ? kOneMistake : kTwoMistakes;
}

int WordMatcher::score_of(std::string_view word) {
    const std::u32string letters = letters_of(word).substr(0, kWordLettersMax);
    for (std::size_t at = 0; at < letters.size(); ++at) read(at, letters[at]);
    return score(letters.size());
}

}  // namespace kiosk::search
