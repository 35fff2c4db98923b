// kiosk/words/pack_check.cpp — compares key by key with English.
#include "kiosk/words/pack_check.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <unicode/locid.h>
#include <unicode/plurrule.h>
#include <unicode/strenum.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "kiosk/words/built_in.hpp"

namespace kiosk::words {
namespace {

using Names = std::set<std::string, std::less<>>;

constexpr std::string_view kOther = ".other";

// "phrases.questions" of "phrases.questions.few", where that text counts; else nothing.
std::optional<std::string> counted_text(const std::string& key) {
    const std::string text = key.substr(0, key.rfind('.'));
    const auto& english = packs().front().texts;
    if (!english.contains(text + std::string(kOther))) return std::nullopt;
    return text;
}

Names categories_of(const std::string& language) {
    UErrorCode trouble = U_ZERO_ERROR;
    const auto locale = icu::Locale::forLanguageTag(language, trouble);
    const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(locale, trouble));
    if (U_FAILURE(trouble) != 0 || rules == nullptr) return {"other"};
    const std::unique_ptr<icu::StringEnumeration> names(rules->getKeywords(trouble));
    Names all;
    while (names != nullptr) {
        const char* name = names->next(nullptr, trouble);
        if (name == nullptr || U_FAILURE(trouble) != 0) break;
        all.emplace(name);
    }
    return all;
}

// Nothing where a brace is not closed.
std::optional<Names> placeholders_of(std::string_view text) {
    Names names;
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at)) {
        const std::size_t close = text.find('}', at);
        if (close == std::string_view::npos) return std::nullopt;
        names.emplace(text.substr(at + 1, close - at - 1));
        at = close;
    }
    return names;
}

std::string in_braces(const Names& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "{" : ", {") + name + "}";
    return text.empty() ? "none" : text;
}

// The limit of this key; 0: none.
std::size_t glyphs_max(std::string_view key, const Pack& pack) {
    if (key.starts_with("verdicts.")) return kVerdictGlyphsMax;
    constexpr std::string_view kIdle[] = {"screens.gate.scan", "screens.gate.scan_out",
                                          "screens.gate.out_of_order"};
    if (std::ranges::find(kIdle, key) != std::end(kIdle)) return kIdleGlyphsMax;
    if (!key.ends_with(".message")) return 0;
    return pack.language == "en" ? kEnglishGlyphsMax : kMessageGlyphsMax;
}

class Checker {
  public:
    explicit Checker(const Pack& pack) : pack_(pack), categories_(categories_of(pack.language)) {}

    std::vector<PackFinding> findings() && {
        for (const auto& [key, text] : packs().front().texts) expect(key);
        for (const auto& [key, text] : pack_.texts) {
            const auto counted = counted_text(key);
            const auto& english = packs().front().texts;
            const auto like = english.find(counted ? *counted + std::string(kOther) : key);
            if (counted && !categories_.contains(key.substr(counted->size() + 1))) {
                add("plural", key, pack_.language + " has no such form");
            } else if (like == english.end()) {
                add("unknown", key, "nothing asks for this text");
            } else {
                compare_placeholders(key, text, like->second, counted.has_value());
                measure(key, text);
            }
        }
        std::ranges::stable_sort(findings_, {}, &PackFinding::key);
        return std::move(findings_);
    }

  private:
    void add(std::string_view kind, const std::string& key, std::string sentence) {
        findings_.push_back({kind, key, std::move(sentence)});
    }

    // English says which texts there are; the language says how many forms of one that counts.
    void expect(const std::string& key) {
        const auto counted = counted_text(key);
        if (!counted) {
            if (!pack_.texts.contains(key)) add("gap", key, "is missing");
            return;
        }
        if (!key.ends_with(kOther)) return;
        for (const auto& category : categories_) {
            const std::string form = *counted + "." + category;
            if (!pack_.texts.contains(form)) add("plural", form, "this form is missing");
        }
    }

    void compare_placeholders(const std::string& key, const std::string& text,
                              const std::string& english, bool counted) {
        auto own = placeholders_of(text);
        if (!own) {
            add("placeholder", key, "a brace is not closed");
            return;
        }
        const Names wanted = *placeholders_of(english);
        // "One result" need not say 1.
        if (counted && !key.ends_with(kOther) && wanted.contains("n")) own->emplace("n");
        if (*own == wanted) return;
        add("placeholder", key, "has " + in_braces(*own) + ", in English " + in_braces(wanted));
    }

    void measure(const std::string& key, const std::string& text) {
        const std::size_t limit = glyphs_max(key, pack_);
        const std::size_t glyphs = glyphs_of(text);
        if (limit == 0 || glyphs <= limit) return;
        add("too_long", key,
            "is " + std::to_string(glyphs) + " glyphs, limit " + std::to_string(limit));
    }

    const Pack& pack_;
    Names categories_;
    std::vector<PackFinding> findings_;
};

}  // namespace

std::size_t glyphs_of(std::string_view text) {
    const auto letters = icu::UnicodeString::fromUTF8(std::string(text));
    std::size_t glyphs = 0;
    for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        const auto mask = U_GET_GC_MASK(letters.char32At(at));
        if ((mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) == 0) ++glyphs;
    }
    return glyphs;
}

std::vector<PackFinding> check_pack(const Pack& pack) {
    return Checker(pack).findings();
}

}  // namespace kiosk::words
