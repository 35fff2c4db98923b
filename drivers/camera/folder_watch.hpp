// drivers/camera/folder_watch.hpp — learns of pictures that arrive in a folder (inotify(7)).
//
// A file counts when its writer closes it or when it is moved in, so that no half-written picture
// is read. Not for network file systems that other machines write to: the kernel sees no events.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

class FolderWatch {
  public:
    struct Arrivals {
        std::vector<std::string> names;  // in the order in which they were completed
        bool overflowed = false;         // more came than the kernel remembers: some are missing
    };

    // Errc::not_found where the folder is missing, Errc::invalid_input where it is no folder.
    [[nodiscard]] static Result<FolderWatch> open(const std::filesystem::path& folder);

    FolderWatch(FolderWatch&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    FolderWatch& operator=(FolderWatch&&) = delete;
    ~FolderWatch();

    // Waits for arrivals or for `wake_fd` to become readable; then there may be none. An error
    // means that this watch has ended: Errc::not_found once the folder was deleted,
    // Errc::unavailable once it was moved away or unmounted.
    [[nodiscard]] Result<Arrivals> wait(int wake_fd) const;

    // What has arrived until now, without waiting.
    [[nodiscard]] Result<Arrivals> take() const;

  private:
    explicit FolderWatch(int fd) : fd_(fd) {}

    int fd_;
};

}  // namespace kiosk::drivers
