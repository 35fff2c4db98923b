// kiosk/storage/ballast.hpp — disk space held back for the moment when there is none.
//
// A file of 64 MiB, really allocated. When a write finds no space it is removed, so that the
// station goes on while somebody makes room.
#pragma once

#include <cstdint>
#include <utility>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::storage {

inline constexpr std::uint64_t kBallastBytes = 64ULL << 20U;
// Free bytes from which on the ballast is made; below, it would itself be the shortage.
inline constexpr std::uint64_t kBallastFreeMin = 512ULL << 20U;

class Ballast {
  public:
    Ballast(FileSystem& files, Path path) : files_(&files), path_(std::move(path)) {}

    // Makes it where it is missing and `free_bytes` allow.
    [[nodiscard]] Result<> keep(std::uint64_t free_bytes);

    // Gives the space back; true where there was some to give.
    [[nodiscard]] bool release();

  private:
    [[nodiscard]] bool is_whole() const;

    FileSystem* files_;
    Path path_;
};

}  // namespace kiosk::storage
