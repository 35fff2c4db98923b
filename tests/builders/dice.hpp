// tests/builders/dice.hpp — chance with a seed, for tests that try many cases.
#pragma once

#include <cstdint>
#include <random>

namespace kiosk::core {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    [[nodiscard]] bool one_in(int n) { return below(n) == 0; }
    // 0 to `n` - 1.
    [[nodiscard]] int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine_); }
    [[nodiscard]] std::mt19937_64& engine() { return engine_; }

  private:
    std::mt19937_64 engine_;
};

}  // namespace kiosk::core
