// kiosk/config/problem.cpp — problems as text.
#include "kiosk/config/problem.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include <fmt/core.h>

namespace kiosk::config {
namespace {

constexpr std::size_t kShownMax = 80;  // bytes of a value in a message; one terminal line

std::string counted(std::ptrdiff_t count, std::string_view one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

std::string to_text(const Problem& problem) {
    const Place& place = problem.place;
    const std::string_view word = problem.severity == Severity::error ? "error" : "warning";
    if (place.line == 0) {
        return fmt::format("{}: {}: {}", place.file, word, problem.text);
    }
    return fmt::format("{}:{}:{}: {}: {}", place.file, place.line, place.column, word,
                       problem.text);
}

std::string to_text(std::span<const Problem> problems) {
    if (problems.empty()) {
        return {};
    }
    std::string text;
    for (const Problem& problem : problems) {
        text += to_text(problem) + '\n';
    }
    const auto errors = std::ranges::count(problems, Severity::error, &Problem::severity);
    const auto warnings = std::ranges::count(problems, Severity::warning, &Problem::severity);
    text += counted(errors, "error") + ", " + counted(warnings, "warning") + '\n';
    return text;
}

std::string in_quotes(std::string_view value) {
    const bool cut = value.size() > kShownMax;
    std::size_t end = cut ? kShownMax : value.size();
    while (cut && end > 0 && is_continuation(value[end])) {
        --end;  // never cut through a character
    }
    std::string text = "\"";
    for (const char byte : value.substr(0, end)) {
        const auto number = static_cast<unsigned char>(byte);
        if (number < 0x20 || number == 0x7F) {
            text += fmt::format("\\x{:02x}", number);
        } else {
            text += byte;
        }
    }
    return text + (cut ? "…\"" : "\"");
}

}  // namespace kiosk::config
