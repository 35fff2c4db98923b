// kiosk/crypto/journal_chain.cpp — SHA-256 over the link before, the number and the payload.
#include "kiosk/crypto/journal_chain.hpp"

#include <concepts>
#include <string_view>

#include <sodium.h>

namespace kiosk::crypto {
namespace {

class LinkHash {
  public:
    explicit LinkHash(std::string_view prefix) {
        crypto_hash_sha256_init(&state_);
        add(std::as_bytes(std::span(prefix)));
    }

    LinkHash& add(std::span<const std::byte> bytes) {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()),
                                  bytes.size());
        return *this;
    }

    template <std::unsigned_integral Number>
    LinkHash& add_little_endian(Number number) {
        for (std::size_t i = 0; i < sizeof(Number); ++i) {
            const auto byte = static_cast<std::byte>((number >> (8 * i)) & 0xFF);
            add(std::span(&byte, 1));
        }
        return *this;
    }

    core::ChainLink link() {
        core::ChainLink link{};
        static_assert(sizeof(link) == crypto_hash_sha256_BYTES);
        crypto_hash_sha256_final(&state_, link.data());
        return link;
    }

  private:
    crypto_hash_sha256_state state_{};
};

}  // namespace

core::ChainLink genesis_link(const core::JournalId& journal) {
    return LinkHash("kj1 genesis")
        .add(std::as_bytes(std::span(journal.station)))
        .add_little_endian(journal.epoch)
        .link();
}

core::ChainLink next_link(const core::ChainLink& before, std::uint64_t seq,
                          std::span<const std::byte> payload) {
    return LinkHash("kj1")
        .add(std::as_bytes(std::span(before)))
        .add_little_endian(seq)
        .add_little_endian(static_cast<std::uint32_t>(payload.size()))
        .add(payload)
        .link();
}

}  // namespace kiosk::crypto
