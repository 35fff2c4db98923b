// tests/unit/crypto/keyed_hasher_test.cpp — the keyed hash is BLAKE2b-128 and depends on both.
#include "kiosk/crypto/keyed_hasher.hpp"

#include <gtest/gtest.h>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::crypto {
namespace {

std::array<std::uint8_t, kPepperBytes> pepper_from_zero_up() {
    std::array<std::uint8_t, kPepperBytes> pepper{};
    for (std::size_t i = 0; i < pepper.size(); ++i) pepper[i] = static_cast<std::uint8_t>(i);
    return pepper;
}

// Reference: python3 -c "import hashlib; print(hashlib.blake2b(b'7f3kq', digest_size=16,
// key=bytes(range(32))).hexdigest())"
TEST(KeyedHasher, agrees_with_another_implementation) {
    const KeyedHasher hasher(pepper_from_zero_up());
    EXPECT_EQ(to_hex(hasher.key_of("7f3kq").bytes), "e37c42626610d89d7a04013ceaf0e0ed");
    EXPECT_EQ(to_hex(hasher.key_of("").bytes), "3daf97bce7888fd59773c66bf647459c");
}

TEST(KeyedHasher, another_pepper_gives_another_key) {
    auto other = pepper_from_zero_up();
    other[31] ^= 1U;
    EXPECT_NE(KeyedHasher(pepper_from_zero_up()).key_of("a"), KeyedHasher(other).key_of("a"));
}

TEST(TicketIdOf, is_the_first_eight_bytes_of_the_key) {
    core::CodeKey key;
    key.bytes = {0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0xff};
    EXPECT_EQ(ticket_id_of(key).value, 0x0123456789abcdefULL);
}

}  // namespace
}  // namespace kiosk::crypto
