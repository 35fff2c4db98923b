// kiosk/core/engine/answers.cpp — a bounded map of answers, oldest forgotten first.
#include "kiosk/core/engine/answers.hpp"

namespace kiosk::core {

void Answers::keep(const std::string& key, const Outcome& outcome) {
    const auto [place, is_new] = kept_.insert_or_assign(key, outcome);
    if (!is_new) return;
    order_.push_back(key);
    if (order_.size() <= kKept) return;
    kept_.erase(order_.front());
    order_.pop_front();
}

const Outcome* Answers::find(const std::string& key) const {
    const auto found = kept_.find(key);
    return found == kept_.end() ? nullptr : &found->second;
}

}  // namespace kiosk::core
