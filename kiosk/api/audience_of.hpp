// kiosk/api/audience_of.hpp — who asks. The seam where logins and roles will come in.
#pragma once

#include "kiosk/http/request.hpp"
#include "kiosk/wire/audience.hpp"

namespace kiosk::api {

// The UNIX socket's permissions say who staff are; screens and programs over TCP are the lane.
[[nodiscard]] inline wire::Audience audience_of(const http::Request& request) {
    return request.transport == http::Transport::unix_socket ? wire::Audience::staff
                                                             : wire::Audience::lane;
}

}  // namespace kiosk::api
