// kiosk/wire/wording_table.hpp — each reason's two lines in English and French, with placeholders.
#pragma once

#include <string_view>

#include "kiosk/core/decision.hpp"

namespace kiosk::wire {

struct WordingRow {
    core::Reason reason;
    std::string_view message_en;
    std::string_view message_fr;
    std::string_view next_en;
    std::string_view next_fr;
};

[[nodiscard]] const WordingRow& wording_row(core::Reason reason);

}  // namespace kiosk::wire
