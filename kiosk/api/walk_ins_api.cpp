// kiosk/api/walk_ins_api.cpp — made, then checked in if that was asked, then told with its picture.
#include "kiosk/api/walk_ins_api.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/authentication.hpp"
#include "kiosk/api/said_texts.hpp"
#include "kiosk/qr/qr_squares.hpp"
#include "kiosk/wire/attendee_json.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/outcome_json.hpp"
#include "kiosk/wire/station_names.hpp"
#include "kiosk/wire/walk_in_json.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;

http::Problem wrong_field(std::string pointer, std::string code, std::string detail) {
    return http::validation_problem({{std::move(pointer), std::move(code), std::move(detail)}});
}

// A desk's token gives out tickets at its desk alone. Where to check in must be known before.
std::optional<http::Problem> station_objection(const SharedContext& context, const Request& request,
                                               wire::WalkInWish& wish) {
    std::string& station = wish.request.station;
    const std::string& bound = request.caller.station;
    if (!bound.empty() && station.empty()) station = bound;
    if (!bound.empty() && station != bound) {
        return http::problem_of(
            {Errc::denied, "this token is good at station \"" + bound + "\" alone"});
    }
    if (station.empty()) {
        if (!wish.check_in) return std::nullopt;
        return wrong_field("/station", "missing", "station is missing: where is the check-in?");
    }
    if (wire::find_station(context->station.status(), station) != nullptr) return std::nullopt;
    return wrong_field("/station", "unknown_station", "no station \"" + station + "\"");
}

std::optional<http::Problem> caller_objection(const Request& request, ports::WalkInRequest& asked) {
    auto who = operator_of(request, asked.by);
    if (auto* objection = std::get_if<http::Problem>(&who)) return std::move(*objection);
    asked.by = std::get<std::string>(std::move(who));
    if (!asked.by.empty()) asked.proof = proof_of(request);
    return objection_to_empty(std::array{SaidText{"name", asked.texts.name}});
}

boost::json::value picture_of(const std::string& code) {
    const auto squares = qr::qr_squares(code);
    if (code.empty() || !squares) return nullptr;
    return boost::json::object{{"side", squares->side}, {"path", qr::svg_path(*squares)}};
}

class Making : public std::enable_shared_from_this<Making> {
  public:
    Making(SharedContext context, Request request, Responder respond, wire::WalkInWish wish)
        : context_(std::move(context)),
          request_(std::move(request)),
          respond_(std::move(respond)),
          wish_(std::move(wish)),
          asked_at_(context_->clock.now().mono) {}

    void begin() {
        context_->station.add_walk_in(
            wish_.request, [self = shared_from_this()](Result<ports::WalkInAnswer> made) {
                if (!made) return self->refuse(made.error());
                self->made_ = *std::move(made);
                if (!self->wish_.check_in) return self->answer(std::nullopt);
                self->check_in();
            });
    }

  private:
    void refuse(const Error& error) {
        respond_(http::to_response(error.code == Errc::invalid_input
                                       ? wrong_field("/product", "not_given_out", error.context)
                                       : http::problem_of(error),
                                   request_));
    }

    // The ticket is there whatever becomes of this: a list may refuse its product.
    void check_in() {
        ports::ScanRequest asked;
        asked.station = wish_.request.station;
        asked.attendee = made_.ticket;
        asked.source = core::ScanSource::typed;
        asked.direction = core::Direction::entry;
        // One ticket is let in once by its making, however often the request comes.
        asked.nonce = "walk-in " + wire::to_text(made_.ticket);
        context_->station.scan(std::move(asked),
                               [self = shared_from_this()](const Result<core::Outcome>& outcome) {
                                   if (!outcome) return self->refuse(outcome.error());
                                   self->answer(*outcome);
                               });
    }

    void answer(const std::optional<core::Outcome>& outcome) {
        const auto attendee = context_->station.attendee(made_.ticket);
        if (!attendee) return refuse(attendee.error());
        boost::json::object object;
        object["attendee"] = wire::attendee_object(*attendee);
        object["picture"] = picture_of(made_.code);
        object["checkin"] = nullptr;
        if (outcome) {
            const auto took = std::chrono::floor<std::chrono::milliseconds>(
                context_->clock.now().mono - asked_at_);
            object["checkin"] =
                wire::outcome_object(*outcome, context_->station.status(), context_->time_text,
                                     took, screen_audience_of(request_));
        }
        object["replayed"] = made_.replayed;
        respond_(http::json_response(boost::json::serialize(object)));
    }

    SharedContext context_;
    Request request_;
    Responder respond_;
    wire::WalkInWish wish_;
    Instant asked_at_;
    ports::WalkInAnswer made_;
};

void make(const SharedContext& context, const Request& request, const Responder& respond) {
    auto wish = wire::read_walk_in(request.body, is_at_the_socket(request));
    if (!wish) {
        respond(http::to_response(http::validation_problem(std::move(wish).error()), request));
        return;
    }
    auto objection = caller_objection(request, wish->request);
    if (!objection) objection = station_objection(context, request, *wish);
    if (objection) {
        respond(http::to_response(*objection, request));
        return;
    }
    std::make_shared<Making>(context, request, respond, *std::move(wish))->begin();
}

}  // namespace

void add_walk_in_route(http::Router& router, const SharedContext& context) {
    http::Route route;
    route.method = http::Method::post;
    route.pattern = "/api/v1/walkins";
    route.summary = "Give somebody a ticket who has none";
    route.command = "kioskctl walkin --name NAME --product PRODUCT --paid-by cash --operator NAME";
    route.body = http::BodyKind::json;
    route.handler = [context](const Request& request, const Responder& respond) {
        make(context, request, respond);
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
