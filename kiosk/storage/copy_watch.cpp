// kiosk/storage/copy_watch.cpp — names against open descriptors.
#include "kiosk/storage/copy_watch.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/storage/journal_segment.hpp"

namespace kiosk::storage {
namespace {

// SQLite's file format, sections 4.1 and 4.2.
constexpr std::uint64_t kLogHeaderBytes = 32;
constexpr std::uint64_t kLogFrameBytes = 24 + 4096;

Error gone(const Path& path, std::string_view what) {
    return {Errc::not_found, path.string() + " " + std::string(what)};
}

bool is_same_file(const FileFacts& one, const FileFacts& other) {
    return one.device == other.device && one.inode == other.inode;
}

}  // namespace

std::optional<Error> CopyWatch::look_at(Journal& journal) {
    if (auto wrong = compare_open_segment(journal)) return wrong;
    if (auto wrong = segment_.look_at(journal)) return wrong;
    return compare_names(journal.directory());
}

std::optional<Error> CopyWatch::compare_open_segment(Journal& journal) const {
    const Path path = journal.segment_path();
    const auto open = journal.segment_facts();
    const auto named = files_->facts(path);
    if (!open.has_value()) return open.error();
    if (!named.has_value()) return named.error();
    if (!is_same_file(*open, *named)) return gone(path, "was replaced");
    if (named->size != kSegmentBytes) return gone(path, "was cut or has grown");
    return std::nullopt;
}

std::optional<Error> CopyWatch::compare_names(const Path& directory) {
    auto present = list_segments(*files_, directory);
    if (!present.has_value()) return present.error();
    for (const auto number : segments_) {
        if (std::ranges::binary_search(*present, number)) continue;
        return gone(directory / segment_name(number), "is not there any more");
    }
    segments_ = std::move(*present);
    return std::nullopt;
}

std::optional<Error> CopyWatch::look_at(Database& database) {
    const auto moved = database.has_moved();
    if (!moved.has_value()) return moved.error();
    if (*moved) return gone(paths_.database(), "was removed or replaced");
    const auto pages = static_cast<std::uint64_t>(database.wal_pages());
    const std::uint64_t log_min = pages == 0 ? 0 : kLogHeaderBytes + pages * kLogFrameBytes;
    const Path log = paths_.database().string() + "-wal";
    const std::uint64_t size_min = database_ ? database_->size : 0;
    if (auto wrong = compare(paths_.database(), database_, size_min)) return wrong;
    return compare(log, log_, log_min);
}

std::optional<Error> CopyWatch::compare(const Path& path, std::optional<FileFacts>& known,
                                        std::uint64_t size_min) const {
    const auto now = files_->facts(path);
    if (!now.has_value()) return now.error();
    if (known && !is_same_file(*known, *now)) return gone(path, "was replaced");
    if (now->size < size_min) return gone(path, "was cut");
    known = *now;
    return std::nullopt;
}

}  // namespace kiosk::storage
