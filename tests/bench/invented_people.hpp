// tests/bench/invented_people.hpp — any number of attendees with names as long as real ones.
//
// Person n is the same in every run and every list, so a longer list holds all of a shorter one.
// Faces (name, mail address, company) repeat after kFaces, as names do in a crowd; codes do not.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/core/roster.hpp"
#include "kiosk/core/ticket_code.hpp"

namespace kiosk::bench {

inline constexpr std::size_t kFaces = 20'000;

struct Face {
    std::string name;
    std::string slug;
    std::string email;
    std::string company;  // empty for every third
};

class InventedPeople {
  public:
    InventedPeople();

    [[nodiscard]] const Face& face(std::uint64_t person) const {
        return faces_[person % faces_.size()];
    }

  private:
    std::vector<Face> faces_;
};

// 32 small letters and digits, as a ticket shop makes them.
[[nodiscard]] std::string code_of(std::uint64_t person);

[[nodiscard]] std::string order_of(std::uint64_t person);

// A paid ticket of product 1, "Conference". `keys[n]` is the key of person n's code.
[[nodiscard]] core::Roster roster_of(const InventedPeople& people,
                                     const std::vector<core::CodeKey>& keys);

[[nodiscard]] std::vector<core::CodeKey> keys_of(std::uint64_t persons,
                                                 const core::CodeHasher& hasher);

}  // namespace kiosk::bench
