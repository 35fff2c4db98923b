// kiosk/app/station_walk_in.cpp — what the station does for people without a ticket.
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/app/station_service.hpp"

namespace kiosk::app {

void StationService::add_walk_in(ports::WalkInRequest request, Answered<ports::WalkInAnswer> done) {
    if (const core::WalkIn* before = engine_.walk_ins().made_by(request.nonce)) {
        return done(ports::WalkInAnswer{
            .ticket = before->record.ticket, .code = before->texts.code, .replayed = true});
    }
    if (walk_ins_.waits_with(request.nonce, done)) return;
    if (!request.station.empty() && station(request.station) == nullptr) {
        return done(fail(Errc::not_found, "no station \"" + request.station + "\""));
    }
    auto made = walk_ins_.judge(request, settings_.walk_in_products, clock_.now());
    if (!made) return done(fail(std::move(made).error()));
    if (!hooks_.keep_walk_in) return done(fail(Errc::unavailable, "names cannot be kept here"));
    walk_ins_.begin(*made, std::move(done));
    const auto line = WalkInDesk::line_of(made->texts);
    hooks_.keep_walk_in(line, [this, made = *std::move(made)](Result<> kept) {
        const core::TicketId ticket = made.record.ticket;
        if (!kept || !engine_.can_store()) {
            const std::string why = kept ? "no disk takes the record" : kept.error().context;
            return walk_ins_.give_up(ticket, {Errc::unavailable, "nobody got a ticket: " + why});
        }
        carry_out(engine_.handle(made));
        walk_ins_.recorded(ticket, engine_.last_seq());
        spdlog::info("walk-in at \"{}\", record {}", made.record.station, engine_.last_seq());
    });
}

Result<> StationService::take_walk_in(const WalkInDesk::Line& line) {
    engine_.name_walk_in(KIOSK_TRY(WalkInDesk::read_line(line)));
    return {};
}

void StationService::tell_walk_ins(std::uint64_t durable_seq) {
    const auto answers = walk_ins_.durable_through(durable_seq);
    if (answers.empty()) return;
    people_.take_added(engine_.walk_ins().added());
    expected_ = count_expected(engine_);
    recorded_.learn_products(engine_);
    for (const auto& answer : answers) answer();
}

}  // namespace kiosk::app
