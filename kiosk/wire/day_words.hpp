// kiosk/wire/day_words.hpp — days as people say them: "Tue 17 and Wed 18 Nov".
#pragma once

#include <chrono>
#include <span>
#include <string>

#include "kiosk/words/pack.hpp"

namespace kiosk::wire {

// In order, each once. English: "Tue 17 and Wed 18 Nov", "Mon 16 to Fri 20 Nov". French, with the
// words before each: "le mar. 17 et le mer. 18 nov.", "du lun. 16 au ven. 20 nov.". Three days in a
// row or more are told by their ends. Empty for no day. The year goes without saying.
[[nodiscard]] std::string day_words(std::span<const std::chrono::local_days> days,
                                    const words::Pack& pack);

// One day before a time: "Tue 17 Nov", "mar. 17 nov."
[[nodiscard]] std::string day_word(std::chrono::local_days day, const words::Pack& pack);

}  // namespace kiosk::wire
