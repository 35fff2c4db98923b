// kiosk/imports/code_index.hpp — the codes of one list, to find the second use of one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kiosk::imports {

class CodeIndex {
  public:
    static constexpr std::uint32_t kRefused = std::numeric_limits<std::uint32_t>::max();

    // Where a code was seen first.
    struct First {
        std::size_t line = 0;
        std::uint32_t attendee = kRefused;  // position in the list, or kRefused
    };

    explicit CodeIndex(std::size_t expected) { seen_.reserve(expected); }

    // Null if the code is new (it is kept then), else where it was first.
    [[nodiscard]] const First* find_or_add(std::string_view code, First place) {
        const auto [found, added] = seen_.try_emplace(std::string(code), place);
        return added ? nullptr : &found->second;
    }

  private:
    std::unordered_map<std::string, First> seen_;
};

}  // namespace kiosk::imports
