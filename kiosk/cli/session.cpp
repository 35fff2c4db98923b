// kiosk/cli/session.cpp — what the verbs have in common.
#include <algorithm>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {

ExitCode Session::fail(const Failure& failure) const {
    terminal.complain(failure.text);
    return failure.exit_code;
}

bool Session::prints_json(const boost::json::value& document) const {
    if (wants_json()) {
        terminal.out << boost::json::serialize(document) << '\n';
    }
    return wants_json();
}

std::string good(const Terminal& terminal, std::string_view text) {
    return terminal.in(Colour::green, "✔") + " " + std::string(text);
}

std::string doubtful(const Terminal& terminal, std::string_view text) {
    return terminal.in(Colour::yellow, "▲") + " " + std::string(text);
}

std::string bad(const Terminal& terminal, std::string_view text) {
    return terminal.in(Colour::red, "✕") + " " + std::string(text);
}

std::string grouped(std::int64_t number) {
    std::string text = fmt::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t at = text.size(); at > first + 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

std::string age_text(std::int64_t seconds) {
    if (seconds < 120) return fmt::format("{} s", seconds);
    if (seconds < 7'200) return fmt::format("{} min", seconds / 60);
    if (seconds < 172'800) return fmt::format("{} h", seconds / 3'600);
    return fmt::format("{} days", seconds / 86'400);
}

std::string clock_text(std::string_view rfc3339) {
    std::string text(rfc3339.substr(0, 19));
    std::ranges::replace(text, 'T', ' ');
    return text;
}

}  // namespace kiosk::cli
