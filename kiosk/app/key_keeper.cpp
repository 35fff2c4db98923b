// kiosk/app/key_keeper.cpp — a look each second, and the bytes from memory where they are gone.
#include "kiosk/app/key_keeper.hpp"

#include <span>
#include <string>
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::app {
namespace {

std::vector<std::byte> copy_of(std::span<const std::byte> bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

KeyKeeper::KeyKeeper(storage::FileSystem& files, const storage::StateDirectory& state, bool signs)
    : files_(files), paths_(state.paths()) {
    kept_.push_back(
        {paths_.station_id(), copy_of(std::as_bytes(std::span(state.station_id().bytes)))});
    kept_.push_back({paths_.pepper(), copy_of(state.pepper())});
    if (!signs) return;
    const auto seed = storage::read_checkpoint_key(files_, paths_);
    if (seed) kept_.push_back({paths_.checkpoint_key(), copy_of(std::as_bytes(std::span(*seed)))});
}

void KeyKeeper::tick(storage::DurableLog& /*log*/, const Timestamp& /*now*/) {
    for (const Kept& kept : kept_) look_at(kept);
}

void KeyKeeper::look_at(const Kept& kept) {
    const auto stored = storage::read_file(files_, kept.path, kept.bytes.size());
    if (stored.has_value() && *stored == kept.bytes) {
        return;
    }
    if (!stored.has_value() && storage::is_refusal(stored.error())) return;  // says nothing of it
    Result<> done;
    const bool is_there = stored.has_value() || stored.error().code != Errc::not_found;
    if (is_there) {
        const auto moved = storage::move_to_quarantine(files_, paths_, kept.path);
        if (!moved.has_value()) done = fail(moved.error());
    }
    if (done) done = storage::write_file_durably(files_, kept.path, kept.bytes);
    const std::string name = kept.path.filename().string();
    if (done) {
        spdlog::error("storage repaired ({}): {} was {} and is written anew", storage::kGone, name,
                      is_there ? "changed" : "deleted");
    } else if (!std::exchange(has_failed_, true)) {
        spdlog::error("{}: {} was deleted or changed, and cannot be written: {}", storage::kGone,
                      name, done.error().context);
    }
    if (done) has_failed_ = false;
}

}  // namespace kiosk::app
