// kiosk/core/engine/answers.hpp — remembers what was answered, so that a retry gets it again.
//
// A request with a known nonce, or the same code again at a reader, gets the first answer; nothing
// is recorded twice. Bounded: the oldest answers are forgotten first.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

#include "kiosk/core/engine/outcome.hpp"

namespace kiosk::core {

class Answers {
  public:
    static constexpr std::size_t kKept = 4096;  // answers; a busy desk gives some hundred an hour

    // Keeps the outcome under the key, or replaces the one kept before.
    void keep(const std::string& key, const Outcome& outcome);

    // nullptr when nothing is kept under the key. Valid until the next keep().
    [[nodiscard]] const Outcome* find(const std::string& key) const;

  private:
    std::unordered_map<std::string, Outcome> kept_;
    std::deque<std::string> order_;  // keys, oldest first
};

}  // namespace kiosk::core
