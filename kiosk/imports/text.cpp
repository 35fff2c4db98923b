// kiosk/imports/text.cpp — small treatments of cell texts.
#include "kiosk/imports/text.hpp"

#include <algorithm>
#include <cstddef>

namespace kiosk::imports {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";
constexpr std::string_view kBreaks = "\t\r\n";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kShownBytes = 40;

// The start of `text`, at most `bytes` long, without half a character at its end.
std::string_view prefix(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (text[bytes] & '\xC0') == '\x80') --bytes;
    return text.substr(0, bytes);
}

}  // namespace

std::string_view unguarded(std::string_view text) {
    constexpr std::string_view kFormulaStarts = "=+-@";
    const bool guarded = text.size() >= 2 && text.front() == '\'' &&
                         kFormulaStarts.find(text[1]) != std::string_view::npos;
    return guarded ? text.substr(1) : text;
}

std::string_view trimmed(std::string_view text) {
    for (;;) {
        const std::size_t before = text.size();
        const std::size_t first = text.find_first_not_of(kBlanks);
        if (first == std::string_view::npos) return {};
        text = text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
        if (text.starts_with(kNoBreakSpace)) text.remove_prefix(kNoBreakSpace.size());
        if (text.ends_with(kNoBreakSpace)) text.remove_suffix(kNoBreakSpace.size());
        if (text.size() == before) return text;
    }
}

std::string one_line(std::string_view text) {
    text = trimmed(text);
    if (text.find_first_of(kBreaks) == std::string_view::npos) return std::string(text);
    std::string line;
    line.reserve(text.size());
    bool in_break = false;
    for (const char c : text) {
        const bool breaks = kBreaks.find(c) != std::string_view::npos;
        if (!breaks) line.push_back(c);
        if (breaks && !in_break) line.push_back(' ');
        in_break = breaks;
    }
    return line;
}

std::string shortened(std::string_view text) {
    const std::string line = one_line(text);
    std::string result(prefix(line, kShownBytes));
    if (result.size() < line.size()) result += kEllipsis;
    return result;
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

std::string masked_code(std::string_view code) {
    constexpr std::size_t kShownCharacters = 4;
    return std::string(prefix(code, std::min(kShownCharacters, code.size() / 2))).append(kEllipsis);
}

}  // namespace kiosk::imports
