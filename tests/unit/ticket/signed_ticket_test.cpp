// tests/unit/ticket/signed_ticket_test.cpp — the envelope of pretix_sig1, its limits and its keys.
#include "kiosk/core/ticket/signed_ticket.hpp"

#include <gtest/gtest.h>

#include "kiosk/base/text_codec.hpp"
#include "signing.hpp"

namespace kiosk::core {
namespace {

class AllGenuine final : public SignatureVerifier {
  public:
    [[nodiscard]] bool is_genuine(std::span<const std::uint8_t>, std::span<const std::uint8_t>,
                                  const PublicKey&) const override {
        return true;
    }
};

TokenFault fault_of_text(std::string_view text) {
    const std::vector<PublicKey> keys(1);
    return read_signed_ticket(text, keys, AllGenuine()).fault;
}

TokenFault fault_of_bytes(const Bytes& bytes) {
    return fault_of_text(sig1_text_of(bytes));
}

// Lists name a ticket by it, whoever signed; a text that is no envelope names none.
TEST(SignedTicket, identity_is_the_payload_of_a_whole_envelope) {
    const Bytes good = sig1_bytes(a_payload());
    const auto identity = sig1_identity_in(sig1_text_of(good));
    ASSERT_TRUE(identity);
    EXPECT_EQ(*identity, sig1_identity(std::span(good).subspan(5, good.size() - 5 - 64)));
    EXPECT_EQ(sig1_identity_in(sig1_text_of(Bytes{1, 0, 0, 0, 64})), std::nullopt);
    EXPECT_EQ(sig1_identity_in("!!!!"), std::nullopt);
}

TEST(SignedTicket, each_damage_of_the_envelope_has_its_name) {
    const Bytes good = sig1_bytes(a_payload());
    EXPECT_EQ(fault_of_bytes(good), TokenFault::none);
    EXPECT_EQ(fault_of_text(""), TokenFault::empty);
    EXPECT_EQ(fault_of_text("!!!!"), TokenFault::bad_alphabet);
    EXPECT_EQ(fault_of_text("AAA"), TokenFault::bad_padding);
    EXPECT_EQ(fault_of_text("==BA"), TokenFault::not_canonical);
    EXPECT_EQ(fault_of_bytes({2}), TokenFault::bad_version);
    EXPECT_EQ(fault_of_bytes({1}), TokenFault::truncated);
    EXPECT_EQ(fault_of_bytes({1, 0, 0, 0}), TokenFault::truncated);
    EXPECT_EQ(fault_of_bytes({1, 0, 0, 0, 63}), TokenFault::bad_signature_length);
    Bytes cut = good;
    cut.pop_back();
    EXPECT_EQ(fault_of_bytes(cut), TokenFault::truncated);
    Bytes longer = good;
    longer.push_back(0);
    EXPECT_EQ(fault_of_bytes(longer), TokenFault::trailing_bytes);
    EXPECT_EQ(fault_of_bytes(sig1_bytes({0x10})), TokenFault::bad_payload);
}

// Lengths above 255 need both bytes of their number.
TEST(SignedTicket, long_payloads_are_read_whole_and_lies_about_them_are_not) {
    const Bytes payload = joined({Bytes{0x0a, 0x80, 0x04}, Bytes(512, 'x')});  // a seed of 512
    const Bytes good = sig1_bytes(payload);
    EXPECT_EQ(fault_of_bytes(good), TokenFault::none);
    for (const unsigned high : {0x00U, 0x01U, 0x03U, 0xFFU}) {
        Bytes lie = good;
        lie[1] = static_cast<std::uint8_t>(high);
        EXPECT_NE(fault_of_bytes(lie), TokenFault::none);
    }
}

TEST(SignedTicket, texts_are_bounded_at_4096_signs) {
    const auto sized = [](std::size_t bytes) {
        const std::size_t size = bytes - 5 - 64 - 3;
        const Bytes head{0x0a, static_cast<std::uint8_t>((size & 0x7FU) | 0x80U),
                         static_cast<std::uint8_t>(size >> 7U)};
        const Bytes payload = joined({head, Bytes(size, 'x')});
        return sig1_text_of(sig1_bytes(payload));
    };
    ASSERT_EQ(sized(3'072).size(), kSignedTextMax);
    EXPECT_EQ(fault_of_text(sized(3'072)), TokenFault::none);
    EXPECT_EQ(fault_of_text(sized(3'073)), TokenFault::too_long);
}

TEST(SignedTicket, no_more_than_32_keys_are_tried) {
    const std::string text = sig1_text_of(sig1_bytes(a_payload()));
    std::vector<PublicKey> keys(kSigningKeysMax - 1);
    keys.push_back(signer_from(0).public_key());
    const auto last = read_signed_ticket(text, keys, crypto::Ed25519Verifier());
    EXPECT_EQ(last.fault, TokenFault::none);
    EXPECT_EQ(last.key, kSigningKeysMax - 1);
    keys.insert(keys.begin(), PublicKey{});
    EXPECT_EQ(read_signed_ticket(text, keys, crypto::Ed25519Verifier()).fault,
              TokenFault::bad_signature);
    EXPECT_EQ(read_signed_ticket(text, {}, crypto::Ed25519Verifier()).fault, TokenFault::no_key);
}

// The shop's key as the API gives it: Base64 of a PEM. Each row spoils one thing.
std::string wrapped(std::string_view pem) {
    const Bytes bytes(pem.begin(), pem.end());
    std::string text = sig1_text_of(bytes);
    return {text.rbegin(), text.rend()};
}

constexpr std::string_view kBody = "MCowBQYDK2VwAyEAYMJsOnLp5AWGpJ+dFJE2r9DOXeQIZgVrCt93LAl5BN8=";

TEST(SigningKey, is_the_key_within_a_pem) {
    const auto key = signing_key_from(wrapped(
        "-----BEGIN PUBLIC KEY-----\r\n" + std::string(kBody) + "\r\n-----END PUBLIC KEY-----\n"));
    ASSERT_TRUE(key);
    EXPECT_EQ(to_hex(*key), "60c26c3a72e9e40586a49f9d149136afd0ce5de40866056b0adf772c097904df");
}

TEST(SigningKey, is_nothing_else) {
    const std::string begin = "-----BEGIN PUBLIC KEY-----\n";
    const std::string end = "\n-----END PUBLIC KEY-----\n";
    const std::string body(kBody);
    const std::string pems[] = {
        "",
        body,
        begin + body,
        body + end,
        end + begin + body,
        "-----END PUBLIC KEY-----" + begin,
        begin + end,
        begin + body.substr(0, 56) + end,
        begin + "!" + body.substr(1) + end,
        begin + "MCowBQYDK2VxAyEAYMJsOnLp5AWGpJ+dFJE2r9DOXeQIZgVrCt93LAl5BN8=" + end};
    for (const std::string& pem : pems) EXPECT_FALSE(signing_key_from(wrapped(pem))) << pem;
    EXPECT_FALSE(signing_key_from("@@"));
    EXPECT_FALSE(signing_key_from(std::string(4'097, 'A')));
}

}  // namespace
}  // namespace kiosk::core
