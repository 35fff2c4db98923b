// kiosk/search/word_matcher.hpp — how like a word of a name is to one word of a query.
//
// Equal: 100. Beginning: 80 less one for each letter that was not typed, at least 60. Misspelt: 40
// with one mistake, 30 with two, in the word or in a beginning of it. A mistake is a letter too
// many, too few, another, or two neighbours exchanged (optimal string alignment distance).
//
// Words are read letter by letter, and one that begins like the word before it goes on from there:
// a sorted vocabulary is compared at the cost of its differences.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/search/words.hpp"

namespace kiosk::search {

inline constexpr int kEqual = 100;
inline constexpr int kBeginningBest = 80;
inline constexpr int kBeginningLeast = 60;
inline constexpr int kOneMistake = 40;
inline constexpr int kTwoMistakes = 30;

// From so many letters of the query on, so many mistakes are forgiven.
inline constexpr std::size_t kLettersForOneMistake = 4;
inline constexpr std::size_t kLettersForTwoMistakes = 8;

enum class Mistakes { forgiven, not_forgiven };

class WordMatcher {
  public:
    // The first kWordLettersMax letters of `query` count; without any, nothing matches.
    explicit WordMatcher(std::string_view query, Mistakes mistakes = Mistakes::forgiven);

    // Letter number `at` of a word, from 0, below kWordLettersMax. The letters before it must have
    // been read, for this word or another one that begins with the same.
    void read(std::size_t at, char32_t letter);

    // No word that begins with the first `letters` letters that were read matches.
    [[nodiscard]] bool hopeless(std::size_t letters) const {
        return !alive_[letters] && reached_[letters] > mistakes_max_;
    }

    // Of the word of the first `letters` letters that were read; 0 where it does not match.
    [[nodiscard]] int score(std::size_t letters) const;

    // The first `letters` letters that were read.
    [[nodiscard]] std::u32string_view letters_read(std::size_t letters) const {
        return {word_.data(), letters};
    }

    // Of a whole word, folded. Forgets what was read.
    [[nodiscard]] int score_of(std::string_view word);

  private:
    static constexpr std::size_t kRows = kWordLettersMax + 1;
    using Row = std::array<std::uint8_t, kRows>;

    void fill_row(std::size_t letters);

    std::u32string query_;
    std::uint8_t mistakes_max_ = 0;
    std::array<char32_t, kWordLettersMax> word_{};
    // rows_[j][i]: mistakes between the word's first j letters and the query's first i; kept only
    // where j and i differ by mistakes_max_ at most, since every other place has more.
    std::array<Row, kRows> rows_{};
    std::array<std::uint8_t, kRows> reached_{};  // least for the whole query in rows 0 to j
    std::array<bool, kRows> alive_{};            // row j has a place that is not too bad
};

}  // namespace kiosk::search
