// kiosk/wire/supervisor_json.hpp — what supervisors ask for, and the answers.
//
// Operators are named in the request, or by their session: then the request need not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ports/station_port.hpp"
#include "kiosk/wire/json_reader.hpp"
#include "kiosk/wire/scan_request.hpp"

namespace kiosk::wire {

// The operator's id: required where `needed`; 1 to core::kOperatorMax bytes, blanks around it cut,
// no control characters. Empty where it is absent or wrong.
[[nodiscard]] std::string read_operator(JsonReader& reader, std::string_view field, bool needed);

[[nodiscard]] bool is_control(char c);  // of ASCII

// Why: at most core::kNoteMax bytes, no control characters. Empty where it is absent or wrong.
[[nodiscard]] std::string read_note(JsonReader& reader, std::string_view field);

// POST /api/v1/emergency/begin and …/end: operator, note.
[[nodiscard]] Read<ports::SupervisorRequest> read_emergency(std::string_view body,
                                                            core::SupervisorAct act,
                                                            bool operator_needed = true);

// POST /api/v1/forgiveness: operator, note, attendee or code, zone.
[[nodiscard]] Read<ports::SupervisorRequest> read_forgiveness(std::string_view body,
                                                              bool operator_needed = true);

struct Resolution {
    ports::OverrideRequest request;
    std::string second_pin;  // proves request.let_in.second; empty: not given
};

// POST /api/v1/scans/{id}/resolve: action "override", operator, second, second_pin, reason, nonce.
[[nodiscard]] Read<Resolution> read_resolution(std::string_view body, bool operator_needed = true);

// {"seq", "at", "emergency_since", "attendee"}
[[nodiscard]] std::string print_supervisor_answer(const ports::SupervisorAnswer& answer);

// {"boot", "items": [{"number", "seq", "at", "station", "zone", "type", "dry_run"}]}. Numbers are
// this run's of the daemon, which `boot` names.
[[nodiscard]] std::string print_alerts(const std::vector<ports::AlertView>& alerts,
                                       std::string_view boot);
[[nodiscard]] std::string print_alert(const ports::AlertView& alert);

}  // namespace kiosk::wire
