// kiosk/wire/undo_json.cpp — fields, limits and words of taking back.
#include "kiosk/wire/undo_json.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kiosk/core/record.hpp"
#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/json_reader.hpp"
#include "kiosk/wire/request_limits.hpp"
#include "kiosk/wire/supervisor_json.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

// By number of the cause.
constexpr std::array<std::string_view, core::kUndoCauses> kCauses{
    "slip", "wrong_person", "duplicate", "test", "left_queue", "other"};

json::object scan_object(const core::UndoneScan& scan) {
    return {{"seq", scan.seq},
            {"id", to_text(scan.id)},
            {"at", time_value(scan.at)},
            {"station", scan.station},
            {"list", scan.list},
            {"zone", text_value(scan.zone)},
            {"type", name_of(scan.direction)}};
}

}  // namespace

std::string_view name_of(core::UndoCause cause) {
    return kCauses.at(static_cast<std::size_t>(cause));
}

Read<ports::UndoRequest> read_undo_request(std::string_view body, bool operator_needed) {
    JsonReader reader(body);
    ports::UndoRequest request;
    request.station = reader.text("station", kIdMax).value_or("");
    const auto cause =
        reader.choice("reason", {"wrong_person", "duplicate", "test", "left_queue", "other"});
    if (cause) {
        const auto* const found = std::ranges::find(kCauses, *cause);
        request.cause = static_cast<core::UndoCause>(found - kCauses.begin());
    }
    request.note = read_note(reader, "note");
    if (request.cause == core::UndoCause::other && request.note.empty()) {
        reader.object_to("note", "missing", "note is missing: which other reason?");
    }
    request.by = read_operator(reader, "operator", operator_needed);
    request.nonce = reader.text("nonce", core::kNonceMax).value_or("");
    auto errors = reader.errors();
    if (!errors.empty()) return std::unexpected(std::move(errors));
    return request;
}

std::string print_undo_answer(const ports::UndoAnswer& answer) {
    json::object object;
    object["seq"] = answer.seq == 0 ? json::value() : json::value(answer.seq);
    object["at"] = time_value(answer.record.at.utc);
    object["reason"] = name_of(answer.record.cause);
    object["checkin"] = scan_object(answer.record.scan);
    object["attendee"] = nullptr;
    if (answer.holder) object["attendee"] = holder_object(*answer.holder);
    object["replayed"] = answer.replayed;
    return json::serialize(object);
}

json::value undone_value(const std::optional<core::AnnulmentRecord>& undone, Audience audience) {
    if (!undone) return nullptr;
    json::object object{{"at", time_value(undone->at.utc)}, {"reason", name_of(undone->cause)}};
    if (audience == Audience::staff) {
        object["operator"] = text_value(undone->by);
        object["station"] = text_value(undone->desk);
        object["note"] = text_value(undone->note);
    }
    return object;
}

}  // namespace kiosk::wire
