// kiosk/storage/verify_claims.cpp — which signed heads still lie on the chain.
#include "kiosk/storage/verify_claims.hpp"

#include <algorithm>

namespace kiosk::storage {
namespace {

std::string vouches(const Claim& claim) {
    return claim.source + ": vouches for record " + std::to_string(claim.checkpoint.head.seq);
}

std::string range(std::uint64_t first, std::uint64_t last) {
    if (first == last) return "record " + std::to_string(first);
    return "records " + std::to_string(first) + " to " + std::to_string(last);
}

std::string first_bad(const Suspects& suspects) {
    const std::string from = "; first bad record: " + std::to_string(suspects.from);
    return suspects.from == suspects.to ? from : from + " or behind it";
}

void widen(const Suspects& more, std::optional<Suspects>& to) {
    if (to) {
        to->add(more);
    } else {
        to = more;
    }
}

}  // namespace

void ClaimCheck::add(Claim claim) {
    claims_.push_back({std::move(claim), State::open, 0});
}

void ClaimCheck::begin(const StationId& station, std::uint64_t epoch) {
    station_ = station;
    spans_ = {{epoch, 0}};
    std::ranges::stable_sort(claims_, {},
                             [](const Judged& judged) { return judged.claim.checkpoint.head.seq; });
    next_ = 0;
    visit(0, genesis_chain(station, epoch));
}

void ClaimCheck::epoch_begins(std::uint64_t seq, std::uint64_t epoch) {
    spans_.push_back({epoch, seq});
}

void ClaimCheck::visit(std::uint64_t seq, const Chain& chain) {
    for (; next_ < claims_.size() && claims_[next_].claim.checkpoint.head.seq <= seq; ++next_) {
        auto& [claim, state, good_through] = claims_[next_];
        const Checkpoint& checkpoint = claim.checkpoint;
        if (checkpoint.station != station_ || checkpoint.epoch != spans_.back().epoch) continue;
        if (checkpoint.head.seq != seq) continue;
        const bool is_witness = claim.by == ClaimedBy::witness;
        if (checkpoint.head.chain == chain) {
            state = State::held;
            highest_held_ = seq;
            if (is_witness) held_by_witness_ = seq;
        } else {
            state = State::differs;
            // The station's own heads prove nothing to a witness that contradicts them.
            good_through = is_witness ? held_by_witness_ : highest_held_;
        }
    }
}

// What is gone tells nothing of what is left: that only heads do which still hold.
ClaimCheck::Open ClaimCheck::judge_open(const Claim& claim, std::uint64_t last_seq) const {
    const Checkpoint& checkpoint = claim.checkpoint;
    const std::uint64_t seq = checkpoint.head.seq;
    const std::uint64_t good = claim.by == ClaimedBy::witness ? held_by_witness_ : highest_held_;
    if (spans_.empty()) return {vouches(claim) + ", but no record is left", Suspects{1, 1}};
    if (checkpoint.station != station_) return {claim.source + ": is of another station", {}};
    const auto span = std::ranges::find(spans_, checkpoint.epoch, &Span::epoch);
    const Suspects between{good + 1, std::max(good, std::min(last_seq, seq)) + 1};
    if (span == spans_.end()) {
        return {vouches(claim) + " of an epoch that this journal never had: another history",
                between};
    }
    const bool is_present = span + 1 == spans_.end();
    if (is_present) {
        return {vouches(claim) + ", but the journal ends at " + std::to_string(last_seq) + ": " +
                    range(last_seq + 1, seq) + " were cut off or rolled back" +
                    first_bad({good + 1, last_seq + 1}),
                Suspects{good + 1, last_seq + 1}};
    }
    const std::uint64_t restored_at = (span + 1)->first_seq;
    if (seq < restored_at) {
        return {vouches(claim) + " of an epoch that began later: another history", between};
    }
    const std::uint64_t good_before = std::min(good, restored_at - 1);
    return {vouches(claim) + ", but this state was restored from a backup that ends at " +
                std::to_string(restored_at - 1) + ": " + range(restored_at, seq) +
                " of the time before are missing (rollback)",
            Suspects{good_before + 1, restored_at}};
}

ClaimCheck::Verdict ClaimCheck::finish(std::uint64_t last_seq, bool damaged) const {
    Verdict verdict;
    for (const auto& [claim, state, good_through] : claims_) {
        const Head& head = claim.checkpoint.head;
        if (state == State::differs) {
            const Suspects suspects{good_through + 1, head.seq};
            verdict.findings.push_back(vouches(claim) +
                                       " with another hash: " + range(suspects.from, suspects.to) +
                                       " are not what was signed" + first_bad(suspects));
            widen(suspects, verdict.suspects);
        } else if (state == State::open) {
            const bool is_behind_damage = damaged && head.seq > last_seq;
            if (is_behind_damage) continue;
            const Open open = judge_open(claim, last_seq);
            verdict.findings.push_back(open.why);
            if (open.suspects) widen(*open.suspects, verdict.suspects);
        } else if (claim.by == ClaimedBy::witness) {
            ++verdict.held_witness;
            verdict.newest_witness = head;
        } else {
            ++verdict.held_station;
            verdict.newest_station = head;
        }
    }
    return verdict;
}

}  // namespace kiosk::storage
