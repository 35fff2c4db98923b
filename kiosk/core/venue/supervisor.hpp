// kiosk/core/venue/supervisor.hpp — what a supervisor may do at a door, and how it is remembered.
//
// Who somebody is was settled before: operators come here as ids, never as PINs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::core {

inline constexpr std::size_t kOperatorMax = 64;  // bytes of an operator's id
inline constexpr std::size_t kNoteMax = 200;     // bytes of a supervisor's reason

// How it was known that an operator is whom an act names. The journal holds the numbers.
enum class NameProof : std::uint8_t {
    claimed = 0,  // whoever may use the UNIX socket said so
    pin = 1,
    token = 2,
};
[[nodiscard]] std::string_view name_of(NameProof proof);

// Lets in whom the station refuses. Security zones take two different persons.
struct Override {
    std::string by;                    // operator; never empty
    std::string second;                // the other operator; empty = nobody
    std::string note;                  // why
    std::optional<NameProof> proof{};  // nothing: recorded before this was kept
    std::optional<NameProof> second_proof{};
};

// True where a supervisor may let in whom this reason refuses.
[[nodiscard]] bool may_be_overridden(Reason reason);

// "abena" and "Abena" are one person: a second one must be somebody else.
[[nodiscard]] bool is_same_operator(std::string_view one, std::string_view other);

enum class SupervisorAct : std::uint8_t {
    forgive_passback = 0,  // of `ticket`, in `zone` or, where that is empty, in every zone
    begin_emergency = 1,   // people are to leave
    end_emergency = 2,
};

// The journal's record of what was done beside letting somebody in.
struct SupervisorRecord {
    Timestamp at;
    BootId boot;
    SupervisorAct act = SupervisorAct::forgive_passback;
    std::string by;  // operator, or the input that reported it: "fire-panel"
    std::optional<TicketId> ticket;
    std::string zone;
    std::string note;
    std::optional<NameProof> proof{};  // nothing: no person, or recorded before this was kept

    friend bool operator==(const SupervisorRecord&, const SupervisorRecord&) = default;
};

}  // namespace kiosk::core
