// kiosk/api/audience_of.hpp — who reads the answer.
#pragma once

#include "kiosk/http/request.hpp"
#include "kiosk/wire/audience.hpp"

namespace kiosk::api {

// Whoever leads may read what a guest at the lane must not.
[[nodiscard]] inline wire::Audience audience_of(const http::Request& request) {
    return request.caller.role >= ports::Role::lead ? wire::Audience::staff : wire::Audience::lane;
}

}  // namespace kiosk::api
