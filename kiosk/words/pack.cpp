// kiosk/words/pack.cpp — reads a pack; anything unexpected in it is named.
#include "kiosk/words/pack.hpp"

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/system/error_code.hpp>
#include <unicode/locid.h>
#include <unicode/plurrule.h>
#include <unicode/unistr.h>

#include "kiosk/json/repeated_key.hpp"

namespace kiosk::words {
namespace {

namespace json = boost::json;

constexpr std::size_t kDepthMax = 8;
constexpr std::size_t kTagMax = 35;  // RFC 5646 section 4.4.1

Result<std::string> text_at(const json::object& object, std::string_view key) {
    const json::value* found = object.if_contains(key);
    if (found == nullptr || !found->is_string() || found->get_string().empty()) {
        return fail(Errc::invalid_input, "\"" + std::string(key) + "\" is no text");
    }
    return std::string(found->get_string());
}

bool is_tag(std::string_view text) {
    return text.size() <= kTagMax && std::ranges::all_of(text, [](unsigned char one) {
               return std::isalnum(one) != 0 || one == '-';
           });
}

Result<> add_texts(const json::value& value, const std::string& key, Values& texts) {
    if (value.is_string()) {
        const auto& text = value.get_string();
        if (text.empty()) return fail(Errc::invalid_input, key + " is empty");
        if (text.size() > kTextBytesMax) {
            return fail(Errc::too_large, key + " is " + std::to_string(text.size()) +
                                             " bytes, limit " + std::to_string(kTextBytesMax));
        }
        texts.emplace(key, std::string(text));
        return {};
    }
    if (!value.is_object()) {
        return fail(Errc::invalid_input, key + " is neither a text nor a group of texts");
    }
    for (const auto& [name, inner] : value.get_object()) {
        KIOSK_TRY_VOID(add_texts(inner, key + "." + std::string(name), texts));
    }
    return {};
}

Result<> read_about(const json::object& object, Pack& pack) {
    pack.language = KIOSK_TRY(text_at(object, "language"));
    pack.name = KIOSK_TRY(text_at(object, "name"));
    pack.locale = KIOSK_TRY(text_at(object, "locale"));
    for (const auto* tag : {&pack.language, &pack.locale}) {
        if (!is_tag(*tag)) {
            return fail(Errc::invalid_input, "\"" + *tag + "\" is no language tag");
        }
    }
    const std::string direction = KIOSK_TRY(text_at(object, "direction"));
    if (direction != "ltr" && direction != "rtl") {
        return fail(Errc::invalid_input, "direction is \"" + direction + "\", not ltr or rtl");
    }
    pack.right_to_left = direction == "rtl";
    const json::value* draft = object.if_contains("draft");
    if (draft == nullptr || !draft->is_bool()) {
        return fail(Errc::invalid_input, "\"draft\" is neither true nor false");
    }
    pack.draft = draft->get_bool();
    return {};
}

bool is_about(std::string_view key) {
    constexpr std::string_view kAbout[] = {"language", "name", "locale", "direction", "draft"};
    return std::ranges::find(kAbout, key) != std::end(kAbout);
}

}  // namespace

Result<Pack> parse_pack(std::string_view text) {
    if (text.size() > kPackBytesMax) {
        return fail(Errc::too_large, "a pack of " + std::to_string(text.size()) + " bytes, limit " +
                                         std::to_string(kPackBytesMax));
    }
    json::parse_options options;
    options.max_depth = kDepthMax;
    boost::system::error_code trouble;
    const json::value value = json::parse(text, trouble, {}, options);
    if (trouble) return fail(Errc::invalid_input, "not JSON: " + trouble.message());
    if (!value.is_object()) return fail(Errc::invalid_input, "not a JSON object");
    if (const auto repeated = repeated_key(text, "", kDepthMax)) {
        return fail(Errc::invalid_input,
                    "\"" + repeated->key + "\" stands twice in \"" + repeated->path + "\"");
    }
    Pack pack;
    KIOSK_TRY_VOID(read_about(value.get_object(), pack));
    for (const auto& [key, inner] : value.get_object()) {
        if (is_about(key)) continue;
        KIOSK_TRY_VOID(add_texts(inner, std::string(key), pack.texts));
    }
    return pack;
}

std::string plural_category(std::string_view language, std::uint64_t count) {
    constexpr const char* kOther = "other";
    UErrorCode trouble = U_ZERO_ERROR;
    const std::string tag(language);
    const auto locale = icu::Locale::forLanguageTag(tag, trouble);
    const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(locale, trouble));
    if (U_FAILURE(trouble) != 0 || rules == nullptr) return kOther;
    std::string category;
    return rules->select(static_cast<double>(count)).toUTF8String(category);
}

}  // namespace kiosk::words
