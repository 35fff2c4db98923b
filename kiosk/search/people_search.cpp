// kiosk/search/people_search.cpp — scores for every ticket, field by field; the best are kept.
#include "kiosk/search/people_search.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "kiosk/base/check.hpp"
#include "kiosk/search/words.hpp"

namespace kiosk::search {
namespace {

constexpr std::size_t kBareTextMin = 2;  // letters of an order code or address

// The longest words first: they match fewest, and where nobody is left the rest need not be read.
void longest_first(std::vector<std::string>& words) {
    std::ranges::stable_sort(words, std::greater{}, &std::string::size);
}

class Scores {
  public:
    explicit Scores(const PeopleIndex& people)
        : people_(people),
          best_(people.roster().size()),
          field_(best_.size()),
          word_(best_.size()),
          sum_(best_.size()) {}

    // Every word must match; the whole is as good as its words on average.
    void match_name(std::vector<std::string> words, std::string_view joined) {
        if (words.empty()) return;
        match_all(people_.names(), words, Mistakes::forgiven);
        for (std::size_t i = 0; i < best_.size(); ++i) {
            best_[i] = static_cast<std::uint8_t>(sum_[i] / words.size());
        }
        if (words.size() == 1) return;
        WordMatcher matcher(joined);
        people_.names().find(matcher, best_);
    }

    void match_company(const std::vector<std::string>& words) {
        if (words.empty()) return;
        match_all(people_.companies(), words, Mistakes::not_forgiven);
        for (std::uint32_t i = 0; i < best_.size(); ++i) {
            if (sum_[i] > 0) raise(i, kCompanyWord, MatchedField::company);
        }
    }

    void match_texts(std::string_view query) {
        const std::string bare = bare_text(query);
        if (bare.size() < kBareTextMin) return;
        const auto& roster = people_.roster();
        raise(people_.orders().equal_to(roster, bare), kWholeText, MatchedField::order);
        raise(people_.emails().equal_to(roster, bare), kWholeText, MatchedField::email);
        raise(people_.emails().beginning_with(roster, bare + '@'), kWholeText, MatchedField::email);
        raise(people_.orders().beginning_with(roster, bare), kTextBeginning, MatchedField::order);
        raise(people_.emails().beginning_with(roster, bare), kTextBeginning, MatchedField::email);
    }

    [[nodiscard]] bool any() const {
        return std::ranges::any_of(best_, [](std::uint8_t score) { return score > 0; });
    }

    [[nodiscard]] std::vector<Hit> best_first() const;

  private:
    // Leaves in sum_ what the words score together, 0 where one of them does not match.
    void match_all(const WordIndex& index, std::span<const std::string> words, Mistakes mistakes) {
        bool first = true;
        for (const std::string& word : words) {
            std::ranges::fill(word_, 0);
            WordMatcher matcher(word, mistakes);
            index.find(matcher, word_);
            bool anybody = false;
            for (std::size_t i = 0; i < sum_.size(); ++i) {
                const bool matches = word_[i] > 0 && (first || sum_[i] > 0);
                const int before = first ? 0 : sum_[i];
                sum_[i] = static_cast<std::uint16_t>(matches ? before + word_[i] : 0);
                anybody |= matches;
            }
            if (!anybody) return;
            first = false;
        }
    }

    void raise(std::uint32_t ticket, int score, MatchedField field) {
        if (best_[ticket] >= score) return;
        best_[ticket] = static_cast<std::uint8_t>(score);
        field_[ticket] = field;
    }

    void raise(std::span<const std::uint32_t> tickets, int score, MatchedField field) {
        for (const std::uint32_t ticket : tickets) raise(ticket, score, field);
    }

    const PeopleIndex& people_;
    std::vector<std::uint8_t> best_;
    std::vector<MatchedField> field_;
    std::vector<std::uint8_t> word_;  // of one word
    std::vector<std::uint16_t> sum_;  // of the words so far
};

// Counted before they are collected, so that a query which finds half the list sorts nothing.
std::vector<Hit> Scores::best_first() const {
    std::array<std::size_t, kEqual + 1> counts{};
    for (const std::uint8_t score : best_) ++counts.at(score);
    std::array<std::size_t, kEqual + 1> next{};  // place of the next hit of each score
    std::size_t places = 0;
    for (int score = kEqual; score > 0; --score) {
        const auto at = static_cast<std::size_t>(score);
        next[at] = places;
        places = std::min(kHitsMax, places + counts[at]);
        counts[at] = places;  // the end of its places
    }
    std::vector<Hit> hits(places);
    for (std::uint32_t i = 0; i < best_.size(); ++i) {
        const std::uint8_t score = best_[i];
        if (score == 0 || next[score] == counts[score]) continue;
        hits[next[score]++] = {core::TicketIndex{i}, score, field_[i]};
    }
    return hits;
}

Result<> check_limits(std::string_view query, std::size_t words) {
    if (query.size() > kQueryBytesMax) {
        return fail(Errc::too_large, "search has " + std::to_string(query.size()) +
                                         " bytes, limit " + std::to_string(kQueryBytesMax));
    }
    if (words > kQueryWordsMax) {
        return fail(Errc::too_large, "search has " + std::to_string(words) + " words, limit " +
                                         std::to_string(kQueryWordsMax));
    }
    return {};
}

}  // namespace

std::string_view name_of(MatchedField field) {
    switch (field) {
        case MatchedField::name: return "name";
        case MatchedField::email: return "email";
        case MatchedField::order: return "order";
        case MatchedField::company: return "company";
        case MatchedField::code: return "code";
    }
    KIOSK_UNREACHABLE();
}

Result<std::vector<Hit>> search(const PeopleIndex& people, std::string_view query) {
    KIOSK_TRY_VOID(check_limits(query, 0));  // before any work
    std::vector<std::string> parts = query_words(query, JoinersAre::blanks);
    KIOSK_TRY_VOID(check_limits(query, parts.size()));
    std::vector<std::string> words = query_words(query, JoinersAre::dropped);
    longest_first(words);
    longest_first(parts);
    Scores scores(people);
    scores.match_name(words, joined_words(query));
    scores.match_texts(query);
    scores.match_company(parts);
    // "Iweala-Okonjo" for Okonjo-Iweala.
    if (!scores.any() && parts != words) scores.match_name(parts, {});
    return scores.best_first();
}

}  // namespace kiosk::search
