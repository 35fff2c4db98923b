// tests/unit/ticket/lenient_tokens_test.cpp — every shared code, and those we refuse on purpose.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "signing.hpp"

namespace kiosk::core {
namespace {

namespace json = boost::json;

std::string contents(const std::filesystem::path& file) {
    std::ifstream input(file);
    std::ostringstream text;
    text << input.rdbuf();
    return text.str();
}

json::value vectors(const char* name) {
    return json::parse(contents(std::filesystem::path(KIOSK_TEST_DATA) / "pretix" / name));
}

std::string text_of(const json::value& value) {
    const auto& text = value.as_string();
    return {text.data(), text.size()};
}

TicketKey key_from(const json::value& pretix, const std::string& id) {
    TicketKey key = sig1_key(id);
    key.key = signing_key_from(text_of(pretix)).value_or(PublicKey{});
    return key;
}

// docs/badges.md names each in its table: | `s014` | …
std::set<std::string> documented() {
    std::set<std::string> ids;
    std::istringstream page(contents(KIOSK_BADGES_PAGE));
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("| `s0")) ids.insert(line.substr(3, 4));
    }
    return ids;
}

TEST(LenientTokens, the_codes_that_only_a_lenient_reader_takes_are_refused_and_documented) {
    const auto file = vectors("sig1-vectors.json");
    const KeySet keys = set_of({key_from(file.at("public_key"), "shop")});
    const crypto::Ed25519Verifier verifier;
    std::set<std::string> refused;
    for (const auto& vector : file.at("vectors").as_array()) {
        const std::string id = text_of(vector.at("id"));
        const auto check = check_token(text_of(vector.at("secret")), keys, at(0), verifier);
        const bool expected = vector.at("expect").at("valid").as_bool();
        EXPECT_FALSE(check.genuine() && !expected) << id;
        if (!check.genuine() && expected) refused.insert(id);
    }
    EXPECT_EQ(refused, documented());
    EXPECT_EQ(refused.size(), 8U);
    EXPECT_EQ(file.at("vectors").as_array().size(), 65U);
}

TEST(LenientTokens, every_other_vector_has_its_verdict_under_a_key_set) {
    const auto file = vectors("vectors.json");
    const crypto::Ed25519Verifier verifier;
    for (const auto& vector : file.at("vectors").as_array()) {
        SCOPED_TRACE(text_of(vector.at("id")));
        KeySet keys;
        for (const auto& name : vector.at("keys").as_array()) {
            const auto& entry = file.at("keys").at(text_of(name));
            if (entry.at("raw_hex").is_null()) continue;
            ASSERT_TRUE(keys.add(key_from(entry.at("pretix"), text_of(name))).has_value());
        }
        const auto check = check_token(text_of(vector.at("text")), keys, at(0), verifier);
        const std::string verdict = text_of(vector.at("verdict"));
        EXPECT_EQ(check.genuine(), verdict == "genuine") << name_of(check.fault);
        // "unusable": the signature fits, no possible product is named.
        const std::string reason =
            verdict == "unusable" ? "no_product" : text_of(vector.at("reason"));
        EXPECT_EQ(name_of(check.fault), reason);
    }
}

}  // namespace
}  // namespace kiosk::core
