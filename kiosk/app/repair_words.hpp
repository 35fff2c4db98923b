// kiosk/app/repair_words.hpp — what was mended in storage, as the log tells it.
#pragma once

#include <string>

#include "kiosk/core/record.hpp"

namespace kiosk::app {

// "3 records, the first of them 18, were stored anew in the journal"
[[nodiscard]] std::string words_of(const core::RepairedRecord& repair);

}  // namespace kiosk::app
