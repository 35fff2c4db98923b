// kiosk/storage/checkpoint_file.cpp — appending, bounding and mending the checkpoint file.
#include "kiosk/storage/checkpoint_file.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "kiosk/storage/key_check.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace

Result<KeySeed> read_checkpoint_key(FileSystem& files, const StatePaths& paths) {
    KeySeed seed{};
    const auto bytes = KIOSK_TRY(read_file(files, paths.checkpoint_key(), 2 * seed.size()));
    if (bytes.size() != seed.size()) {
        return fail(Errc::corrupt, paths.checkpoint_key().string() + " has " +
                                       std::to_string(bytes.size()) + " bytes, expected " +
                                       std::to_string(seed.size()));
    }
    std::ranges::copy(bytes, std::as_writable_bytes(std::span(seed)).begin());
    return seed;
}

Result<KeySeed> open_checkpoint_key(FileSystem& files, const StatePaths& paths) {
    auto stored = read_checkpoint_key(files, paths);
    if (stored.has_value()) {
        KIOSK_TRY_VOID(check_key(files, paths.checkpoint_key(), std::as_bytes(std::span(*stored))));
        return stored;
    }
    const Errc code = stored.error().code;
    if (code != Errc::not_found && code != Errc::corrupt && code != Errc::too_large) return stored;
    for (const Path& useless : {paths.checkpoint_key(), paths.checkpoints()}) {
        if (!is_there(useless)) continue;
        KIOSK_TRY_VOID(move_to_quarantine(files, paths, useless));
    }
    KIOSK_TRY_VOID(forget_check(files, paths.checkpoint_key()));
    KeySeed seed{};
    fill_random(std::as_writable_bytes(std::span(seed)));
    KIOSK_TRY_VOID(
        write_file_durably(files, paths.checkpoint_key(), std::as_bytes(std::span(seed))));
    KIOSK_TRY_VOID(check_key(files, paths.checkpoint_key(), std::as_bytes(std::span(seed))));
    return seed;
}

Result<std::string> read_checkpoint_file(FileSystem& files, const StatePaths& paths) {
    const auto bytes = read_file(files, paths.checkpoints(), 2 * kCheckpointFileMax);
    if (!bytes.has_value()) {
        if (bytes.error().code == Errc::not_found) return std::string();
        return fail(bytes.error());
    }
    return std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size());
}

Result<CheckpointFile> CheckpointFile::open(FileSystem& files, const StatePaths& paths) {
    CheckpointFile file(files, paths);
    KIOSK_TRY_VOID(file.load());
    return file;
}

Result<> CheckpointFile::load() {
    is_sound_ = false;
    file_.close();
    auto text = read_checkpoint_file(*files_, paths_);
    const bool readable = text.has_value();
    if (!readable && is_refusal(text.error())) return fail(text.error());
    text_ = readable ? std::move(*text) : std::string();
    const auto list = read_checkpoints(text_);
    if (!readable || (list.problem.has_value() && !list.is_torn)) {
        KIOSK_TRY_VOID(set_aside());
        return replace("");
    }
    if (!list.checkpoints.empty()) newest_ = list.checkpoints.back().checkpoint;
    // A good file is left as it is: a full disk must not stop the station from opening it.
    if (text_.empty() || list.problem.has_value()) return replace(text_.substr(0, list.good_bytes));
    file_ = KIOSK_TRY(File::open(*files_, paths_.checkpoints(), OpenFor::writing));
    is_sound_ = true;
    return {};
}

bool CheckpointFile::is_in_place() {
    const auto open = file_.facts();
    const auto named = files_->facts(paths_.checkpoints());
    return open.has_value() && named.has_value() && *open == *named && named->size == text_.size();
}

Result<> CheckpointFile::set_aside() {
    if (!is_there(paths_.checkpoints())) return {};
    KIOSK_TRY_VOID(move_to_quarantine(*files_, paths_, paths_.checkpoints()));
    return {};
}

Result<> CheckpointFile::replace(std::string text) {
    is_sound_ = false;
    file_.close();
    KIOSK_TRY_VOID(write_file_durably(*files_, paths_.checkpoints(), bytes_of(text)));
    file_ = KIOSK_TRY(File::open(*files_, paths_.checkpoints(), OpenFor::writing));
    text_ = std::move(text);
    is_sound_ = true;
    return {};
}

Result<> CheckpointFile::write(const std::string& note) {
    const std::string entry = note + "\n";
    if (!is_in_place()) {
        KIOSK_TRY_VOID(set_aside());
        KIOSK_TRY_VOID(replace(text_));
    }
    if (text_.size() + entry.size() > kCheckpointFileMax) {
        const auto half = text_.find("\n\nkiosk/", text_.size() / 2);
        KIOSK_TRY_VOID(replace(half == std::string::npos ? "" : text_.substr(half + 2)));
    }
    KIOSK_TRY_VOID(file_.write_at(bytes_of(entry), text_.size()));
    KIOSK_TRY_VOID(file_.sync());
    text_ += entry;
    return {};
}

Result<> CheckpointFile::append(const Checkpoint& checkpoint, const std::string& notes) {
    // What a failed sync left in the file is not trusted: written anew, without it.
    if (!is_sound_) KIOSK_TRY_VOID(replace(text_));
    auto written = write(notes);
    if (!written.has_value()) {
        is_sound_ = false;
        return written;
    }
    newest_ = checkpoint;
    return {};
}

}  // namespace kiosk::storage
