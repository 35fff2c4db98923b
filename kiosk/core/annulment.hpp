// kiosk/core/annulment.hpp — a check-in taken back: a record of its own, nothing is deleted.
//
// From here on the check-in counts nowhere: not for presence, anti-passback, entry limits or any
// number of admissions. The log keeps both.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/venue/supervisor.hpp"

namespace kiosk::core {

// A desk may take back its own check-in for so long without giving a reason (ux.md b.0.5).
inline constexpr std::chrono::seconds kOwnUndoTime{60};

enum class UndoCause : std::uint8_t {
    slip = 0,  // at once, at the desk itself: no reason asked
    wrong_person = 1,
    duplicate = 2,
    test = 3,
    left_queue = 4,
    other = 5,  // the note says it
};
inline constexpr std::uint64_t kUndoCauses = 6;

// What is taken back, as its own record has it: whoever counts need not look that up.
struct UndoneScan {
    std::uint64_t seq = 0;
    ScanId id;
    UtcTime at{};
    std::string station;
    std::string reader;
    std::string list;
    std::string zone;  // empty: none
    Direction direction = Direction::entry;
    CodeKey code;
    std::optional<TicketId> ticket;
    bool stood_by = false;  // somebody had forced it, or stood by an override

    friend bool operator==(const UndoneScan&, const UndoneScan&) = default;
};

struct AnnulmentRecord {
    Timestamp at;
    BootId boot;
    UndoneScan scan;
    UndoCause cause = UndoCause::slip;
    std::string desk;                // station where it was taken back; empty: none was named
    std::string by;                  // who; empty: whoever stood at the desk
    std::optional<NameProof> proof;  // how that name was known
    std::string note;
    std::string nonce;  // idempotency key of the request

    friend bool operator==(const AnnulmentRecord&, const AnnulmentRecord&) = default;
};

}  // namespace kiosk::core
