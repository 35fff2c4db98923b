// kiosk/core/engine/engine_exit_all.cpp — the end of a list's day: everybody inside is checked out.
//
// Exactly once, also after a restart, without a mark of its own: whoever was checked out is not
// inside any more, and the record has the moment's own time.
#include <algorithm>
#include <utility>

#include "kiosk/core/access/clock_doubt.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/core/engine/exit_all.hpp"

namespace kiosk::core {
namespace {

constexpr std::size_t kExitsAtOnce =
    500;  // records of one event: the disk takes them in its stride
constexpr std::string_view kReader = "exit_all_at";

// Time-ordered like every scan's id (RFC 9562, section 5.7), but made from what it is for: the same
// exit, tried twice, has the same id.
ScanId id_for(const CodeHasher& hasher, std::string_view list, TicketId ticket, UtcTime at) {
    const auto ms = static_cast<std::uint64_t>(at.time_since_epoch().count());
    const CodeKey key = hasher.key_of("exit " + std::string(list) + ' ' +
                                      std::to_string(ticket.value) + ' ' + std::to_string(ms));
    ScanId id{key.bytes};
    for (std::size_t i = 0; i < 6; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
    }
    id.bytes[6] = static_cast<std::uint8_t>(0x70U | (id.bytes[6] & 0x0FU));
    id.bytes[8] = static_cast<std::uint8_t>(0x80U | (id.bytes[8] & 0x3FU));
    return id;
}

}  // namespace

Effects Engine::on(const TimePassed& passed) {
    Effects effects;
    if (!can_store() || passed.now.error_bound > kClockDoubtMax) return effects;
    for (const auto& list : settings_.lists) {
        if (list.exit_all_at) check_everybody_out(list, passed.now, effects);
    }
    return effects;
}

void Engine::check_everybody_out(const ListSettings& list, const Timestamp& now, Effects& effects) {
    // A clock that may be ahead must not send people out early.
    const FineTime certain = now.utc - now.error_bound;
    const auto next = [&](FineTime from) {
        return next_exit_all(settings_.zone, *list.exit_all_at, from);
    };
    const auto swept = checked_out_until_.find(list.list.id);
    if (swept != checked_out_until_.end() && certain < next(swept->second)) return;

    const auto at = std::ranges::find(settings_.stations, list.list.id, &Station::list);
    if (at == settings_.stations.end()) return;
    for (const auto& [ticket, entered] : history_.inside(list.list.id)) {
        const FineTime moment = next(entered);
        if (moment > certain) continue;
        if (effects.size() == kExitsAtOnce) return;  // the rest with the next event
        ScanRecord exit;
        exit.at = now;
        exit.at.utc = std::chrono::floor<UtcTime::duration>(moment);
        exit.id = id_for(hasher_, list.list.id, ticket, exit.at.utc);
        exit.boot = settings_.boot;
        exit.station = at->id;
        exit.reader = kReader;
        exit.list = list.list.id;
        exit.source = ScanSource::automatic;
        exit.direction = Direction::exit;
        exit.reason = Reason::ok_exit;
        exit.ticket = ticket;
        if (roster_) exit.roster_version = roster_->version();
        exit.one_copy = storage_ == StorageState::amber_one_copy;
        effects.emplace_back(AppendRecord{{next_seq_++, exit}});
        history_.add(exit);
        Outcome outcome;
        outcome.seq = next_seq_ - 1;
        pending_.push_back({std::move(exit), std::move(outcome), {}, {}, /*quiet=*/true});
    }
    checked_out_until_[list.list.id] = certain + std::chrono::microseconds(1);
}

}  // namespace kiosk::core
