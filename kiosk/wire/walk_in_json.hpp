// kiosk/wire/walk_in_json.hpp — asking for a ticket at the desk, and what is told of it.
#pragma once

#include <string_view>

#include <boost/json/fwd.hpp>

#include "kiosk/ports/station_port.hpp"
#include "kiosk/wire/scan_request.hpp"

namespace kiosk::wire {

struct WalkInWish {
    ports::WalkInRequest request;
    bool check_in = false;  // and at once
};

// POST /api/v1/walkins: name, product, paid_by, email, company, language, note, station, check_in,
// operator, nonce.
[[nodiscard]] Read<WalkInWish> read_walk_in(std::string_view body, bool operator_needed);

// {"code", "paid_by", "at", "station", "operator", "language", "local_only"}; null for whoever is
// on the list alone.
[[nodiscard]] boost::json::value walk_in_value(const std::optional<ports::WalkInView>& walk_in);

}  // namespace kiosk::wire
