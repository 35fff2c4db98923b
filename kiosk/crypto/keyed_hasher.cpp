// kiosk/crypto/keyed_hasher.cpp — BLAKE2b by libsodium.
#include "kiosk/crypto/keyed_hasher.hpp"

#include <algorithm>

#include <sodium.h>

#include "kiosk/base/check.hpp"

namespace kiosk::crypto {

KeyedHasher::KeyedHasher(std::span<const std::uint8_t, kPepperBytes> pepper) {
    KIOSK_CHECK(sodium_init() >= 0, "libsodium starts");
    std::ranges::copy(pepper, pepper_.begin());
}

KeyedHasher::~KeyedHasher() {
    sodium_memzero(pepper_.data(), pepper_.size());
}

core::CodeKey KeyedHasher::key_of(std::string_view code) const {
    core::CodeKey key;
    const auto* bytes = reinterpret_cast<const unsigned char*>(code.data());
    const int done = crypto_generichash(key.bytes.data(), key.bytes.size(), bytes, code.size(),
                                        pepper_.data(), pepper_.size());
    KIOSK_CHECK(done == 0, "BLAKE2b takes 16 bytes out and a 32-byte key");
    return key;
}

core::TicketId ticket_id_of(const core::CodeKey& key) {
    std::uint64_t id = 0;
    for (std::size_t i = 0; i < 8; ++i) id = id << 8U | key.bytes[i];
    return core::TicketId{id};
}

}  // namespace kiosk::crypto
