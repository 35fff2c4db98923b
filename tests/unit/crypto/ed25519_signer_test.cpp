// tests/unit/crypto/ed25519_signer_test.cpp — the vectors of RFC 8032, section 7.1.
#include "kiosk/crypto/ed25519_signer.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"

namespace kiosk::crypto {
namespace {

std::vector<std::uint8_t> bytes_of_hex(std::string_view text) {
    std::vector<std::uint8_t> bytes(text.size() / 2);
    EXPECT_TRUE(from_hex(text, bytes));
    return bytes;
}

struct Vector {
    std::string_view seed;
    std::string_view key;
    std::string_view message;
    std::string_view signature;
};

// TEST 1 to 3.
constexpr std::array<Vector, 3> kVectors{{
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6"
     "594a7c15e9716ed28dc027beceea1ec40a"},
}};

TEST(Ed25519Signer, signs_as_the_vectors_of_rfc_8032_do) {
    for (const auto& vector : kVectors) {
        const auto seed = bytes_of_hex(vector.seed);
        const Ed25519Signer signer{std::span<const std::uint8_t, kSeedBytes>(seed)};
        EXPECT_EQ(to_hex(signer.public_key()), vector.key);
        EXPECT_EQ(to_hex(signer.sign(bytes_of_hex(vector.message))), vector.signature);
    }
}

TEST(Ed25519Signer, is_believed_by_the_verifier_for_its_message_only) {
    const std::array<std::uint8_t, kSeedBytes> seed{1, 2, 3};
    const Ed25519Signer signer(seed);
    std::vector<std::uint8_t> message{4, 5, 6};
    const auto signature = signer.sign(message);
    const Ed25519Verifier verifier;
    EXPECT_TRUE(verifier.is_genuine(message, signature, signer.public_key()));
    message[1] ^= 1U;
    EXPECT_FALSE(verifier.is_genuine(message, signature, signer.public_key()));
}

}  // namespace
}  // namespace kiosk::crypto
