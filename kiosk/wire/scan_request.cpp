// kiosk/wire/scan_request.cpp — fields, limits and words of scan and check-in requests.
#include "kiosk/wire/scan_request.hpp"

#include <cstddef>
#include <string>
#include <utility>

#include "kiosk/core/access/question.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/json_reader.hpp"
#include "kiosk/wire/request_limits.hpp"
#include "kiosk/wire/supervisor_json.hpp"

namespace kiosk::wire {
namespace {

constexpr std::size_t kAnswersMax = 64;  // of one request

core::ScanSource source_of(std::string_view name) {
    if (name == "scanner" || name == "qr") return core::ScanSource::scanner;
    if (name == "camera") return core::ScanSource::camera;
    if (name == "typed") return core::ScanSource::typed;
    return core::ScanSource::api;
}

void read_common(JsonReader& reader, ports::ScanRequest& request, bool operator_needed) {
    request.station = reader.text("station", kIdMax).value_or("");
    if (const auto type = reader.choice("type", {"entry", "exit"})) {
        request.direction = *type == "exit" ? core::Direction::exit : core::Direction::entry;
    }
    request.nonce = reader.text("nonce", core::kNonceMax).value_or("");
    request.ignore_unpaid = reader.boolean("ignore_unpaid").value_or(false);
    request.force = reader.boolean("force").value_or(false);
    const bool sets_aside = request.force || request.ignore_unpaid;
    request.operator_id = read_operator(reader, "operator", operator_needed && sets_aside);
    request.answers = reader.texts("answers", kAnswersMax, core::kAnswerMax);
    request.dry_run = reader.boolean("dry_run").value_or(false);
}

Read<ports::ScanRequest> finished(JsonReader& reader, ports::ScanRequest request) {
    auto errors = reader.errors();
    if (!errors.empty()) return std::unexpected(std::move(errors));
    return request;
}

}  // namespace

Read<ports::ScanRequest> read_scan_request(std::string_view body, bool operator_needed) {
    JsonReader reader(body);
    ports::ScanRequest request;
    read_common(reader, request, operator_needed);
    reader.require("code");
    const auto code = reader.text("code", core::kScanBytesMax);
    if (code && code->empty()) reader.object_to("code", "empty", "code is empty");
    request.code = code.value_or("");
    request.source = source_of(
        reader.choice("source", {"scanner", "qr", "camera", "typed", "api"}).value_or("api"));
    // Rules, resets and the record go by one clock. A time of the client's that is taken and then
    // dropped would be believed to count.
    if (reader.text("captured_at", kTimeMax)) {
        reader.object_to("captured_at", "not_supported",
                         "captured_at does not count: the station decides and records by its own "
                         "clock; send each scan when it is made, without captured_at");
    }
    return finished(reader, std::move(request));
}

Read<ports::ScanRequest> read_check_in_request(std::string_view body, bool operator_needed) {
    JsonReader reader(body);
    ports::ScanRequest request;
    read_common(reader, request, operator_needed);
    request.source = core::ScanSource::typed;
    reader.require("attendee");
    if (const auto text = reader.text("attendee", kAttendeeIdMax)) {
        request.attendee = parse_ticket_id(*text);
        if (!request.attendee) {
            reader.object_to("attendee", "not_id",
                             "attendee is not an id like \"csv:0123456789abcdef\"");
        }
    }
    request.whole_order = reader.choice("group", {"order"}).has_value();
    if (request.whole_order && request.direction == core::Direction::exit) {
        reader.object_to("group", "entries_only", "an order is checked in together, not out");
    }
    if (request.whole_order && (request.force || request.ignore_unpaid)) {
        reader.object_to("group", "not_forced", "nobody is forced for a whole order");
    }
    return finished(reader, std::move(request));
}

}  // namespace kiosk::wire
