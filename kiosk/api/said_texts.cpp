// kiosk/api/said_texts.cpp — folds each text and looks for what is left.
#include "kiosk/api/said_texts.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "kiosk/search/operator_names.hpp"

namespace kiosk::api {

std::optional<http::Problem> objection_to_empty(std::span<const SaidText> said) {
    std::vector<wire::FieldError> errors;
    for (const auto& [field, text] : said) {
        if (!search::says_nothing(text)) continue;
        errors.push_back(
            {fmt::format("/{}", field), "empty",
             fmt::format("{} is empty: it needs at least one letter or digit", field)});
    }
    if (errors.empty()) return std::nullopt;
    return http::validation_problem(std::move(errors));
}

}  // namespace kiosk::api
