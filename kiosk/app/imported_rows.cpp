// kiosk/app/imported_rows.cpp — one pass for products and shape, one for the rows.
#include "kiosk/app/imported_rows.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "kiosk/crypto/keyed_hasher.hpp"

namespace kiosk::app {
namespace {

// The entry of this name; a new one gets the next free number.
template <class Named>
Named& entry_for(std::vector<Named>& known, std::string_view name) {
    const auto found = std::ranges::find(known, name, &Named::name);
    if (found != known.end()) return *found;
    std::int64_t next = 1;
    for (const auto& one : known) next = std::max(next, one.id.value + 1);
    Named added{};
    added.id.value = next;
    added.name = name;
    return known.emplace_back(std::move(added));
}

}  // namespace

ImportedRows::ImportedRows(const std::vector<imports::ImportedAttendee>& attendees,
                           const core::Roster* before, const core::CodeHasher& hasher)
    : attendees_(attendees), hasher_(hasher) {
    if (before != nullptr) products_ = before->products();
    std::set<core::ProductId> sold;
    for (const auto& attendee : attendees) {
        code_shape_.learn(attendee.code);
        core::Product& product = entry_for(products_, attendee.product);
        if (!attendee.variation.empty()) entry_for(product.variations, attendee.variation);
        sold.insert(product.id);
        too_many_products_ = sold.size() > kProductsMax || product.variations.size() > kProductsMax;
        if (too_many_products_) return;
    }
    // A list is emptied to be filled again: its products keep their numbers for that day.
    if (attendees.empty()) return;
    std::erase_if(products_, [&](const core::Product& one) { return !sold.contains(one.id); });
}

std::size_t ImportedRows::count_known(const core::Roster& before) const {
    return static_cast<std::size_t>(std::ranges::count_if(attendees_, [&](const auto& attendee) {
        return before.find(hasher_.key_of(attendee.code)).has_value();
    }));
}

bool ImportedRows::next(core::RosterRow& row) {
    if (next_ == attendees_.size()) return false;
    const imports::ImportedAttendee& attendee = attendees_[next_++];
    core::Product& product = entry_for(products_, attendee.product);
    row = {};
    row.code = hasher_.key_of(attendee.code);
    row.facts.id = crypto::ticket_id_of(row.code);
    row.facts.product = product.id;
    if (!attendee.variation.empty()) {
        row.facts.variation = entry_for(product.variations, attendee.variation).id;
    }
    row.facts.order_state = attendee.order_state;
    row.facts.canceled = attendee.canceled;
    row.facts.blocked = attendee.blocked;
    row.facts.valid_from = attendee.valid_from;
    row.facts.valid_until = attendee.valid_until;
    row.attention = attendee.attention;
    row.holder = {.name = attendee.name,
                  .email = attendee.email,
                  .company = attendee.company,
                  .order = attendee.order,
                  .note = attendee.note};
    return true;
}

}  // namespace kiosk::app
