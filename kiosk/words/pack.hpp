// kiosk/words/pack.hpp — one language: every text that people read, by its key.
//
// A pack is one JSON file; a key is the path to a text in it: "reasons.unpaid.message",
// "screens.desk.ready". A text that counts has one form for each plural category of its language
// (Unicode TS 35-3, Language Plural Rules): "phrases.questions.one", "phrases.questions.other".
// Placeholders stand in braces: "Last out {time}".
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::words {

inline constexpr std::size_t kPackBytesMax = 256 * 1024;
inline constexpr std::size_t kTextBytesMax = 1024;

using Values = std::map<std::string, std::string, std::less<>>;

struct Pack {
    std::string language;        // "fr": BCP 47, letters, digits and hyphens, at most 35
    std::string name;            // in the language itself: "Français"
    std::string locale;          // how numbers and times are written: "fr-FR", "ar-u-nu-latn"
    bool right_to_left = false;  // Arabic
    bool draft = false;          // no native speaker has read it yet
    Values texts;                // by key
};

// Errc::invalid_input, or Errc::too_large, with the key and the limit.
[[nodiscard]] Result<Pack> parse_pack(std::string_view json);

// The category of this count in the language: "one", "few", "other"...
[[nodiscard]] std::string plural_category(std::string_view language, std::uint64_t count);

// What a screen of this name ("desk") needs, as JSON: the pack's words for it and for all screens,
// and which languages there are.
[[nodiscard]] std::string print_screen_words(const Pack& pack, std::string_view screen);

}  // namespace kiosk::words
