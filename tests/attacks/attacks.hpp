// tests/attacks/attacks.hpp — one random act of tampering at a time, each from its own seed.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "tests/attacks/forger.hpp"

namespace kiosk::testing {

// What the attacker may do to, and what he must not touch: a head of record `witnessed` that is
// kept elsewhere.
struct Scene {
    storage::Path state;  // may be changed at will
    storage::Path older;  // a copy of the state as it was before
    History history;      // of `state`
    std::uint64_t witnessed = 0;
    storage::KeySeed seed{};  // the station's key: stolen
};

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    // 0 to `below` - 1.
    [[nodiscard]] std::uint64_t roll(std::uint64_t below) {
        return std::uniform_int_distribution<std::uint64_t>(0, below - 1)(engine_);
    }

  private:
    std::mt19937_64 engine_;
};

struct Deed {
    std::string what;
    std::uint64_t first_bad = 0;  // first record that is not as it was in a copy; 0: none
};

struct Attack {
    std::string_view name;
    // Tampers with the scene; says what was done. Something before the witnessed head is changed,
    // or something that the hash chain gives away.
    Deed (*act)(Scene& scene, Dice& dice);
};

inline constexpr std::size_t kAttackKinds = 21;
[[nodiscard]] const std::array<Attack, kAttackKinds>& all_attacks();

}  // namespace kiosk::testing
