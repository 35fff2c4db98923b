// kiosk/storage/start_notes.cpp — two small files beside the copies.
#include "kiosk/storage/start_notes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <system_error>

#include "kiosk/storage/little_endian.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {
namespace {

// Sequence 8, chain value 32, CRC-32C of both.
constexpr std::size_t kChainAt = 8;
constexpr std::size_t kCrcAt = kChainAt + sizeof(Chain);
constexpr std::size_t kNoteBytes = kCrcAt + sizeof(std::uint32_t);

Result<> remove_durably(FileSystem& files, const Path& path) {
    if (!is_there(path)) return {};
    KIOSK_TRY_VOID(files.remove(path));
    return files.sync_directory(path.parent_path());
}

Result<> write_note(FileSystem& files, const Path& path, std::span<const std::byte> bytes) {
    const Path beside = path.string() + ".new";
    if (is_there(beside)) KIOSK_TRY_VOID(files.remove(beside));
    auto file = KIOSK_TRY(File::open(files, beside, OpenFor::creating));
    KIOSK_TRY_VOID(file.write_at(bytes, 0));
    const auto synced = file.sync();
    KIOSK_TRY_VOID(files.rename(beside, path));
    KIOSK_TRY_VOID(files.sync_directory(path.parent_path()));
    return synced;
}

}  // namespace

bool is_marked_complete(const StatePaths& paths) {
    return is_there(paths.database_complete());
}

Result<> mark_complete(FileSystem& files, const StatePaths& paths) {
    if (is_marked_complete(paths)) return {};
    return write_file_durably(files, paths.database_complete(), {});
}

Result<> unmark_complete(FileSystem& files, const StatePaths& paths) {
    return remove_durably(files, paths.database_complete());
}

void note_not_stored(FileSystem& files, const StatePaths& paths, const Head& first) {
    std::array<std::byte, kNoteBytes> bytes{};
    const std::span<std::byte> note(bytes);
    store_little(note, 0, first.seq);
    std::ranges::copy(std::as_bytes(std::span(first.chain)), note.subspan(kChainAt).begin());
    store_little(note, kCrcAt, crc32c(note.first(kCrcAt)));
    const auto written = write_note(files, paths.not_stored(), note);
    static_cast<void>(written);
}

Result<std::optional<Head>> read_not_stored(FileSystem& files, const StatePaths& paths) {
    const auto bytes = read_file(files, paths.not_stored(), kNoteBytes);
    if (!bytes.has_value() && is_refusal(bytes.error())) return fail(bytes.error());
    if (!bytes.has_value() || bytes->size() != kNoteBytes) return std::optional<Head>();
    const std::span<const std::byte> note(*bytes);
    if (load_little<std::uint32_t>(note, kCrcAt) != crc32c(note.first(kCrcAt))) {
        return std::optional<Head>();
    }
    Head first{load_little<std::uint64_t>(note, 0), {}};
    std::ranges::copy(note.subspan(kChainAt, sizeof(Chain)),
                      std::as_writable_bytes(std::span(first.chain)).begin());
    return std::optional(first);
}

Result<> forget_not_stored(FileSystem& files, const StatePaths& paths) {
    return remove_durably(files, paths.not_stored());
}

}  // namespace kiosk::storage
