// kiosk/demo/dice.hpp — chance that falls the same way on every machine.
//
// std::mt19937_64 is fixed by the standard ([rand.predef]) number by number; the standard's
// distributions are not, so choices are made by remainder. The bias is below 2^-50 here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/check.hpp"

namespace kiosk::demo {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    // 0 .. sides - 1; `sides` is at least 1.
    [[nodiscard]] std::size_t below(std::size_t sides) {
        KIOSK_CHECK(sides > 0, "a die has sides");
        return static_cast<std::size_t>(engine_() % sides);
    }

    // True in `per_mille` of 1,000 throws.
    [[nodiscard]] bool falls_in(std::size_t per_mille) { return below(1000) < per_mille; }

    template <class T>
    [[nodiscard]] const T& pick(std::span<const T> choices) {
        return choices[below(choices.size())];
    }

    [[nodiscard]] std::string text(std::string_view alphabet, std::size_t length) {
        std::string made;
        for (std::size_t i = 0; i < length; ++i) made += alphabet[below(alphabet.size())];
        return made;
    }

  private:
    std::mt19937_64 engine_;
};

}  // namespace kiosk::demo
