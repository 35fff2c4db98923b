// kiosk/api/scan_reference.cpp — an id first: no number has its form.
#include "kiosk/api/scan_reference.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <system_error>

#include "kiosk/wire/ids_text.hpp"

namespace kiosk::api {

std::optional<ports::ScanReference> scan_in(const http::Request& request) {
    constexpr std::uint64_t kNumberMax = std::numeric_limits<std::int64_t>::max();
    const std::string& text = request.path_parameters.find("id")->second;
    if (const auto id = wire::parse_scan_id(text)) return *id;
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || number > kNumberMax) return std::nullopt;
    return number;
}

}  // namespace kiosk::api
