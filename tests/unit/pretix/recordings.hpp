// tests/unit/pretix/recordings.hpp — what real servers answered, by the name of the exchange.
#pragma once

#include <string>

#include "kiosk/pretix/exchange.hpp"

namespace kiosk::pretix {

inline constexpr const char* kVersions[] = {"v2024.5", "v2026.5"};

struct Recorded {
    std::string target;
    std::string body;  // of the request
    Reply reply;
};

[[nodiscard]] Recorded recorded(const std::string& version, const std::string& name);

// A JSON answer of the shop that nobody recorded.
[[nodiscard]] Reply json_reply(int status, std::string body);

}  // namespace kiosk::pretix
