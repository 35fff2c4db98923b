// kiosk/storage/roster_names.cpp — from versions to names and back.
#include "kiosk/storage/roster_names.hpp"

#include <charconv>
#include <system_error>

namespace kiosk::storage {
namespace {

constexpr std::string_view kSuffix = ".sqlite";
constexpr std::uint64_t kVersionMax = 999'999'999'999'999;

}  // namespace

std::string list_file_name(std::string_view prefix, std::uint64_t version) {
    return std::string(prefix) + std::to_string(version) + std::string(kSuffix);
}

std::optional<std::uint64_t> list_version_in(std::string_view name, std::string_view prefix) {
    if (!name.starts_with(prefix) || !name.ends_with(kSuffix)) return std::nullopt;
    if (name.size() < prefix.size() + kSuffix.size()) return std::nullopt;
    name.remove_prefix(prefix.size());
    name.remove_suffix(kSuffix.size());
    return list_version_from(name);
}

std::optional<std::uint64_t> list_version_from(std::string_view digits) {
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (parsed.ec != std::errc{} || parsed.ptr != digits.data() + digits.size()) {
        return std::nullopt;
    }
    if (number == 0 || number > kVersionMax) return std::nullopt;
    return number;
}

}  // namespace kiosk::storage
