// kiosk/search/word_index.hpp — from the words of names to the tickets they are on.
//
// A sorted vocabulary, each word written as what differs from the one before, followed by its
// tickets, also as differences. Immutable once built: any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/core/text_blocks.hpp"
#include "kiosk/search/word_matcher.hpp"

namespace kiosk::search {

class WordIndex {
  public:
    // Raises scores[ticket] to the score of the best word of each ticket that matches. Looks at
    // every part of the vocabulary that is not hopeless. `scores` has a place for every ticket.
    void find(WordMatcher& matcher, std::span<std::uint8_t> scores) const;

    [[nodiscard]] std::size_t words() const { return words_; }
    [[nodiscard]] std::size_t resident_bytes() const;

  private:
    friend class WordIndexBuilder;

    static constexpr std::size_t kBlockWords = 32;

    void append(std::string_view before, std::string_view word, std::string_view tickets);
    [[nodiscard]] std::size_t end_of_prefix(std::size_t block, std::string_view prefix) const;
    [[nodiscard]] std::string_view head_of(std::size_t block) const;

    std::size_t words_ = 0;
    std::string bytes_;
    std::vector<std::size_t> blocks_;  // where each block of kBlockWords begins, with a whole word
};

class WordIndexBuilder {
  public:
    WordIndexBuilder();

    // `word` is folded and has kWordLettersMax letters at most. May come twice.
    void add(std::string_view word, std::uint32_t ticket);

    [[nodiscard]] WordIndex build() &&;

  private:
    struct Seen {
        std::uint64_t begins;  // first eight bytes, so that most comparisons need no more
        std::uint32_t rest;    // address in rests_, or kNoRest
        std::uint32_t ticket;
    };

    [[nodiscard]] std::uint32_t address_of(std::string_view rest);
    [[nodiscard]] std::string_view text_at(std::uint32_t address) const;
    [[nodiscard]] bool is_same_word(const Seen& a, const Seen& b) const;
    [[nodiscard]] std::string_view rest_of(const Seen& seen) const;
    [[nodiscard]] bool comes_before(const Seen& a, const Seen& b) const;
    [[nodiscard]] std::string text_of(const Seen& seen) const;
    [[nodiscard]] std::string take_tickets(std::size_t& at) const;

    std::vector<Seen> seen_;
    core::TextBlocks rests_;
    std::vector<std::uint32_t> recent_;  // addresses, by a hash of the text
};

}  // namespace kiosk::search
