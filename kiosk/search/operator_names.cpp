// kiosk/search/operator_names.cpp — letters and digits alone, folded.
#include "kiosk/search/operator_names.hpp"

#include <string>

#include "kiosk/search/fold.hpp"

namespace kiosk::search {
namespace {

std::string letters_of(std::string_view text) {
    std::string folded = fold(text);
    std::erase_if(folded, [](char c) { return c == ' ' || c == kJoiner; });
    return folded;
}

}  // namespace

bool says_nothing(std::string_view text) {
    return letters_of(text).empty();
}

bool is_same_name(std::string_view one, std::string_view other) {
    return letters_of(one) == letters_of(other);
}

}  // namespace kiosk::search
