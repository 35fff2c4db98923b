// kiosk/base/strong_id.hpp — numbers that cannot be passed for one another.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>

namespace kiosk {

template <class Tag, class Number>
struct StrongId {
    using tag_type = Tag;
    using number_type = Number;

    Number value{};

    friend constexpr auto operator<=>(const StrongId&, const StrongId&) = default;
};

}  // namespace kiosk

template <class Tag, class Number>
struct std::hash<kiosk::StrongId<Tag, Number>> {
    std::size_t operator()(const kiosk::StrongId<Tag, Number>& id) const noexcept {
        return std::hash<Number>{}(id.value);
    }
};
