// kiosk/config/nearest_name.cpp — edit distance with swaps (optimal string alignment).
#include "kiosk/config/nearest_name.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

namespace kiosk::config {
namespace {

constexpr std::size_t kNameMax = 64;  // longer names are nobody's typing error

std::size_t distance(std::string_view a, std::string_view b) {
    const std::size_t width = b.size() + 1;
    std::vector<std::size_t> cost((a.size() + 1) * width);
    const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& {
        return cost[i * width + j];
    };
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                at(i, j) = i + j;
                continue;
            }
            const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
            at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
            }
        }
    }
    return at(a.size(), b.size());
}

}  // namespace

std::string_view nearest_name(std::string_view typed, std::span<const std::string_view> known) {
    if (typed.size() > kNameMax) {
        return {};
    }
    std::size_t best = std::max<std::size_t>(1, typed.size() / 3) + 1;
    std::string_view nearest;
    for (const std::string_view name : known) {
        const std::size_t changes = distance(typed, name);
        if (changes < best) {
            best = changes;
            nearest = name;
        }
    }
    return nearest;
}

std::string hint(std::string_view typed, std::span<const std::string_view> known) {
    const std::string_view nearest = nearest_name(typed, known);
    if (!nearest.empty()) {
        return fmt::format("; did you mean \"{}\"?", nearest);
    }
    return fmt::format("; known: {}", fmt::join(known, ", "));
}

}  // namespace kiosk::config
