// kiosk/app/checkpoints.cpp — the key, the thread, and what to say when it cannot write.
#include "kiosk/app/checkpoints.hpp"

#include <cstdint>
#include <span>
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/app/key_keeper.hpp"
#include "kiosk/crypto/ed25519_signer.hpp"

namespace kiosk::app {
namespace {

constexpr const char* kUnsigned = "STO-SIGN";

class NoteHead final : public storage::StorageTask {
  public:
    explicit NoteHead(storage::CheckpointThread& checkpoints) : checkpoints_(checkpoints) {}

    void tick(storage::DurableLog& log, const Timestamp& now) override {
        if (const auto epoch = log.epoch()) checkpoints_.note(*epoch, log.head());
        const auto newest = checkpoints_.newest();
        const std::uint64_t signed_through = newest ? newest->head.seq : 0;
        if (signed_through >= waiting_seq_) {
            waiting_seq_ = log.last_seq();
            waiting_since_ = now.mono;
        }
        const bool is_late = now.mono - waiting_since_ > kUnsignedMax;
        if (std::exchange(was_late_, is_late) == is_late) return;
        log.set_notice(is_late ? kUnsigned : "",
                       is_late ? "The newest have waited for more than two minutes to be signed, so"
                                 " that changes to them might not be found later: see whether the"
                                 " disk is full, and the log."
                               : "");
    }

    // So that no more than so many records lie between two signed heads, however many come.
    void stored(const storage::DurableLog& log) override {
        const auto& mark = log.mark();
        const auto epoch = log.epoch();
        if (mark && epoch) checkpoints_.note(*epoch, *mark);
    }

  private:
    storage::CheckpointThread& checkpoints_;
    std::uint64_t waiting_seq_ = 0;  // a record that was not signed at the time below
    Instant waiting_since_{};
    bool was_late_ = false;
};

class SayUnsigned final : public storage::StorageTask {
  public:
    void tick(storage::DurableLog& log, const Timestamp& /*now*/) override {
        log.set_notice(kUnsigned,
                       "They are not signed, so that changes to them might not be found later: the"
                       " file checkpoint-key can be neither read nor made, and the log says why.");
    }
};

void tell(const storage::Checkpoint& checkpoint, const Result<>& done) {
    if (done) {
        spdlog::debug("checkpoint: record {}", checkpoint.head.seq);
    } else {
        spdlog::warn("no checkpoint for record {}: {}", checkpoint.head.seq, done.error().context);
    }
}

}  // namespace

std::unique_ptr<storage::CheckpointThread> start_checkpoints(storage::FileSystem& files,
                                                             const storage::StateDirectory& state) {
    const auto seed = storage::open_checkpoint_key(files, state.paths());
    if (!seed) {
        spdlog::error("no checkpoints are signed: {}", seed.error().context);
        return nullptr;
    }
    storage::CheckpointSettings settings;
    settings.station = state.station_id();
    settings.report = tell;
    auto signer = std::make_unique<crypto::Ed25519Signer>(
        std::span<const std::uint8_t, crypto::kSeedBytes>(*seed));
    return std::make_unique<storage::CheckpointThread>(files, state.paths(), std::move(signer),
                                                       std::move(settings));
}

std::vector<std::unique_ptr<storage::StorageTask>> storage_tasks(
    storage::CheckpointThread* checkpoints, storage::FileSystem& files,
    const storage::StateDirectory& state) {
    std::vector<std::unique_ptr<storage::StorageTask>> tasks;
    if (checkpoints != nullptr) {
        tasks.push_back(std::make_unique<NoteHead>(*checkpoints));
    } else {
        tasks.push_back(std::make_unique<SayUnsigned>());
    }
    tasks.push_back(std::make_unique<KeyKeeper>(files, state, checkpoints != nullptr));
    return tasks;
}

}  // namespace kiosk::app
