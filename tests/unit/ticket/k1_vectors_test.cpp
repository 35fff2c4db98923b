// tests/unit/ticket/k1_vectors_test.cpp — vectors of another implementation, by two verifiers.
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include "kiosk/base/text_codec.hpp"
#include "signing.hpp"

namespace kiosk::core {
namespace {

namespace json = boost::json;

// The second opinion: OpenSSL shares no code with libsodium.
class OpenSslVerifier final : public SignatureVerifier {
  public:
    [[nodiscard]] bool is_genuine(std::span<const std::uint8_t> message,
                                  std::span<const std::uint8_t> signature,
                                  const PublicKey& key) const override {
        const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> loaded(
            EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()),
            EVP_PKEY_free);
        const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                         EVP_MD_CTX_free);
        return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, loaded.get()) == 1 &&
               EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                                message.size()) == 1;
    }
};

std::string text_of(const json::value& value) {
    const auto& text = value.as_string();
    return {text.data(), text.size()};
}

json::value vectors() {
    std::ifstream input(std::filesystem::path(KIOSK_TEST_DATA) / "badges" / "k1-vectors.json");
    std::ostringstream text;
    text << input.rdbuf();
    return json::parse(text.str());
}

std::uint64_t credential_of(const json::value& value) {
    std::array<std::uint8_t, 8> bytes{};
    EXPECT_TRUE(from_hex(text_of(value), bytes));
    std::uint64_t number = 0;
    for (const auto byte : bytes) number = number << 8U | byte;
    return number;
}

KeySet keys_of(const json::value& file) {
    KeySet set;
    for (const auto& entry : file.at("keys").as_array()) {
        TicketKey key{.id = text_of(entry.at("id")), .kind = KeyKind::k1};
        EXPECT_TRUE(from_hex(text_of(entry.at("public_key")), key.key));
        key.number = static_cast<std::uint8_t>(entry.at("number").as_int64());
        for (const auto& event : entry.at("events").as_array()) {
            key.events.push_back(static_cast<std::uint16_t>(event.as_int64()));
        }
        key.revoked = entry.as_object().contains("revoked");
        EXPECT_TRUE(set.add(key).has_value());
    }
    std::vector<std::uint64_t> revoked;
    for (const auto& id : file.at("revoked_badges").as_array())
        revoked.push_back(credential_of(id));
    EXPECT_TRUE(set.revoke_badges(revoked).has_value());
    return set;
}

void expect_badge(const json::value& wanted, const K1Badge& badge) {
    const auto number = [&](const char* name) { return wanted.at(name).as_int64(); };
    EXPECT_EQ(badge.key_number, number("key_number"));
    EXPECT_EQ(badge.event, number("event"));
    EXPECT_EQ(badge.credential, credential_of(wanted.at("credential")));
    EXPECT_EQ(badge.product, number("product"));
    EXPECT_EQ(badge.zones, number("zones"));
    EXPECT_EQ(badge.valid_from, second(number("valid_from")));
    EXPECT_EQ(badge.valid_until, second(number("valid_until")));
    EXPECT_EQ(badge.single_entry, (number("flags") & 1) != 0);
    EXPECT_EQ(badge.photo_check, (number("flags") & 2) != 0);
    EXPECT_EQ(badge.needs_rotating_code, (number("flags") & 4) != 0);
    EXPECT_EQ(badge.issue, number("issue"));
}

void expect_all(const SignatureVerifier& verifier) {
    const auto file = vectors();
    const KeySet keys = keys_of(file);
    std::map<std::string, int> seen;
    for (const auto& vector : file.at("vectors").as_array()) {
        SCOPED_TRACE(text_of(vector.at("id")));
        const auto envelope_and_more = text_of(vector.at("text"));
        const std::string reason = text_of(vector.at("reason"));
        ++seen[reason];
        // Damaged texts may not even look like a badge; the badge's own reader must name the fault.
        const TokenFault form = open_k1(envelope_and_more).fault;
        if (form != TokenFault::none) {
            EXPECT_EQ(name_of(form), reason);
            EXPECT_FALSE(check_token(envelope_and_more, keys, at(0), verifier).genuine());
            continue;
        }
        const TokenCheck check = check_token(envelope_and_more, keys, at(0), verifier);
        EXPECT_EQ(name_of(check.fault), reason);
        if (!check.genuine()) continue;
        EXPECT_EQ(to_hex(encode_k1(*check.badge).value()), text_of(vector.at("payload_hex")));
        expect_badge(vector.at("badge"), *check.badge);
    }
    EXPECT_EQ(seen["ok"], 23);
    EXPECT_EQ(seen.size(), 14U);  // each reason that a badge can be refused for, but no_key
    EXPECT_EQ(file.at("vectors").as_array().size(), 80U);
}

TEST(K1Vectors, have_their_reasons_with_libsodium) {
    expect_all(crypto::Ed25519Verifier());
}

TEST(K1Vectors, have_their_reasons_with_openssl) {
    expect_all(OpenSslVerifier());
}

}  // namespace
}  // namespace kiosk::core
