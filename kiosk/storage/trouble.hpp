// kiosk/storage/trouble.hpp — why a durable copy is out of use, with its stable code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/error.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::storage {

inline constexpr std::string_view kDiskFull = "STO-FULL";
inline constexpr std::string_view kReadOnly = "STO-RO";
inline constexpr std::string_view kWriteFailed = "STO-SYNC";
inline constexpr std::string_view kNoResources = "STO-BUSY";
inline constexpr std::string_view kReadFailed = "STO-READ";
inline constexpr std::string_view kDamaged = "STO-ROT";
inline constexpr std::string_view kGone = "STO-GONE";
inline constexpr std::string_view kLost = "STO-LOST";
// Of a start that is refused.
inline constexpr std::string_view kMixedUp = "STO-MIXED";
inline constexpr std::string_view kNewer = "STO-NEWER";

enum class Remedy : std::uint8_t {
    go_on,      // its files are sound; what they lack is added from the other copy
    make_anew,  // its files are not trusted again: quarantine, and a new one from the other copy
};

struct Trouble {
    std::string code;
    Error error;
    Remedy remedy = Remedy::make_anew;
    std::uint64_t first_seq = 0;  // first record that is damaged or missing; 0: not known
    std::optional<core::ChainLink> found{};  // what stood there, where it was readable
    bool is_lost = false;                    // tried to mend: a record is intact in neither copy
};

// What a mended copy leaves in the journal; the times are filled in by the engine.
[[nodiscard]] core::RepairedRecord repair_of(core::StoredCopy copy, const Trouble& trouble,
                                             std::uint64_t records,
                                             const std::optional<core::ChainLink>& restored);

// True where the operating system refuses now: no space, no leave, no memory, no handles, a lock.
// It says nothing of the bytes that are stored.
[[nodiscard]] bool is_refusal(const Error& error);

enum class While : std::uint8_t { reading, writing };

// The code that an error stands for.
[[nodiscard]] std::string_view code_of(const Error& error, While doing);

// For staff, to stand in brackets: "the disk is full".
[[nodiscard]] std::string_view words_of(std::string_view code);
// The same of STO-FULL where bytes are free all the same.
inline constexpr std::string_view kNoInodesWords =
    "the disk takes no more files, though it has space: no inodes are left";

// What ends a start for want of space or by a failing disk, with code and words before it:
// "STO-FULL: the disk is full: write ...". All other errors come back as they are.
[[nodiscard]] Error with_code(FileSystem& files, const Path& root, Error error);

}  // namespace kiosk::storage
