// kiosk/storage/roster_marks.cpp — packing and unpacking.
#include "kiosk/storage/roster_marks.hpp"

#include <string>

namespace kiosk::storage {
namespace {

using core::OrderState;

static_assert(static_cast<int>(OrderState::canceled) == RosterMarks::kOrderState,
              "every order state fits into the two bits");

std::int64_t mark_if(bool truth, std::int64_t mark) {
    return truth ? mark : 0;
}

}  // namespace

std::int64_t first_millisecond(FineTime from) {
    return std::chrono::ceil<UtcTime::duration>(from).time_since_epoch().count();
}

std::int64_t last_millisecond(FineTime until) {
    return std::chrono::floor<UtcTime::duration>(until).time_since_epoch().count();
}

RosterMarks marks_of(const core::RosterRow& row) {
    const auto& facts = row.facts;
    return {static_cast<std::int64_t>(facts.order_state) |
            mark_if(facts.require_approval, RosterMarks::kRequireApproval) |
            mark_if(facts.valid_if_pending, RosterMarks::kValidIfPending) |
            mark_if(facts.canceled, RosterMarks::kCanceled) |
            mark_if(facts.blocked, RosterMarks::kBlocked) |
            mark_if(row.attention, RosterMarks::kAttention) |
            mark_if(facts.variation.has_value(), RosterMarks::kHasVariation) |
            mark_if(facts.subevent.has_value(), RosterMarks::kHasSubevent) |
            mark_if(facts.valid_from.has_value(), RosterMarks::kHasValidFrom) |
            mark_if(facts.valid_until.has_value(), RosterMarks::kHasValidUntil)};
}

Result<> apply_marks(RosterMarks marks, core::RosterRow& row) {
    if ((marks.bits & ~RosterMarks::kAll) != 0) {
        return fail(Errc::corrupt, "marks " + std::to_string(marks.bits) + " are unknown");
    }
    row.facts.order_state = static_cast<OrderState>(marks.bits & RosterMarks::kOrderState);
    row.facts.require_approval = marks.has(RosterMarks::kRequireApproval);
    row.facts.valid_if_pending = marks.has(RosterMarks::kValidIfPending);
    row.facts.canceled = marks.has(RosterMarks::kCanceled);
    row.facts.blocked = marks.has(RosterMarks::kBlocked);
    row.attention = marks.has(RosterMarks::kAttention);
    return {};
}

}  // namespace kiosk::storage
