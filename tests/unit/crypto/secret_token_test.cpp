// tests/unit/crypto/secret_token_test.cpp — secrets are random, digests are not.
#include "kiosk/crypto/secret_token.hpp"

#include <gtest/gtest.h>

namespace kiosk::crypto {
namespace {

TEST(SecretToken, no_two_are_alike) {
    const std::string one = make_secret();
    EXPECT_EQ(one.size(), kSecretDigits);
    EXPECT_EQ(one.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_NE(one, make_secret());
}

TEST(SecretToken, one_secret_has_one_digest) {
    EXPECT_EQ(digest_of("a"), digest_of("a"));
    EXPECT_NE(digest_of("a"), digest_of("b"));
    // BLAKE2b-256 of the empty text, as RFC 7693's own program prints it.
    EXPECT_EQ(digest_of("")[0], 0x0e);
    EXPECT_EQ(digest_of("")[1], 0x57);
}

}  // namespace
}  // namespace kiosk::crypto
