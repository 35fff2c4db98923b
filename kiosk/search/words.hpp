// kiosk/search/words.hpp — the words that a name is found by, and those of a query. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::search {

inline constexpr std::size_t kWordLettersMax = 48;  // letters of a word that count
inline constexpr std::size_t kNameWordsMax = 16;    // parts of a name that count

// How a query's joiners are read: "Jean-Paul" as one word, or as two.
enum class JoinersAre { dropped, blanks };

// The words of a query, folded; none twice.
[[nodiscard]] std::vector<std::string> query_words(std::string_view query, JoinersAre joiners);

// All words of a query as one: "o brien" is "obrien".
[[nodiscard]] std::string joined_words(std::string_view query);

// What a name can be found by: its parts between blanks and joiners, the words whose joiners were
// dropped, and each pair of neighbouring parts joined. Some may occur twice.
[[nodiscard]] std::vector<std::string> name_words(std::string_view name);

}  // namespace kiosk::search
