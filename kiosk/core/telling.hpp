// kiosk/core/telling.hpp — what a check looked at, told by the check itself as it looks.
//
// One source for the decision and for its explanation. At the door nobody listens, and nothing is
// written.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::core {

using CheckFacts = std::vector<std::pair<std::string, std::string>>;  // name, value

class Telling {
  public:
    Telling() = default;  // nobody listens
    explicit Telling(CheckFacts& into) : into_(&into) {}

    [[nodiscard]] bool is_heard() const { return into_ != nullptr; }

    // `value` is a callable that makes the text: only where somebody listens.
    template <class Value>
    void operator()(std::string_view name, const Value& value) const {
        if (into_ != nullptr) into_->emplace_back(name, value());
    }

  private:
    CheckFacts* into_ = nullptr;
};

}  // namespace kiosk::core
