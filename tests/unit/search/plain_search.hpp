// tests/unit/search/plain_search.hpp — the rules of the name search, written down once more,
// slowly.
//
// No index and no rows that are shared: every word of every name, every beginning of it, the whole
// table of distances. What the index finds must be the same.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/search/letters.hpp"
#include "kiosk/search/words.hpp"

namespace kiosk::search::testing {

inline std::size_t plain_distance(std::u32string_view a, std::u32string_view b) {
    std::vector<std::vector<std::size_t>> far(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                far[i][j] = i + j;
                continue;
            }
            far[i][j] = std::min({far[i - 1][j] + 1, far[i][j - 1] + 1,
                                  far[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                far[i][j] = std::min(far[i][j], far[i - 2][j - 2] + 1);
            }
        }
    }
    return far[a.size()][b.size()];
}

inline int plain_word_score(std::string_view query_text, std::string_view word_text) {
    const std::u32string query = letters_of(query_text);
    const std::u32string word = letters_of(word_text);
    if (query.empty()) return 0;
    if (query == word) return 100;
    if (word.starts_with(query)) {
        return std::max(60, 80 - static_cast<int>(word.size() - query.size()));
    }
    std::size_t least = 1000;
    for (std::size_t letters = 0; letters <= word.size(); ++letters) {
        least =
            std::min(least, plain_distance(query, std::u32string_view(word).substr(0, letters)));
    }
    if (query.size() >= 4 && least <= 1) return 40;
    return query.size() >= 8 && least <= 2 ? 30 : 0;
}

inline int plain_best(std::string_view query, const std::vector<std::string>& words) {
    int best = 0;
    for (const auto& word : words) best = std::max(best, plain_word_score(query, word));
    return best;
}

inline int plain_name_score(std::string_view query, std::string_view name) {
    const auto query_parts = query_words(query, JoinersAre::dropped);
    const auto words = name_words(name);
    int sum = 0;
    bool all = !query_parts.empty();
    for (const auto& part : query_parts) {
        const int score = plain_best(part, words);
        sum += score;
        all = all && score > 0;
    }
    const int each = all ? sum / static_cast<int>(query_parts.size()) : 0;
    return std::max(each, query_parts.size() > 1 ? plain_best(joined_words(query), words) : 0);
}

}  // namespace kiosk::search::testing
