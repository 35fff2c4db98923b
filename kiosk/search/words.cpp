// kiosk/search/words.cpp — folded text cut at blanks and joiners, and put together again.
#include "kiosk/search/words.hpp"

#include <algorithm>
#include <span>

#include "kiosk/search/fold.hpp"

namespace kiosk::search {
namespace {

// The first kWordLettersMax letters; a byte that goes on with a letter is 10xxxxxx (RFC 3629).
std::string_view cut(std::string_view word) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < word.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(word[at]) & 0xC0U) != 0x80U;
        if (begins && ++letters > kWordLettersMax) return word.substr(0, at);
    }
    return word;
}

std::vector<std::string_view> split(std::string_view text, char at_each) {
    std::vector<std::string_view> pieces;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find(at_each, at), text.size());
        if (end > at) pieces.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return pieces;
}

std::string joined(std::span<const std::string_view> parts) {
    std::string word;
    for (const auto part : parts) word += part;
    word.resize(cut(word).size());
    return word;
}

std::string without_joiners(std::string_view word) {
    return joined(split(word, kJoiner));
}

}  // namespace

std::vector<std::string> query_words(std::string_view query, JoinersAre joiners) {
    std::string folded = fold(query);
    if (joiners == JoinersAre::blanks) std::ranges::replace(folded, kJoiner, ' ');
    std::vector<std::string> words;
    for (const auto piece : split(folded, ' ')) {
        std::string word = without_joiners(piece);
        if (!word.empty() && std::ranges::find(words, word) == words.end())
            words.push_back(std::move(word));
    }
    return words;
}

std::string joined_words(std::string_view query) {
    std::string folded = fold(query);
    std::erase_if(folded, [](char c) { return c == ' ' || c == kJoiner; });
    folded.resize(cut(folded).size());
    return folded;
}

std::vector<std::string> name_words(std::string_view name) {
    const std::string folded = fold(name);
    std::vector<std::string> words;
    std::vector<std::string_view> parts;
    for (const auto word : split(folded, ' ')) {
        const auto word_parts = split(word, kJoiner);
        if (word_parts.size() > 1) words.push_back(joined(word_parts));
        parts.insert(parts.end(), word_parts.begin(), word_parts.end());
        if (parts.size() >= kNameWordsMax) break;
    }
    if (parts.size() > kNameWordsMax) parts.resize(kNameWordsMax);
    for (const auto part : parts) words.emplace_back(cut(part));
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        words.push_back(joined(std::span(parts).subspan(i, 2)));
    }
    return words;
}

}  // namespace kiosk::search
