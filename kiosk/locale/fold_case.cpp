// kiosk/locale/fold_case.cpp — ICU does it.
#include "kiosk/locale/fold_case.hpp"

#include <unicode/unistr.h>

namespace kiosk::locale {

std::string fold_case(std::string_view utf8) {
    auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())});
    std::string folded;
    text.foldCase().toUTF8String(folded);
    return folded;
}

}  // namespace kiosk::locale
