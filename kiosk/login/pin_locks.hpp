// kiosk/login/pin_locks.hpp — what wrong PINs cost: five, and the name is locked for a while.
//
// Each further wrong PIN doubles the time. Names that nobody has are locked alike, so that a lock
// tells nothing. Times are steady; over a restart the wall clock says how much of a lock is left,
// and never more than the whole of it.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <string_view>

#include "kiosk/base/time.hpp"

namespace kiosk::login {

class PinLocks {
  public:
    static constexpr int kTries = 5;
    static constexpr std::chrono::seconds kFirstLock{60};
    static constexpr std::chrono::seconds kLongestLock{900};
    static constexpr std::size_t kStrangersMax = 128;   // names that nobody has; the oldest goes
    static constexpr std::size_t kFileMax = 64 * 1024;  // bytes

    // Zero where the name may be tried.
    [[nodiscard]] std::chrono::seconds left(std::string_view name, const Timestamp& now) const;

    // A PIN is being tried: it counts as wrong until it proves right, so that many at once are no
    // more tries than one after the other.
    void try_one(std::string_view name, bool is_known, const Timestamp& now);
    // True where something was to forget.
    bool forget(std::string_view name);

    // "failures until name" a line; times in milliseconds since 1970, UTC.
    [[nodiscard]] std::string print(const Timestamp& now) const;
    // Lines that are not understood are left out: a torn file locks nobody for ever.
    [[nodiscard]] static PinLocks parse(std::string_view text, const Timestamp& now,
                                        const std::function<bool(std::string_view)>& is_known);

  private:
    struct Entry {
        std::string name;
        bool is_known = false;
        int failures = 0;
        Instant until{};
    };

    [[nodiscard]] const Entry* find(std::string_view name) const;
    Entry& make(std::string_view name, bool is_known);

    std::deque<Entry> entries_;
};

}  // namespace kiosk::login
