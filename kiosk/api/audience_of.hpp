// kiosk/api/audience_of.hpp — who reads the answer.
#pragma once

#include "kiosk/http/request.hpp"
#include "kiosk/wire/audience.hpp"

namespace kiosk::api {

// Whoever leads may read what a guest at the lane must not.
[[nodiscard]] inline wire::Audience audience_of(const http::Request& request) {
    return request.caller.role >= ports::Role::lead ? wire::Audience::staff : wire::Audience::lane;
}

// Of what screens show where guests stand: a lead who signed in at the gate for a moment must not
// turn its verdicts and its list of scans into words for staff.
[[nodiscard]] inline wire::Audience screen_audience_of(const http::Request& request) {
    return request.transport == http::Transport::unix_socket ? wire::Audience::staff
                                                             : wire::Audience::lane;
}

}  // namespace kiosk::api
