// kiosk/search/operator_names.cpp — letters and digits alone, folded.
#include "kiosk/search/operator_names.hpp"

#include <algorithm>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include "kiosk/search/fold.hpp"

namespace kiosk::search {
namespace {

bool is_between(char c) {
    return c == ' ' || c == kJoiner;
}

std::string letters_of(std::string_view text) {
    std::string folded = fold(text);
    std::erase_if(folded, is_between);
    return folded;
}

// The same whichever name is said first.
std::string sorted_words_of(std::string_view text) {
    std::string folded = fold(text);
    std::ranges::replace_if(folded, is_between, ' ');
    std::vector<std::string> words;
    std::istringstream in(folded);
    for (std::string word; in >> word;) words.push_back(word);
    std::ranges::sort(words);
    std::string letters;
    for (const auto& word : words) letters += word;
    return letters;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::UnicodeString skeleton_of(const USpoofChecker* checker, const icu::UnicodeString& name) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString skeleton;
    uspoof_getSkeletonUnicodeString(checker, 0, name, skeleton, &status);
    return U_SUCCESS(status) ? skeleton : name;
}

// Capitals look alike that are small do not (K in Latin and Cyrillic), and the other way round.
// Without ICU's table of look-alikes two scripts are two persons.
bool look_alike(std::string_view one, std::string_view other) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker(uspoof_open(&status),
                                                                          uspoof_close);
    if (U_FAILURE(status)) return false;
    auto a = icu::UnicodeString::fromUTF8({one.data(), static_cast<int32_t>(one.size())});
    auto b = icu::UnicodeString::fromUTF8({other.data(), static_cast<int32_t>(other.size())});
    if (skeleton_of(checker.get(), a) == skeleton_of(checker.get(), b)) return true;
    return skeleton_of(checker.get(), a.toUpper()) == skeleton_of(checker.get(), b.toUpper());
}

}  // namespace

bool says_nothing(std::string_view text) {
    return letters_of(text).empty();
}

bool is_same_name(std::string_view one, std::string_view other) {
    const auto alike = [](const std::string& mine, const std::string& theirs) {
        if (mine == theirs) return true;
        // Within ASCII "rn" and "m" would be one, and so would Arno and Amo.
        return !(is_ascii(mine) && is_ascii(theirs)) && look_alike(mine, theirs);
    };
    return alike(letters_of(one), letters_of(other)) ||
           alike(sorted_words_of(one), sorted_words_of(other));
}

}  // namespace kiosk::search
