// kiosk/storage/signed_heads.cpp — reading the newest heads, and the chain where they stand.
#include "kiosk/storage/signed_heads.hpp"

#include <algorithm>
#include <ranges>

#include <sodium.h>

namespace kiosk::storage {
namespace {

class Verifier final : public core::SignatureVerifier {
  public:
    [[nodiscard]] bool is_genuine(std::span<const std::uint8_t> message,
                                  std::span<const std::uint8_t> signature,
                                  const core::PublicKey& key) const override {
        return signature.size() == crypto_sign_BYTES &&
               crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                           key.data()) == 0;
    }
};

core::PublicKey public_key_of(const KeySeed& seed) {
    static_assert(crypto_sign_SEEDBYTES == std::tuple_size_v<KeySeed>);
    static_assert(crypto_sign_PUBLICKEYBYTES == std::tuple_size_v<core::PublicKey>);
    core::PublicKey key{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
    sodium_memzero(secret.data(), secret.size());
    return key;
}

// A flipped bit in the file must not make a head of what the station never signed.
bool is_own(const SignedCheckpoint& read, const Result<KeySeed>& seed) {
    if (!seed.has_value()) return true;
    const NoteKey key{key_name_of(read.checkpoint.station), public_key_of(*seed)};
    return judge(read.note, key, Verifier()) == NoteTrust::genuine;
}

}  // namespace

SignedHeads SignedHeads::read(FileSystem& files, const StatePaths& paths) {
    SignedHeads signed_heads;
    const auto text = read_checkpoint_file(files, paths);
    if (!text.has_value()) {
        signed_heads.problem_ = "The signed heads cannot be read: " + text.error().context;
        return signed_heads;
    }
    const auto seed = read_checkpoint_key(files, paths);
    const auto list = read_checkpoints(*text);
    signed_heads.find_problem(list, seed);
    for (const auto& read : list.checkpoints | std::views::reverse) {
        if (signed_heads.find(read.checkpoint.epoch) != nullptr) continue;
        if (!is_own(read, seed)) {
            signed_heads.problem_ = "The head of record " +
                                    std::to_string(read.checkpoint.head.seq) +
                                    " in the file 'checkpoints' is not signed with this station's"
                                    " key and does not count.";
            continue;
        }
        signed_heads.heads_.push_back({read.checkpoint});
    }
    return signed_heads;
}

void SignedHeads::find_problem(const CheckpointList& list, const Result<KeySeed>& seed) {
    if (list.problem && !list.is_torn) {
        problem_ = "The file 'checkpoints' is damaged (" + *list.problem +
                   "): what follows there does not count, and the file goes to quarantine.";
    } else if (!seed.has_value() && !list.checkpoints.empty()) {
        problem_ = "The key of the signed heads cannot be used (" + seed.error().context +
                   "): where it is gone or damaged a new one is made, and the heads go to"
                   " quarantine.";
    }
}

void SignedHeads::begin_walk() {
    for (auto& head : heads_) head.in_journal.reset();
}

void SignedHeads::visit(const RecordView& record) {
    for (auto& head : heads_) {
        if (head.checkpoint.head.seq == record.seq) head.in_journal = record.chain;
    }
}

std::optional<Head> SignedHeads::newest(std::uint64_t epoch) const {
    const Signed* const found = find(epoch);
    return found == nullptr ? std::nullopt : std::optional(found->checkpoint.head);
}

std::uint64_t SignedHeads::highest() const {
    std::uint64_t highest = 0;
    for (const auto& head : heads_) highest = std::max(highest, head.checkpoint.head.seq);
    return highest;
}

bool SignedHeads::journal_has(std::uint64_t epoch) const {
    const Signed* const found = find(epoch);
    return found != nullptr && found->in_journal == found->checkpoint.head.chain;
}

bool SignedHeads::journal_contradicts(std::uint64_t epoch) const {
    const Signed* const found = find(epoch);
    return found != nullptr && found->in_journal && !journal_has(epoch);
}

const SignedHeads::Signed* SignedHeads::find(std::uint64_t epoch) const {
    const auto found =
        std::ranges::find(heads_, epoch, [](const Signed& head) { return head.checkpoint.epoch; });
    return found == heads_.end() ? nullptr : &*found;
}

}  // namespace kiosk::storage
