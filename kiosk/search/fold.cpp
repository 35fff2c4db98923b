// kiosk/search/fold.cpp — folding by ICU, with a short way for plain ASCII.
#include "kiosk/search/fold.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utypes.h>

#include "kiosk/base/check.hpp"

namespace kiosk::search {
namespace {

// Letters without a decomposition that people type with their nearest plain letter.
constexpr std::array<std::pair<char32_t, std::string_view>, 24> kPlain{{
    {U'\u00df', "ss"}, {U'\u00e6', "ae"},     {U'\u00f0', "d"},      {U'\u00f8', "o"},
    {U'\u00fe', "th"}, {U'\u0111', "d"},      {U'\u0131', "i"},      {U'\u0142', "l"},
    {U'\u014b', "n"},  {U'\u0153', "oe"},     {U'\u0192', "f"},      {U'\u0199', "k"},
    {U'\u01b4', "y"},  {U'\u0253', "b"},      {U'\u0254', "o"},      {U'\u0256', "d"},
    {U'\u0257', "d"},  {U'\u025b', "e"},      {U'\u0263', "g"},      {U'\u026a', "i"},
    {U'\u028b', "v"},  {U'\u0671', "\u0627"}, {U'\u0649', "\u064a"}, {U'\u0629', "\u0647"},
}};

constexpr char32_t kTatweel = U'\u0640';

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char ascii_lower(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c + ('a' - 'A'));
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
}

void append_folded(std::string& out, UChar32 c) {
    if (u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_ENCLOSING_MARK) return;
    if (static_cast<char32_t>(c) == kTatweel || u_charType(c) == U_FORMAT_CHAR) return;
    const auto plain = std::ranges::find(kPlain, static_cast<char32_t>(c),
                                         &std::pair<char32_t, std::string_view>::first);
    if (plain != kPlain.end()) {
        out += plain->second;
    } else if (c == 0xFFFD || u_iscntrl(c) != 0 || u_isUWhiteSpace(c) != 0) {
        out += ' ';
    } else {
        icu::UnicodeString(c).toUTF8String(out);
    }
}

// Apostrophes, hyphens, dots and their look-alikes, as they stand after folding.
bool is_joiner(std::string_view text, std::size_t& length) {
    static constexpr std::array<std::string_view, 12> kJoiners{
        "'",      "`",      "-",      ".",      "\u2019", "\u2018",
        "\u02bc", "\u02bb", "\u00b4", "\u2010", "\u00b7", "\u2013"};
    for (const auto joiner : kJoiners) {
        if (text.starts_with(joiner)) {
            length = joiner.size();
            return true;
        }
    }
    return false;
}

std::vector<std::string> blank_separated(std::string_view folded) {
    std::vector<std::string> words;
    std::size_t at = 0;
    while (at < folded.size()) {
        const std::size_t end = std::min(folded.find(' ', at), folded.size());
        if (end > at) words.emplace_back(folded.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

// The parts of a word between joiners.
std::vector<std::string> parts_of(std::string_view word) {
    std::vector<std::string> parts(1);
    for (std::size_t at = 0; at < word.size();) {
        std::size_t length = 1;
        if (is_joiner(word.substr(at), length)) {
            if (!parts.back().empty()) parts.emplace_back();
        } else {
            parts.back() += word[at];
        }
        at += length;
    }
    if (parts.back().empty()) parts.pop_back();
    return parts;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string word;
    for (const auto& part : parts) word += part;
    return word;
}

}  // namespace

std::string fold(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    if (is_ascii(utf8)) {
        for (const char c : utf8) out += ascii_lower(c);
        return out;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    KIOSK_CHECK(U_SUCCESS(status) != 0, "ICU has its normalisation data");
    auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    text.foldCase();
    text = nfkd->normalize(text, status);
    if (U_FAILURE(status) != 0) return out;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        append_folded(out, text.char32At(at));
    }
    return out;
}

std::vector<std::string> query_words(std::string_view query) {
    std::vector<std::string> words;
    for (const auto& word : blank_separated(fold(query))) {
        std::string plain = joined(parts_of(word));
        if (!plain.empty()) words.push_back(std::move(plain));
    }
    return words;
}

std::string search_text(std::string_view name) {
    std::string out;
    std::vector<std::string> parts;
    const auto add = [&out](std::string_view word) {
        out += ' ';
        out += word;
    };
    for (const auto& word : blank_separated(fold(name))) {
        const auto word_parts = parts_of(word);
        if (word_parts.size() > 1) add(joined(word_parts));
        parts.insert(parts.end(), word_parts.begin(), word_parts.end());
    }
    for (const auto& part : parts) add(part);
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) add(parts[i] + parts[i + 1]);
    return out;
}

}  // namespace kiosk::search
