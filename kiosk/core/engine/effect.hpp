// kiosk/core/engine/effect.hpp — everything a station can do.
#pragma once

#include <variant>
#include <vector>

#include "kiosk/core/engine/event.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/record.hpp"

namespace kiosk::core {

// Write this record; answer with RecordsDurable or RecordsFailed.
struct AppendRecord {
    SequencedRecord record;
};

// Show the outcome to the people at the station. A go comes only after it is durable.
struct Show {
    Outcome outcome;
};

// Answer the waiting request.
struct Reply {
    RequestId request;
    Outcome outcome;
};

using Effect = std::variant<AppendRecord, Show, Reply>;
using Effects = std::vector<Effect>;

}  // namespace kiosk::core
