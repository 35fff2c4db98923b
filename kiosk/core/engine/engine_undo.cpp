// kiosk/core/engine/engine_undo.cpp — a check-in taken back: as if it had never counted.
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/core/engine/answer_keys.hpp"
#include "kiosk/core/engine/engine.hpp"

namespace kiosk::core {

const AnnulmentRecord* Engine::annulment_of(std::uint64_t seq) const {
    const auto found = undone_.find(seq);
    return found == undone_.end() ? nullptr : &found->second;
}

Effects Engine::on(const CheckInUndone& undone) {
    AnnulmentRecord record = undone.act;
    record.boot = settings_.boot;
    KIOSK_CHECK(record.scan.seq <= durable_seq_, "only a durable check-in is taken back");
    KIOSK_CHECK(!undone_.contains(record.scan.seq), "a check-in is taken back once");
    take(record, /*counts=*/false);
    presence_.settle();
    return {note(std::move(record))};
}

// At once: the same ticket in the next millisecond must see it. Numbers follow with the disk.
void Engine::take(const AnnulmentRecord& act, bool counts) {
    const UndoneScan& scan = act.scan;
    if (counts) {
        undone_.erase(scan.seq);
    } else {
        undone_.try_emplace(scan.seq, act);
    }
    if (scan.ticket) history_.set_undone(*scan.ticket, scan.seq, !counts);
    presence_.set_undone(scan.seq, !counts);
    checked_out_until_.erase(scan.list);  // whose exit was none is inside again
    // Whoever shows the badge again is asked anew; only a request that is sent again hears its old
    // answer.
    for (const auto& place : {scan.station, scan.reader}) {
        answers_.forget(repeat_key(place_key(place, scan.direction), scan.code));
    }
}

}  // namespace kiosk::core
