// kiosk/app/refused_scans.hpp — what was refused a moment ago, for a supervisor who lets it in.
//
// The journal keeps no code, and a screen never has one: so the station remembers a few refused
// scans itself, for a short while and in memory only.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>

#include "kiosk/core/engine/event.hpp"

namespace kiosk::app {

struct RefusedScan {
    core::ScanSeen seen;
    bool taken = false;  // somebody is letting it in, or did
    std::string nonce;   // of whoever took it
};

class RefusedScans {
  public:
    static constexpr std::size_t kKept = 64;
    static constexpr std::chrono::minutes kKeptFor{10};

    // The oldest goes where there are too many.
    void keep(core::ScanSeen seen);

    // nullptr for a scan that was not refused, or too long ago. Valid until the next keep().
    [[nodiscard]] RefusedScan* find(const core::ScanId& id, Instant now);

  private:
    std::deque<RefusedScan> scans_;
};

}  // namespace kiosk::app
