// kiosk/core/engine/engine_exit_all.cpp — the end of a list's day: everybody inside is checked out.
//
// Exactly once, also after a restart, without a mark of its own: whoever was checked out is not
// inside any more, and the record has the moment's own time. It counts as out of the list's zones
// too; the muster list still names those whom no exit has seen.
#include <algorithm>
#include <utility>

#include "kiosk/core/access/clock_doubt.hpp"
#include "kiosk/core/engine/answer_keys.hpp"
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

// The outermost of the zones behind the list's stations that the holder was in at that moment:
// whoever leaves it leaves all within. Not one that they were seen in since.
std::optional<ZoneNumber> zone_to_leave(const Engine& engine, std::string_view list,
                                        TicketId ticket, UtcTime moment) {
    std::optional<ZoneNumber> outermost;
    for (const auto& station : engine.settings().stations) {
        const auto zone = engine.venue().behind(station.id);
        if (station.list != list || !zone) continue;
        const Visit* visit = engine.presence().visit(ticket, *zone);
        if (visit == nullptr || visit->seen > moment) continue;
        if (!engine.presence().is_inside(*visit, moment)) continue;
        const bool further_out = !outermost || engine.venue().path(*zone).size() <
                                                   engine.venue().path(*outermost).size();
        if (further_out) outermost = zone;
    }
    return outermost;
}

// Where it is written down: the list's exit out of the zone, else any station of the list.
const Station* exit_of(const Engine& engine, std::string_view list,
                       std::optional<ZoneNumber> zone) {
    const Station* best = nullptr;
    int best_fit = -1;
    for (const auto& station : engine.settings().stations) {
        if (station.list != list) continue;
        const bool at_zone = zone && engine.venue().behind(station.id) == zone;
        const int fit = at_zone ? (station.direction == Direction::exit ? 2 : 1) : 0;
        if (fit > best_fit) {
            best = &station;
            best_fit = fit;
        }
    }
    return best;
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

    if (exit_of(*this, list.list.id, std::nullopt) == nullptr) return;
    for (const auto& [ticket, entered] : history_.inside(list.list.id)) {
        const FineTime moment = next(entered);
        if (moment > certain) continue;
        if (effects.size() == kExitsAtOnce) return;  // the rest with the next event
        Timestamp at = now;
        at.utc = std::chrono::floor<UtcTime::duration>(moment);
        check_out(ticket, list, at, effects);
    }
    checked_out_until_[list.list.id] = certain + std::chrono::microseconds(1);
}

void Engine::check_out(TicketId ticket, const ListSettings& list, const Timestamp& at,
                       Effects& effects) {
    const auto zone = zone_to_leave(*this, list.list.id, ticket, at.utc);
    ScanRecord exit;
    exit.at = at;
    exit.id = id_for(hasher_, list.list.id, ticket, exit.at.utc);
    exit.boot = settings_.boot;
    exit.station = exit_of(*this, list.list.id, zone)->id;
    exit.reader = kReader;
    exit.list = list.list.id;
    exit.source = ScanSource::automatic;
    exit.direction = Direction::exit;
    exit.reason = Reason::ok_exit;
    exit.ticket = ticket;
    if (zone) exit.zone = venue_.zone(*zone).id;
    if (roster_) exit.roster_version = roster_->version();
    exit.one_copy = storage_ == StorageState::amber_one_copy;
    Outcome outcome;
    outcome.seq = next_seq_++;
    effects.emplace_back(AppendRecord{{outcome.seq, exit}});
    history_.add(exit, outcome.seq);
    auto moved = presence_.apply(exit, outcome.seq);
    const Person holder = presence_.holder(person_of(exit));
    filter_.pass(place_key(exit.station, exit.direction), holder, exit.at.mono);
    pending_.push_back({.record = std::move(exit),
                        .outcome = std::move(outcome),
                        .waiting = {},
                        .repeat_key = {},
                        .quiet = true,
                        .moved = std::move(moved)});
}

// Whether the list would check the holder out again, at that very moment.
Judgement Engine::judge_check_out(const ScanRecord& record) const {
    const auto is_it = [&](const ListSettings& one) { return one.list.id == record.list; };
    const auto list = std::ranges::find_if(settings_.lists, is_it);
    const bool has_time = list != settings_.lists.end() && list->exit_all_at;
    std::vector<PastCheckIn> history;
    if (record.ticket) history = history_.on_list(*record.ticket, record.list);
    const bool inside = !history.empty() && history.back().direction == Direction::entry;
    const bool due = has_time && inside &&
                     std::chrono::floor<UtcTime::duration>(next_exit_all(
                         settings_.zone, *list->exit_all_at, history.back().at)) == record.at.utc;
    const auto result = [](bool asked, bool holds) {
        if (!asked) return CheckResult::not_asked;
        return holds ? CheckResult::passed : CheckResult::objected;
    };
    Judgement judgement;
    judgement.decision.reason = due ? Reason::ok_exit : Reason::ok_exit_unmatched;
    judgement.steps = {{"list checks everybody out", result(true, has_time)},
                       {"holder is inside", result(has_time, inside)},
                       {"its time of day has come", result(has_time && inside, due)}};
    return judgement;
}

}  // namespace kiosk::core
