// kiosk/core/engine/answers.cpp — a bounded map of answers, oldest forgotten first.
#include "kiosk/core/engine/answers.hpp"

namespace kiosk::core {

void Answers::keep(const std::string& key, const Outcome& outcome) {
    const std::uint64_t turn = next_turn_++;
    kept_.insert_or_assign(key, Kept{outcome, turn});
    turns_.emplace_back(key, turn);
    while (kept_.size() > kKept || turns_.size() > 2 * kKept) {
        const auto& [oldest, its_turn] = turns_.front();
        const auto found = kept_.find(oldest);
        if (found != kept_.end() && found->second.turn == its_turn) kept_.erase(found);
        turns_.pop_front();
    }
}

const Outcome* Answers::find(const std::string& key) const {
    const auto found = kept_.find(key);
    return found == kept_.end() ? nullptr : &found->second.outcome;
}

}  // namespace kiosk::core
