// kiosk/api/said_texts.hpp — names and reasons that people give have to say something.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "kiosk/http/problem.hpp"

namespace kiosk::api {

struct SaidText {
    std::string_view field;
    std::string_view text;
};

// 422 for texts without one letter or digit: empty, blank, or nothing that is seen.
[[nodiscard]] std::optional<http::Problem> objection_to_empty(std::span<const SaidText> said);

}  // namespace kiosk::api
