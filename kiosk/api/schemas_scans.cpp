// kiosk/api/schemas_scans.cpp — scans, what came of them, and the log.
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "kiosk/api/schema.hpp"
#include "kiosk/api/schemas.hpp"
#include "kiosk/core/access/question.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/wire/audience.hpp"
#include "kiosk/wire/request_limits.hpp"

namespace kiosk::api {
namespace {

using namespace schema;

constexpr std::uint64_t kSequenceMax = std::numeric_limits<std::int64_t>::max();

Schema reason_schema() {
    std::vector<std::string_view> names;
    for (std::size_t number = 0; number < core::kReasonCount; ++number) {
        if (const auto reason = core::reason_from_number(number)) {
            names.push_back(core::name_of(*reason));
        }
    }
    names.push_back(wire::reason_name(core::Reason::denylisted, wire::Audience::lane));
    return choice_of(names);
}

// Both ways to present somebody take these, and what says who it is.
Schema request_for(Field who, std::initializer_list<Field> more) {
    std::vector<Field> optional{{"station", text(wire::kIdMax)},
                                {"type", ref("Direction")},
                                {"nonce", text(core::kNonceMax)},
                                {"ignore_unpaid", boolean()},
                                {"force", boolean()},
                                {"operator", text(core::kOperatorMax)},
                                {"answers", map_of(text(core::kAnswerMax))},
                                {"dry_run", boolean()}};
    optional.insert(optional.end(), more.begin(), more.end());
    Schema schema = object({std::move(who)});
    for (Field& field : optional) schema.at("properties").as_object()[field.name] = field.schema;
    return schema;
}

Schema answer_schema() {
    return object({{"id", text()},
                   {"seq", or_null(number())},
                   {"at", time()},
                   {"station", text()},
                   {"reader", or_null(text())},
                   {"list", text()},
                   {"zone", or_null(text())},
                   {"type", ref("Direction")},
                   {"verdict", ref("Verdict")},
                   {"reason", ref("Reason")},
                   {"message", ref("LocalText")},
                   {"next", ref("LocalText")},
                   {"explanation", or_null(map_of(list_of(text())))},
                   {"questions", list_of(ref("Question"))},
                   {"forced", boolean()},
                   {"list_objection", or_null(ref("Reason"))},
                   {"set_aside", or_null(ref("Reason"))},
                   {"resolvable", list_of(choice({"override"}))},
                   {"two_persons", boolean()},
                   {"recorded", boolean()},
                   {"admitted", boolean()},
                   {"decided_by", choice({"local", "signature"})},
                   {"list_age_s", or_null(number())},
                   {"list_version", number()},
                   {"replayed", boolean()},
                   {"dry_run", boolean()},
                   {"took_ms", number()},
                   {"attendee", or_null(ref("Holder"))},
                   {"first_entry", or_null(object({{"at", time()}, {"station", text()}}))},
                   {"attention", boolean()}},
                  {{"alert", boolean()}, {"group", list_of(ref("OrderedTicket"))}});
}

Schema question_schema() {
    return object(
        {{"id", text()},
         {"text", ref("LocalText")},
         {"type", text()},
         {"required", boolean()},
         {"limits",
          or_null(object(
              {{"least", anything()}, {"most", anything()}, {"length_max", or_null(number())}}))},
         {"options", list_of(text())},
         {"only_if", or_null(object({{"question", text()}, {"answers", list_of(text())}}))}});
}

Schema row_schema() {
    return object({{"seq", number()},
                   {"id", text()},
                   {"at", time()},
                   {"station", text()},
                   {"reader", or_null(text())},
                   {"list", text()},
                   {"zone", or_null(text())},
                   {"source", choice({"scanner", "camera", "typed", "api", "automatic"})},
                   {"type", ref("Direction")},
                   {"verdict", ref("Verdict")},
                   {"reason", ref("Reason")},
                   {"message", ref("LocalText")},
                   {"list_objection", or_null(ref("Reason"))},
                   {"set_aside", or_null(ref("Reason"))},
                   {"admitted", boolean()},
                   {"attendee", or_null(object({{"id", text()},
                                                {"display_name", or_null(text())},
                                                {"product", or_null(text())},
                                                {"order", or_null(text())}}))},
                   {"undone", or_null(ref("Undone"))},
                   {"code_hash", text()},
                   {"list_version", number()},
                   {"clock_trusted", boolean()}},
                  {{"forced", boolean()},
                   {"unpaid_ignored", boolean()},
                   {"operator", or_null(text())},
                   {"operator_proof", or_null(ref("NameProof"))},
                   {"second", or_null(text())},
                   {"second_proof", or_null(ref("NameProof"))},
                   {"note", or_null(text())}});
}

}  // namespace

boost::json::object scan_schemas() {
    return {
        {"Direction", choice({"entry", "exit"})},
        {"Verdict", choice({"go", "check", "stop"})},
        {"Reason", reason_schema()},
        {"NameProof", choice({"claimed", "pin", "token"})},
        {"LocalText", about(map_of(text()), "A text by language: \"en\", \"fr\"")},
        {"Question", question_schema()},
        {"ScanRequest",
         request_for({"code", text(core::kScanBytesMax)},
                     {{"source", choice({"scanner", "qr", "camera", "typed", "api"})},
                      {"captured_at", about(text(wire::kTimeMax),
                                            "Refused: the station decides by its own clock")}})},
        {"CheckInRequest",
         request_for({"attendee", text(wire::kAttendeeIdMax)}, {{"group", choice({"order"})}})},
        {"ScanAnswer", answer_schema()},
    };
}

boost::json::object log_schemas() {
    return {
        {"LogQuery", object({}, {{"after", number_to(0, kSequenceMax)},
                                 {"station", text(wire::kIdMax)},
                                 {"verdict", ref("Verdict")},
                                 {"reason", ref("Reason")},
                                 {"limit", number_to(1, 500)},
                                 {"order", choice({"asc", "desc"})},
                                 {"cursor", number_to(0, kSequenceMax)}})},
        {"LogRow", about(row_schema(), "Who stood by it is told over the UNIX socket alone")},
        {"LogPage", object({{"items", list_of(ref("LogRow"))}, {"next_cursor", or_null(text())}})},
    };
}

}  // namespace kiosk::api
