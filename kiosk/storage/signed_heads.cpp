// kiosk/storage/signed_heads.cpp — reading the newest head, and the chain where it stands.
#include "kiosk/storage/signed_heads.hpp"

#include <algorithm>
#include <functional>
#include <ranges>
#include <vector>

#include <sodium.h>

#include "kiosk/storage/trouble.hpp"

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

std::uint64_t number_of(const SignedCheckpoint* read) {
    return read->checkpoint.head.seq;
}

}  // namespace

// A flipped bit in the file must not make a head of what the station never signed.
bool is_own_head(const SignedCheckpoint& read, const Result<KeySeed>& seed,
                 const StationId& station) {
    if (read.checkpoint.station != station) return false;
    if (!seed.has_value()) return true;
    const NoteKey key{key_name_of(station), public_key_of(*seed)};
    return judge(read.note, key, Verifier()) == NoteTrust::genuine;
}

Result<SignedHeads> SignedHeads::read(FileSystem& files, const StatePaths& paths,
                                      const StationId& station) {
    SignedHeads signed_heads;
    const auto text = read_checkpoint_file(files, paths);
    if (!text.has_value() && is_refusal(text.error())) return fail(text.error());
    if (!text.has_value()) {
        signed_heads.problem_ = "The signed heads cannot be read: " + text.error().context;
        return signed_heads;
    }
    const auto seed = read_checkpoint_key(files, paths);
    if (!seed.has_value() && is_refusal(seed.error())) return fail(seed.error());
    const auto list = read_checkpoints(*text);
    signed_heads.find_problem(list, seed);
    signed_heads.find_newest(list, seed, station);
    return signed_heads;
}

// By number, not by place: after a failed sync a head may have been written once more.
void SignedHeads::find_newest(const CheckpointList& list, const Result<KeySeed>& seed,
                              const StationId& station) {
    std::vector<const SignedCheckpoint*> all;
    for (const auto& read : list.checkpoints) all.push_back(&read);
    std::ranges::stable_sort(all, std::ranges::greater(), number_of);
    for (const auto* read : all) {
        if (is_own_head(*read, seed, station)) {
            newest_ = read->checkpoint.head;
            return;
        }
        problem_ = "The head of record " + std::to_string(read->checkpoint.head.seq) +
                   " in the file 'checkpoints' is not signed with this station's key and does not"
                   " count.";
    }
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

void SignedHeads::visit(const RecordView& record) {
    if (newest_ && newest_->seq == record.seq) in_journal_ = record.chain;
}

bool SignedHeads::journal_has() const {
    return newest_ && in_journal_ == newest_->chain;
}

bool SignedHeads::journal_contradicts() const {
    return newest_ && in_journal_ && !journal_has();
}

}  // namespace kiosk::storage
