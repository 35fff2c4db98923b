// kiosk/wire/supervisor_json.cpp — fields and limits of supervisors' requests.
#include "kiosk/wire/supervisor_json.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "kiosk/core/record.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/request_limits.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

std::string without_blanks_around(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    text.erase(0, text.find_first_not_of(' '));
    return text;
}

template <class Request>
Read<Request> finished(JsonReader& reader, Request request) {
    auto errors = reader.errors();
    if (!errors.empty()) return std::unexpected(std::move(errors));
    return request;
}

json::object alert_object(const ports::AlertView& alert) {
    json::object object;
    object["number"] = alert.number;
    object["seq"] = alert.seq == 0 ? json::value() : json::value(alert.seq);
    object["at"] = time_value(alert.at);
    object["station"] = alert.station;
    object["zone"] = text_value(alert.zone);
    object["type"] = name_of(alert.direction);
    object["dry_run"] = alert.dry_run;
    return object;
}

}  // namespace

std::string read_operator(JsonReader& reader, std::string_view field, bool needed) {
    const auto given = reader.text(field, core::kOperatorMax);
    if (!given) {
        if (needed) reader.require(field);
        return {};
    }
    std::string name = without_blanks_around(*given);
    if (name.empty()) {
        reader.object_to(field, "empty", fmt::format("{} is empty: say who you are", field));
    } else if (std::ranges::any_of(name, is_control)) {
        reader.object_to(field, "control_character",
                         fmt::format("{} has a control character", field));
    }
    return name;
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

std::string read_note(JsonReader& reader, std::string_view field) {
    auto note = reader.text(field, core::kNoteMax).value_or("");
    if (std::ranges::any_of(note, is_control)) {
        reader.object_to(field, "control_character",
                         fmt::format("{} has a control character", field));
    }
    return note;
}

Read<ports::SupervisorRequest> read_emergency(std::string_view body, core::SupervisorAct act,
                                              bool operator_needed) {
    JsonReader reader(body);
    ports::SupervisorRequest request;
    request.act = act;
    request.by = read_operator(reader, "operator", operator_needed);
    request.note = read_note(reader, "note");
    return finished(reader, std::move(request));
}

Read<ports::SupervisorRequest> read_forgiveness(std::string_view body, bool operator_needed) {
    JsonReader reader(body);
    ports::SupervisorRequest request;
    request.by = read_operator(reader, "operator", operator_needed);
    request.note = read_note(reader, "note");
    request.zone = reader.text("zone", kIdMax).value_or("");
    request.code = reader.text("code", core::kScanBytesMax).value_or("");
    const auto attendee = reader.text("attendee", kAttendeeIdMax);
    if (attendee) {
        request.ticket = parse_ticket_id(*attendee);
        if (!request.ticket) {
            reader.object_to("attendee", "not_id",
                             "attendee is not an id like \"csv:0123456789abcdef\"");
        }
    }
    if (attendee.has_value() == !request.code.empty()) {
        reader.object_to("attendee", "one_of_two", "either attendee or code says who is forgiven");
    }
    return finished(reader, std::move(request));
}

Read<Resolution> read_resolution(std::string_view body, bool operator_needed) {
    JsonReader reader(body);
    Resolution read;
    ports::OverrideRequest& request = read.request;
    reader.require("action");
    static_cast<void>(reader.choice("action", {"override"}));
    request.let_in.by = read_operator(reader, "operator", operator_needed);
    request.let_in.second = read_operator(reader, "second", false);
    reader.require("reason");
    request.let_in.note = read_note(reader, "reason");
    request.nonce = reader.text("nonce", core::kNonceMax).value_or("");
    read.second_pin = reader.text("second_pin", kPinMax).value_or("");
    return finished(reader, std::move(read));
}

std::string print_supervisor_answer(const ports::SupervisorAnswer& answer) {
    json::object object;
    object["seq"] = answer.seq;
    object["at"] = time_value(answer.at);
    object["emergency_since"] = time_value(answer.emergency_since);
    object["attendee"] = nullptr;
    if (answer.holder) object["attendee"] = holder_object(*answer.holder);
    return json::serialize(object);
}

std::string print_alert(const ports::AlertView& alert) {
    return json::serialize(alert_object(alert));
}

std::string print_alerts(const std::vector<ports::AlertView>& alerts, std::string_view boot) {
    json::array items;
    for (const auto& alert : alerts) items.push_back(alert_object(alert));
    return json::serialize(json::object{{"boot", boot}, {"items", std::move(items)}});
}

}  // namespace kiosk::wire
