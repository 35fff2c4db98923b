// kiosk/storage/start_progress.hpp — how far a copy is that is mended at start.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/mending.hpp"

namespace kiosk::storage {

class StartProgress {
  public:
    // All must outlive it.
    StartProgress(FileSystem& files, const Path& journal, const ProgressReport& report)
        : files_(files), journal_(journal), report_(report) {}

    // `total` is what is known of it; it grows with `done`.
    void tell(core::StoredCopy copy, std::uint64_t done, std::uint64_t total) const;
    // Of each thousandth record only.
    void tell_some(core::StoredCopy copy, std::uint64_t done, std::uint64_t total) const;

    // The same of rows from the journal, whose records are counted at the first call.
    void tell_some_rows(std::uint64_t done);

    // For Sources: a journal that will have about `total` records, those before its last segment at
    // least.
    [[nodiscard]] std::function<void(std::uint64_t)> of_journal(std::uint64_t total) const;

  private:
    [[nodiscard]] std::uint64_t records_in_journal() const;

    FileSystem& files_;
    const Path& journal_;
    const ProgressReport& report_;
    std::optional<std::uint64_t> expected_rows_;
};

}  // namespace kiosk::storage
