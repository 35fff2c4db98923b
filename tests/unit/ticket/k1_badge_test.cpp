// tests/unit/ticket/k1_badge_test.cpp — the layout byte by byte, its limits, and one text a badge.
#include "kiosk/core/ticket/k1_badge.hpp"

#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "kiosk/base/text_codec.hpp"
#include "signing.hpp"

namespace kiosk::core {
namespace {

TEST(K1Badge, the_specifications_own_badge_is_written_byte_for_byte) {
    K1Badge badge = a_badge();
    badge.valid_from = second(0x692cda80);
    badge.valid_until = second(0x6930ceff);
    badge.single_entry = true;
    EXPECT_EQ(to_hex(encode_k1(badge).value()),
              "010700420123456789abcdef000300000005692cda806930ceff0100");
    EXPECT_EQ(text_of(badge),
              "K1AEDQAQQBENCWPCNLZXXQAAYAAAAAK2JM3KAGSMGO74AQA4RKSOB57PRCWGQOYYAX4TWA"
              "DMP3DDPRQH3CDOVZKEDS2Q2JMHX2ZP6FMWLHADBZCDVCVTFDBU23SRAV3TWFLKJJB6QR7B"
              "TL7YLTPADA");
}

TEST(K1Badge, each_flag_is_its_bit) {
    for (const unsigned bit : {1U, 2U, 4U}) {
        K1Badge badge = a_badge();
        badge.single_entry = bit == 1;
        badge.photo_check = bit == 2;
        badge.needs_rotating_code = bit == 4;
        EXPECT_EQ(encode_k1(badge).value()[26], bit);
    }
}

TEST(K1Badge, badges_that_differ_in_one_field_are_different) {
    const std::function<void(K1Badge&)> changes[] = {
        [](K1Badge& badge) { badge.key_number = 9; },
        [](K1Badge& badge) { badge.event = 9; },
        [](K1Badge& badge) { badge.credential = 9; },
        [](K1Badge& badge) { badge.product = 9; },
        [](K1Badge& badge) { badge.zones = 9; },
        [](K1Badge& badge) { badge.valid_from = second(9); },
        [](K1Badge& badge) { badge.valid_until = second(9'000); },
        [](K1Badge& badge) { badge.single_entry = true; },
        [](K1Badge& badge) { badge.photo_check = true; },
        [](K1Badge& badge) { badge.needs_rotating_code = true; },
        [](K1Badge& badge) { badge.issue = 9; }};
    for (const auto& change : changes) {
        K1Badge changed = a_badge();
        change(changed);
        EXPECT_FALSE(changed == a_badge());
        EXPECT_NE(encode_k1(changed).value(), encode_k1(a_badge()).value());
    }
}

TEST(K1Badge, times_are_bounded_at_32_bits) {
    K1Badge badge = a_badge();
    badge.valid_from = second(0);
    badge.valid_until = second(0xFFFFFFFF);
    EXPECT_TRUE(encode_k1(badge).has_value());
    badge.valid_until = second(0x100000000);
    EXPECT_EQ(encode_k1(badge).error().context,
              "badge: time 4294967296 is outside 0 to 4294967295 Unix seconds");
    badge.valid_until = second(5);
    badge.valid_from = second(-1);
    EXPECT_EQ(encode_k1(badge).error().context,
              "badge: time -1 is outside 0 to 4294967295 Unix seconds");
}

TEST(K1Badge, a_badge_does_not_end_before_it_begins) {
    K1Badge badge = a_badge();
    badge.valid_until = badge.valid_from;
    EXPECT_TRUE(encode_k1(badge).has_value());
    badge.valid_until -= std::chrono::seconds(1);
    EXPECT_EQ(encode_k1(badge).error().context, "badge: valid until 999, before it begins at 1000");
}

K1Badge random_badge(std::mt19937_64& dice) {
    K1Badge badge;
    badge.key_number = static_cast<std::uint8_t>(dice());
    badge.event = static_cast<std::uint16_t>(dice());
    badge.credential = dice();
    badge.product = static_cast<std::uint16_t>(dice());
    badge.zones = static_cast<std::uint32_t>(dice());
    const auto one = static_cast<std::uint32_t>(dice());
    const auto other = static_cast<std::uint32_t>(dice());
    badge.valid_from = second(std::min(one, other));
    badge.valid_until = second(std::max(one, other));
    badge.single_entry = (dice() & 1U) != 0;
    badge.photo_check = (dice() & 1U) != 0;
    badge.needs_rotating_code = (dice() & 1U) != 0;
    badge.issue = static_cast<std::uint8_t>(dice());
    return badge;
}

TEST(K1Badge, what_is_written_is_read_back_and_written_alike) {
    std::mt19937_64 dice(20'270'310);
    for (int round = 0; round < 2'000; ++round) {
        const K1Badge badge = random_badge(dice);
        const K1Payload payload = encode_k1(badge).value();
        std::array<std::uint8_t, kSignatureBytes> signature{};
        for (auto& byte : signature) byte = static_cast<std::uint8_t>(dice());
        const std::string text = k1_text(payload, signature);
        ASSERT_EQ(text.size(), kK1TextLength);
        const K1Envelope envelope = open_k1(text);
        ASSERT_EQ(envelope.fault, TokenFault::none);
        EXPECT_TRUE(std::ranges::equal(envelope.payload(), payload));
        EXPECT_TRUE(std::ranges::equal(envelope.signature(), signature));
        EXPECT_EQ(envelope.key_number(), badge.key_number);
        const K1Content content = read_k1_payload(envelope.payload());
        EXPECT_EQ(content.fault, TokenFault::none);
        EXPECT_EQ(content.badge, badge);
    }
}

TEST(K1Badge, every_changed_bit_of_the_92_bytes_is_refused) {
    const crypto::Ed25519Verifier verifier;
    const KeySet keys = set_of({k1_key("main", 7), k1_key("next", 6, 32)});
    const K1Envelope good = open_k1(text_of(a_badge()));
    int refused = 0;
    for (std::size_t bit = 0; bit < kK1Bytes * 8; ++bit) {
        auto bytes = good.bytes;
        bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        const std::span<const std::uint8_t, kK1Bytes> whole(bytes);
        const auto text = k1_text(whole.first<kK1PayloadBytes>(), whole.last<kSignatureBytes>());
        if (!check_token(text, keys, at(1'500), verifier).genuine()) ++refused;
    }
    EXPECT_EQ(refused, 736);
}

TEST(K1Badge, every_changed_sign_of_the_text_is_refused) {
    const crypto::Ed25519Verifier verifier;
    const KeySet keys = set_of({k1_key("main", 7)});
    const std::string good = text_of(a_badge());
    ASSERT_TRUE(check_token(good, keys, at(1'500), verifier).genuine());
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (const char sign : std::string_view("A7ab01 =")) {
            std::string text = good;
            text[i] = sign;
            if (text == good) continue;
            EXPECT_FALSE(check_token(text, keys, at(1'500), verifier).genuine()) << text;
        }
    }
}

}  // namespace
}  // namespace kiosk::core
