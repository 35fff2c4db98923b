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

using Plain = std::pair<char32_t, std::string_view>;

// Letters without a decomposition that people type with their nearest plain letter; sorted.
constexpr std::array kPlain{
    Plain{U'\u00e6', "ae"},     Plain{U'\u00f0', "d"},      Plain{U'\u00f8', "o"},
    Plain{U'\u00fe', "th"},     Plain{U'\u0111', "d"},      Plain{U'\u0127', "h"},
    Plain{U'\u0131', "i"},      Plain{U'\u0142', "l"},      Plain{U'\u014b', "n"},
    Plain{U'\u0153', "oe"},     Plain{U'\u0167', "t"},      Plain{U'\u0192', "f"},
    Plain{U'\u0199', "k"},      Plain{U'\u01b4', "y"},      Plain{U'\u01dd', "e"},
    Plain{U'\u0253', "b"},      Plain{U'\u0254', "o"},      Plain{U'\u0256', "d"},
    Plain{U'\u0257', "d"},      Plain{U'\u0259', "e"},      Plain{U'\u025b', "e"},
    Plain{U'\u0263', "g"},      Plain{U'\u0269', "i"},      Plain{U'\u026a', "i"},
    Plain{U'\u0272', "n"},      Plain{U'\u028a', "u"},      Plain{U'\u028b', "v"},
    Plain{U'\u0629', "\u0647"}, Plain{U'\u0649', "\u064a"}, Plain{U'\u0671', "\u0627"},
    Plain{U'\u06a9', "\u0643"}, Plain{U'\u06cc', "\u064a"}};
static_assert(std::ranges::is_sorted(kPlain, {}, &Plain::first));

// Apostrophes, hyphens, dots and their look-alikes, as they stand after NFKD; sorted.
constexpr std::array kJoiners{U'\'',     U'-',      U'.',      U'`',      U'\u00b7',
                              U'\u02b9', U'\u02bb', U'\u02bc', U'\u02be', U'\u02bf',
                              U'\u2010', U'\u2013', U'\u2018', U'\u2019', U'\u2032'};
static_assert(std::ranges::is_sorted(kJoiners));

constexpr char32_t kTatweel = U'\u0640';

// NFKD would make a blank and a mark of it.
constexpr char16_t kAcuteAccent = u'\u00b4';

// Amharic writes one sound with several letters, and people spell their names with any of them:
// each series of eight (a consonant with its vowels) counts as the common one.
struct EthiopicSeries {
    char32_t from;
    char32_t to;
};
constexpr std::array kEthiopic{EthiopicSeries{U'\u1210', U'\u1200'},   // hha as ha
                               EthiopicSeries{U'\u1220', U'\u1230'},   // sza as sa
                               EthiopicSeries{U'\u1280', U'\u1200'},   // xa as ha
                               EthiopicSeries{U'\u12d0', U'\u12a0'},   // pharyngeal a as a
                               EthiopicSeries{U'\u1340', U'\u1338'}};  // tza as tsa

char32_t common_ethiopic(char32_t c) {
    for (const auto& series : kEthiopic) {
        if (c >= series.from && c < series.from + 8) c = series.to + (c - series.from);
    }
    // After h and the glottal stop the first vowel and the fourth are both spoken "a".
    return c == U'\u1203' || c == U'\u12a3' ? c - 3 : c;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char fold_ascii(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c + ('a' - 'A'));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
    return c == '\'' || c == '-' || c == '.' || c == '`' ? kJoiner : ' ';
}

void append_folded(std::string& out, UChar32 letter) {
    const auto c = static_cast<char32_t>(letter);
    if (c < 0x80) {
        out += fold_ascii(static_cast<char>(c));
        return;
    }
    const auto kind = u_charType(letter);
    if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR) return;
    if (c == kTatweel) return;
    if (u_hasBinaryProperty(letter, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) return;  // unseen
    if (std::ranges::binary_search(kJoiners, c)) {
        out += kJoiner;
        return;
    }
    const auto plain = std::ranges::lower_bound(kPlain, c, {}, &Plain::first);
    if (plain != kPlain.end() && plain->first == c) {
        out += plain->second;
    } else if (u_isalnum(letter) != 0 || kind == U_COMBINING_SPACING_MARK) {
        icu::UnicodeString(static_cast<UChar32>(common_ethiopic(c))).toUTF8String(out);
    } else {
        out += ' ';
    }
}

}  // namespace

std::string fold(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    if (is_ascii(utf8)) {
        for (const char c : utf8) out += fold_ascii(c);
        return out;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    KIOSK_CHECK(U_SUCCESS(status) != 0, "ICU has its normalisation data");
    auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    text.findAndReplace(icu::UnicodeString(kAcuteAccent), icu::UnicodeString(u'\''));
    text = nfkd->normalize(text, status);
    if (U_FAILURE(status) != 0) return out;
    text.foldCase();
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        append_folded(out, text.char32At(at));
    }
    return out;
}

}  // namespace kiosk::search
