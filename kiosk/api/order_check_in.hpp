// kiosk/api/order_check_in.hpp — an attendee is checked in, and the other tickets of the order.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::api {

// The attendee of the request first, then each of the order who has not arrived and would be let
// in: nobody is refused who was not there to show a ticket. The answer is that of the attendee,
// with "group" for the others.
void check_in_order(const SharedContext& context, const http::Request& request,
                    const http::Responder& respond, ports::ScanRequest asked);

}  // namespace kiosk::api
