// kiosk/ports/undo.hpp — asking for a check-in to be taken back, and what became of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/base/time.hpp"
#include "kiosk/core/annulment.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::ports {

using ScanReference = std::variant<core::ScanId, std::uint64_t>;  // or its number in the journal

// Found by its id among the newest so many scans; older ones by their number.
inline constexpr std::uint32_t kUndoByIdScans = 20'000;

struct UndoRequest {
    ScanReference scan;
    std::string station;                   // id of the desk that asks; empty: none
    std::optional<core::UndoCause> cause;  // needed but for a desk's own within kOwnUndoTime
    std::string by;                        // operator; at most core::kOperatorMax bytes
    std::optional<core::NameProof> proof{};
    std::string note;      // at most core::kNoteMax bytes; needed for UndoCause::other
    std::string nonce;     // same nonce, same answer
    bool by_lead = false;  // may take back any check-in
};

struct UndoAnswer {
    std::uint64_t seq = 0;  // of the annulment's durable record; 0 where it is given again
    core::AnnulmentRecord record;
    std::optional<core::HolderCard> holder;  // nothing for a code of no list
    bool replayed = false;                   // the answer to an earlier request, given again
};

}  // namespace kiosk::ports
