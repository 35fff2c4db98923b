// kiosk/app/rebuild_teller.hpp — says in the log, twice a second, how far a mended copy is.
//
// Before the station is ready the service manager hears it too and waits: a rebuild of many records
// may take longer than it waits for an ordinary start.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "kiosk/ports/clock.hpp"
#include "kiosk/storage/mending.hpp"

namespace kiosk::app {

inline constexpr std::chrono::milliseconds kProgressToldEvery{500};

// "the journal is being mended: 4000 of 100000 records"
[[nodiscard]] std::string sentence_of(const storage::RebuildProgress& progress);

// One thread at a time.
class RebuildTeller {
  public:
    // `clock` must outlive the object.
    explicit RebuildTeller(const ports::Clock& clock) : clock_(clock) {}

    void tell(const storage::RebuildProgress& progress);

    // From now on the service manager is left alone.
    void start_is_over() { is_starting_ = false; }

    // Whether it is news: the first word of a copy that is not whole already, and then each time
    // kProgressToldEvery is over.
    [[nodiscard]] bool is_due(const storage::RebuildProgress& progress);

  private:
    const ports::Clock& clock_;
    bool is_starting_ = true;
    std::optional<storage::RebuildProgress> last_;
    Instant told_at_{};
};

}  // namespace kiosk::app
