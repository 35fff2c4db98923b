// kiosk/core/engine/answers.hpp — remembers what was answered, so that a retry gets it again.
//
// A request with a known nonce, or the same code again at a reader, gets the first answer; nothing
// is recorded twice. Bounded: the oldest answers are forgotten first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <utility>

#include "kiosk/core/engine/outcome.hpp"

namespace kiosk::core {

class Answers {
  public:
    static constexpr std::size_t kKept = 4096;  // answers; a busy desk gives some hundred an hour

    // Keeps the outcome under the key as the youngest; replaces the one kept before.
    void keep(const std::string& key, const Outcome& outcome);

    void forget(const std::string& key) { kept_.erase(key); }

    // nullptr when nothing is kept under the key. Valid until the next change.
    [[nodiscard]] const Outcome* find(const std::string& key) const;

  private:
    struct Kept {
        Outcome outcome;
        std::uint64_t turn;
    };

    std::unordered_map<std::string, Kept> kept_;
    std::deque<std::pair<std::string, std::uint64_t>> turns_;  // oldest first; stale ones stay
    std::uint64_t next_turn_ = 0;
};

}  // namespace kiosk::core
