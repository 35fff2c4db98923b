// kiosk/app/checkpoints.cpp — the key, the thread, and what to say when it cannot write.
#include "kiosk/app/checkpoints.hpp"

#include <span>
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/crypto/ed25519_signer.hpp"

namespace kiosk::app {
namespace {

class NoteHead final : public storage::StorageTask {
  public:
    explicit NoteHead(storage::CheckpointThread& checkpoints) : checkpoints_(checkpoints) {}

    void tick(storage::DurableLog& log, const Timestamp& /*now*/) override {
        if (const auto epoch = log.epoch()) checkpoints_.note(*epoch, log.head());
    }

  private:
    storage::CheckpointThread& checkpoints_;
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

std::vector<std::unique_ptr<storage::StorageTask>> checkpoint_tasks(
    storage::CheckpointThread* checkpoints) {
    std::vector<std::unique_ptr<storage::StorageTask>> tasks;
    if (checkpoints != nullptr) tasks.push_back(std::make_unique<NoteHead>(*checkpoints));
    return tasks;
}

}  // namespace kiosk::app
