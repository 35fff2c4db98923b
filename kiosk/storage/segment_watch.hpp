// kiosk/storage/segment_watch.hpp — re-reads the segment that is written to, under its name.
//
// Who copies another file over it changes neither its name nor its inode nor its size. So each look
// reads its header and its last record, and the next quarter of all else: after four looks no byte
// was left out. Older segments take no more writes; those are for the scrub.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal.hpp"

namespace kiosk::storage {

// In one look; with a record that begins there and ends behind it.
inline constexpr std::size_t kWatchedBytes = kSegmentBytes / 4;

class SegmentWatch {
  public:
    explicit SegmentWatch(FileSystem& files) : files_(&files) {}

    // While nothing is being written. Returns what is wrong, or nothing: Errc::not_found where it
    // is another history, Errc::corrupt where bytes changed, or what the system says.
    [[nodiscard]] std::optional<Error> look_at(const Journal& journal);

    // From the first byte again.
    void begin_again() { segment_ = 0; }

  private:
    [[nodiscard]] Result<> look(const Journal& journal);
    [[nodiscard]] Result<> check_header(const Journal& journal, File& file);
    [[nodiscard]] Result<> check_last(const Journal& journal, File& file) const;
    [[nodiscard]] Result<> check_records(std::span<const std::byte> bytes, std::uint64_t end);

    FileSystem* files_;
    std::uint64_t segment_ = 0;  // number of the one that was begun; 0: none
    std::uint64_t offset_ = 0;   // read so far
    Head head_;                  // the last record before it
};

}  // namespace kiosk::storage
