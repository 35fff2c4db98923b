// kiosk/search/name_search.cpp — one pass over the roster, best matches kept.
#include "kiosk/search/name_search.hpp"

#include <algorithm>
#include <string>

#include "kiosk/base/check.hpp"
#include "kiosk/search/fold.hpp"

namespace kiosk::search {
namespace {

constexpr int kWholeWord = 100;
constexpr int kPrefixBest = 80;  // less one for each letter that was not typed
constexpr int kPrefixLeast = 60;
constexpr int kEmail = 50;
constexpr int kOrder = 90;
constexpr int kCompany = 40;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool starts_with_folded(std::string_view text, std::string_view prefix) {
    if (prefix.size() > text.size()) return false;
    return std::ranges::equal(prefix, text.substr(0, prefix.size()), {}, lower, lower);
}

bool is_filler(char c) {
    return c == ' ' || c == '-';
}

// The same for order codes, where blanks and dashes are a matter of taste. `order` has none.
bool order_starts_with(std::string_view text, std::string_view order) {
    std::size_t matched = 0;
    for (const char c : text) {
        if (matched == order.size()) break;
        if (is_filler(c)) continue;
        if (lower(c) != order[matched]) return false;
        ++matched;
    }
    return !order.empty() && matched == order.size();
}

// How well one word matches a text of blank-preceded words; 0 for not at all.
int score_in_words(std::string_view words, std::string_view blank_and_word) {
    int best = 0;
    for (std::size_t at = words.find(blank_and_word); at != std::string_view::npos;
         at = words.find(blank_and_word, at + 1)) {
        const std::size_t end = at + blank_and_word.size();
        const std::size_t word_end = std::min(words.find(' ', end), words.size());
        if (word_end == end) return kWholeWord;
        best =
            std::max(best, std::max(kPrefixLeast, kPrefixBest - static_cast<int>(word_end - end)));
    }
    return best;
}

class Query {
  public:
    explicit Query(std::string_view text) : whole_(text.substr(0, kQueryBytesMax)) {
        for (const auto& word : query_words(whole_)) words_.push_back(' ' + word);
        std::string joined = " ";
        for (const auto& word : words_) joined += word.substr(1);
        if (words_.size() > 1) joined_ = joined;
        for (const char c : whole_) {
            if (!is_filler(c)) order_ += lower(c);
        }
        while (!whole_.empty() && whole_.back() == ' ') whole_.remove_suffix(1);
        while (!whole_.empty() && whole_.front() == ' ') whole_.remove_prefix(1);
    }

    [[nodiscard]] bool empty() const { return words_.empty() && order_.empty(); }

    [[nodiscard]] Hit match(const core::Holder& holder) const {
        if (const int score = match_name(holder.search_text))
            return {{}, score, MatchedField::name};
        if (order_starts_with(holder.order, order_)) return {{}, kOrder, MatchedField::order};
        if (starts_with_folded(holder.email, whole_)) return {{}, kEmail, MatchedField::email};
        if (whole_.size() >= 2 && !holder.company.empty() &&
            match_all(search_text(holder.company)) > 0) {
            return {{}, kCompany, MatchedField::company};
        }
        return {};
    }

  private:
    [[nodiscard]] int match_name(std::string_view words) const {
        const int each = match_all(words);
        return joined_.empty() ? each : std::max(each, score_in_words(words, joined_));
    }

    // Every word must match; the whole is as good as its words on average.
    [[nodiscard]] int match_all(std::string_view words) const {
        int sum = 0;
        for (const auto& word : words_) {
            const int score = score_in_words(words, word);
            if (score == 0) return 0;
            sum += score;
        }
        return words_.empty() ? 0 : sum / static_cast<int>(words_.size());
    }

    std::string_view whole_;
    std::vector<std::string> words_;  // each with the blank that precedes words in a text
    std::string joined_;              // all words as one: "o brien" finds OBrien
    std::string order_;
};

}  // namespace

std::string_view name_of(MatchedField field) {
    switch (field) {
        case MatchedField::name: return "name";
        case MatchedField::email: return "email";
        case MatchedField::order: return "order";
        case MatchedField::company: return "company";
    }
    KIOSK_UNREACHABLE();
}

std::vector<Hit> search(const core::Roster& roster, std::string_view text, std::size_t limit,
                        std::size_t skip) {
    const Query query(text);
    std::vector<Hit> hits;
    if (query.empty()) return hits;
    for (std::uint32_t at = 0; at < roster.size(); ++at) {
        const core::TicketIndex ticket{at};
        Hit hit = query.match(roster.holder(ticket));
        if (hit.score == 0) continue;
        hit.ticket = ticket;
        hits.push_back(hit);
    }
    std::ranges::stable_sort(hits, std::greater{}, &Hit::score);
    hits.erase(hits.begin(),
               hits.begin() + static_cast<std::ptrdiff_t>(std::min(skip, hits.size())));
    if (hits.size() > limit) hits.resize(limit);
    return hits;
}

}  // namespace kiosk::search
