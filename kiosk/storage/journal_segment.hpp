// kiosk/storage/journal_segment.hpp — one segment file: making, activating, reading whole.
//
// Segments are NNNNNNNN.kj in the journal directory, numbered in order; spare.kj is the next one,
// already allocated and zero-filled, so that appends change no metadata of the file system.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_format.hpp"

namespace kiosk::storage {

inline constexpr std::string_view kSpareName = "spare.kj";

// "00000012.kj" for 12.
[[nodiscard]] std::string segment_name(std::uint64_t number);

// The number of a segment's file name; nothing for other names.
[[nodiscard]] std::optional<std::uint64_t> segment_number(std::string_view name);

// Numbers of the segments in the directory, ascending. Empty where the directory does not exist.
[[nodiscard]] Result<std::vector<std::uint64_t>> list_segments(FileSystem& files,
                                                               const Path& directory);

// Makes the spare file unless a good one is there: zero-filled, synced, renamed, directory synced.
[[nodiscard]] Result<> prepare_spare(FileSystem& files, const Path& directory);

// Turns the spare (made if need be) into segment `number` with this header, durably, and returns
// it open for writing. After an error that spare is gone, so that it is never trusted.
[[nodiscard]] Result<File> activate_segment(FileSystem& files, const Path& directory,
                                            std::uint64_t number, const SegmentHeader& header);

// Writes all bytes of a segment, as they can be read now, to a new file that takes its name, and
// returns that file open for writing. The old one goes with its name: nothing was in it that the
// new one has not. Takes the spare, so that a full disk does not stop it.
[[nodiscard]] Result<File> renew_segment(FileSystem& files, const Path& directory,
                                         std::uint64_t number);

// Reads and checks the header only.
[[nodiscard]] Result<SegmentHeader> read_header(FileSystem& files, const Path& directory,
                                                std::uint64_t number);

// Errc::unsupported, naming the segment, where a later program wrote one here. All else that may be
// wrong is for the walk to tell.
[[nodiscard]] Result<> refuse_later_format(FileSystem& files, const Path& directory);

// The sequence from which on a segment supersedes those before it: as its header says or, where
// that is damaged, its first record that can be read. Nothing where there is neither. Errors are
// only what the system refuses.
[[nodiscard]] Result<std::optional<std::uint64_t>> read_first_seq(FileSystem& files,
                                                                  const Path& directory,
                                                                  std::uint64_t number);

// The claimed epoch of a segment's header (journal_format.hpp); 0 where it cannot be read.
[[nodiscard]] std::uint64_t read_claimed_epoch(FileSystem& files, const Path& directory,
                                               std::uint64_t number);

// Reads the whole segment. Errc::corrupt where it has not exactly kSegmentBytes.
[[nodiscard]] Result<std::vector<std::byte>> read_segment(FileSystem& files, const Path& directory,
                                                          std::uint64_t number);

// What the disk still gives of a segment.
struct Remains {
    std::vector<std::byte> bytes;  // kSegmentBytes, zeroes for what is kept back; or none
    std::size_t gap_end = 0;       // where the last block ends that is kept back; 0: none is
};

// Errors are only what the system refuses.
[[nodiscard]] Result<Remains> read_what_is_left(FileSystem& files, const Path& directory,
                                                std::uint64_t number);

}  // namespace kiosk::storage
