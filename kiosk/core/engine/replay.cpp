// kiosk/core/engine/replay.cpp — judging again, and what stands in the way.
#include "kiosk/core/engine/replay.hpp"

#include <utility>

namespace kiosk::core {
namespace {

// The code itself is gone: whether an unknown one had the shape of a ticket cannot be told again.
bool is_unknown_code(Reason reason) {
    return reason == Reason::misread || reason == Reason::invalid;
}

bool same(Reason recorded, Reason now) {
    return recorded == now || (is_unknown_code(recorded) && is_unknown_code(now));
}

bool same(std::optional<Reason> recorded, std::optional<Reason> now) {
    if (!recorded || !now) return recorded == now;
    return same(*recorded, *now);
}

}  // namespace

// Empty where the scan can be judged.
std::string_view Replay::obstacle(const ScanRecord& scan) {
    // Journals of the first versions.
    const bool old_badge =
        scan.reason == Reason::old_badge || scan.list_objection == Reason::old_badge;
    if (scan.by_signature && scan.word.key.empty() && !old_badge) {
        return "the code vouched for itself, and what it said was not recorded then";
    }
    if (!scan.word.key.empty() && engine_.settings().keys.key(scan.word.key) == nullptr) {
        return "its key is not in this configuration";
    }
    if (scan.source == ScanSource::automatic) return {};
    const Station* at = engine_.station(scan.station);
    if (at == nullptr) return "its station is not in this configuration";
    if (at->list != scan.list) return "its station has another check-in list in this configuration";
    if (!scan.zone.empty() && !engine_.venue().find(scan.zone)) {
        return "its zone is not in this configuration";
    }
    const bool before_any = scan.roster_version == 0 && engine_.roster() == nullptr;
    if (!before_any && !rosters_.contains(scan.roster_version))
        return "its attendee list is not kept any more";
    return {};
}

std::optional<ReplayFinding> Replay::take(const SequencedRecord& record) {
    const auto* scan = std::get_if<ScanRecord>(&record.record);
    if (scan == nullptr) {
        engine_.restore(record);
        static_cast<void>(engine_.handle(RecordsDurable{record.seq}));
        return std::nullopt;
    }
    ReplayFinding finding{.seq = record.seq, .record = *scan};
    finding.why = obstacle(*scan);
    if (finding.why.empty()) {
        const auto roster = rosters_.find(scan->roster_version);
        const std::size_t walk_ins = engine_.walk_ins().all().size();
        const bool more = std::exchange(walk_ins_, walk_ins) != walk_ins;
        if (roster != rosters_.end() && (more || engine_.walk_ins().list() != roster->second)) {
            engine_.use(roster->second);
        }
        finding.now = engine_.judge_again(*scan);
        const Decision& now = finding.now.decision;
        const bool agrees = same(scan->reason, now.reason) &&
                            same(scan->list_objection, now.list_objection) &&
                            same(scan->set_aside, now.set_aside);
        finding.result = agrees ? ReplayResult::same : ReplayResult::different;
    }
    engine_.restore(record);
    return finding;
}

}  // namespace kiosk::core
