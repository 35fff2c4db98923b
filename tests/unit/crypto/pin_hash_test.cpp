// tests/unit/crypto/pin_hash_test.cpp — PINs are kept as Argon2id and never as they are.
#include "kiosk/crypto/pin_hash.hpp"

#include <gtest/gtest.h>

namespace kiosk::crypto {
namespace {

TEST(PinHash, knows_its_pin_and_no_other) {
    const auto hash = hash_pin("428193");
    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=32768,t=3,p=1$")) << *hash;
    EXPECT_EQ(hash->find("428193"), std::string::npos);
    EXPECT_TRUE(is_pin("428193", *hash));
    EXPECT_FALSE(is_pin("428194", *hash));
    EXPECT_FALSE(is_pin("", *hash));
}

TEST(PinHash, two_people_with_one_pin_have_two_hashes) {
    EXPECT_NE(hash_pin("428193").value(), hash_pin("428193").value());
}

TEST(PinHash, nobodys_hash_is_a_hash_of_the_same_cost) {
    EXPECT_TRUE(nobodys_pin_hash().starts_with("$argon2id$v=19$m=32768,t=3,p=1$"));
    EXPECT_FALSE(is_pin("428193", nobodys_pin_hash()));
}

TEST(PinHash, what_is_no_hash_is_told) {
    EXPECT_TRUE(is_pin_hash(hash_pin("428193").value()));
    EXPECT_FALSE(is_pin_hash(""));
    EXPECT_FALSE(is_pin_hash("428193"));
    EXPECT_FALSE(is_pin_hash("$argon2id$v=19$m=32768,t=3,p=1$short"));
    EXPECT_FALSE(is_pin("428193", "428193"));
}

}  // namespace
}  // namespace kiosk::crypto
