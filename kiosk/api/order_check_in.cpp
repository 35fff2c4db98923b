// kiosk/api/order_check_in.cpp — one after the other, each asked before it is recorded.
#include "kiosk/api/order_check_in.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/outcome_json.hpp"

namespace kiosk::api {
namespace {

class OrderCheckIn : public std::enable_shared_from_this<OrderCheckIn> {
  public:
    OrderCheckIn(SharedContext context, http::Request request, http::Responder respond,
                 ports::ScanRequest asked)
        : context_(std::move(context)),
          request_(std::move(request)),
          respond_(std::move(respond)),
          asked_(std::move(asked)),
          asked_at_(context_->clock.now().mono) {}

    void begin() {
        context_->station.order_of(*asked_.attendee, [self = shared_from_this()](auto order) {
            if (!order) return self->fail_with(order.error());
            self->order_ = *std::move(order);
            self->check_in_first();
        });
    }

  private:
    void fail_with(const Error& error) {
        respond_(http::to_response(http::problem_of(error), request_));
    }

    void check_in_first() {
        context_->station.scan(asked_, [self = shared_from_this()](Result<core::Outcome> outcome) {
            if (!outcome) return self->fail_with(outcome.error());
            self->first_ = *std::move(outcome);
            self->next();
        });
    }

    void next() {
        while (at_ < order_.size()) {
            const ports::AttendeeView& one = order_[at_++];
            if (one.card.ticket == asked_.attendee) continue;
            tickets_.push_back({one.card, std::nullopt});
            if (one.entries == 0) return ask(/*dry_run=*/true);
        }
        answer();
    }

    void ask(bool dry_run) {
        ports::ScanRequest asked = asked_;
        asked.attendee = tickets_.back().card.ticket;
        asked.answers.clear();  // those of the first one
        asked.dry_run = dry_run;
        if (!asked.nonce.empty()) asked.nonce += ' ' + wire::to_text(*asked.attendee);
        context_->station.scan(std::move(asked),
                               [self = shared_from_this(), dry_run](Result<core::Outcome> outcome) {
                                   if (!outcome) return self->fail_with(outcome.error());
                                   const bool may_enter = outcome->verdict() == core::Verdict::go;
                                   self->tickets_.back().outcome = *std::move(outcome);
                                   if (dry_run && may_enter && !self->asked_.dry_run)
                                       return self->ask(false);
                                   self->next();
                               });
    }

    void answer() {
        const auto took =
            std::chrono::floor<std::chrono::milliseconds>(context_->clock.now().mono - asked_at_);
        const auto audience = screen_audience_of(request_);
        auto object = wire::outcome_object(*first_, context_->station.status(), context_->time_text,
                                           took, audience);
        object["group"] = wire::group_array(tickets_, audience);
        respond_(http::json_response(boost::json::serialize(object)));
    }

    SharedContext context_;
    http::Request request_;
    http::Responder respond_;
    ports::ScanRequest asked_;
    Instant asked_at_;
    std::vector<ports::AttendeeView> order_;
    std::size_t at_ = 0;
    std::optional<core::Outcome> first_;
    std::vector<wire::OrderedTicket> tickets_;
};

}  // namespace

void check_in_order(const SharedContext& context, const http::Request& request,
                    const http::Responder& respond, ports::ScanRequest asked) {
    std::make_shared<OrderCheckIn>(context, request, respond, std::move(asked))->begin();
}

}  // namespace kiosk::api
