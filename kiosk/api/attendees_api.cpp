// kiosk/api/attendees_api.cpp — search needs two letters, or one of a script that is not Latin.
#include "kiosk/api/attendees_api.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/authentication.hpp"
#include "kiosk/api/query_reader.hpp"
#include "kiosk/api/said_texts.hpp"
#include "kiosk/wire/attendee_json.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/note_request.hpp"
#include "kiosk/wire/utf8.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;

constexpr std::size_t kSearchMax = 200;  // bytes
constexpr std::size_t kLettersMin = 2;
constexpr std::uint64_t kPage = 20;
constexpr std::uint64_t kPageMax = 500;

// Enough to name few people: nobody should page through everyone by typing "a".
bool is_long_enough(const std::string& search) {
    const auto characters = wire::decode_utf8(search);
    if (!characters) return false;
    const auto letters = std::ranges::count_if(*characters, [](char32_t c) { return c > U' '; });
    return std::cmp_greater_equal(letters, kLettersMin) ||
           std::ranges::any_of(*characters, wire::is_beyond_latin);
}

ports::AttendeeQuery read_query(const Request& request, QueryReader& reader) {
    ports::AttendeeQuery query;
    query.search = reader.text("search", kSearchMax);
    query.status = reader.choice("status", {"not_arrived", "inside", "left"});
    query.limit = static_cast<std::uint32_t>(reader.number("limit", kPage, {1, kPageMax}));
    query.after = reader.number("cursor", 0, {0, std::numeric_limits<std::int64_t>::max()});
    const bool everyone =
        audience_of(request) == wire::Audience::staff && !request.parameter("search");
    if (!everyone && !is_long_enough(query.search)) {
        reader.object_to("search", "too_short", "search needs at least 2 letters");
    }
    return query;
}

void find_people(const SharedContext& context, const Request& request, const Responder& respond) {
    QueryReader reader(request);
    ports::AttendeeQuery query = read_query(request, reader);
    if (auto errors = reader.errors(); !errors.empty()) {
        respond(http::to_response(http::validation_problem(std::move(errors)), request));
        return;
    }
    context->station.search(
        std::move(query), [request, respond](const Result<ports::AttendeePage>& page) {
            respond(page ? http::json_response(wire::print_attendee_page(*page))
                         : http::to_response(http::problem_of(page.error()), request));
        });
}

std::optional<core::TicketId> attendee_in(const Request& request, const Responder& respond) {
    const auto id = wire::parse_ticket_id(request.path_parameters.find("id")->second);
    if (!id) {
        respond(http::to_response(
            http::problem_of({Errc::not_found, "there is no attendee of this id"}), request));
    }
    return id;
}

void one_person(const SharedContext& context, const Request& request, const Responder& respond) {
    const auto id = attendee_in(request, respond);
    if (!id) return;
    const auto answer = [context, request, respond,
                         id = *id](const Result<std::vector<ports::AttendeeView>>& order) {
        const auto attendee = context->station.attendee(id);
        if (!attendee || !order) {
            const Error& error = attendee ? order.error() : attendee.error();
            return respond(http::to_response(http::problem_of(error), request));
        }
        respond(http::json_response(wire::print_attendee_card(*attendee, *order)));
    };
    context->station.order_of(*id, answer);
}

void write_note(const SharedContext& context, const Request& request, const Responder& respond) {
    auto read = wire::read_note_request(request.body, is_at_the_socket(request));
    if (!read) {
        respond(http::to_response(http::validation_problem(std::move(read).error()), request));
        return;
    }
    auto who = operator_of(request, read->by);
    if (const auto* objection = std::get_if<http::Problem>(&who)) {
        respond(http::to_response(*objection, request));
        return;
    }
    read->by = std::get<std::string>(std::move(who));
    if (const auto objection = objection_to_empty(std::array{SaidText{"text", read->text}})) {
        respond(http::to_response(*objection, request));
        return;
    }
    const auto id = attendee_in(request, respond);
    if (!id) return;
    read->attendee = *id;
    context->station.add_note(
        *std::move(read), [request, respond](const Result<ports::NoteView>& note) {
            respond(note ? http::json_response(wire::print_note(*note))
                         : http::to_response(http::problem_of(note.error()), request));
        });
}

}  // namespace

void add_attendee_routes(http::Router& router, const SharedContext& context) {
    http::Route people;
    people.pattern = "/api/v1/attendees";
    people.summary = "Search by name, e-mail, order or company";
    people.handler = [context](const Request& request, const Responder& respond) {
        find_people(context, request, respond);
    };
    router.add(std::move(people));
    http::Route person;
    person.pattern = "/api/v1/attendees/{id}";
    person.summary = "One attendee";
    person.handler = [context](const Request& request, const Responder& respond) {
        one_person(context, request, respond);
    };
    router.add(std::move(person));
    http::Route note;
    note.method = http::Method::post;
    note.pattern = "/api/v1/attendees/{id}/notes";
    note.summary = "Write a note about an attendee";
    note.body = http::BodyKind::json;
    note.handler = [context](const Request& request, const Responder& respond) {
        write_note(context, request, respond);
    };
    router.add(std::move(note));
}

}  // namespace kiosk::api
