// kiosk/app/imported_rows.cpp — one pass for products and shape, one for the rows.
#include "kiosk/app/imported_rows.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "kiosk/core/ticket/k1_badge.hpp"
#include "kiosk/core/ticket/signed_ticket.hpp"
#include "kiosk/crypto/keyed_hasher.hpp"

namespace kiosk::app {
namespace {

// The entry of this name, or a new one without number.
template <class Named>
Named& entry_for(std::vector<Named>& known, std::string_view name) {
    const auto found = std::ranges::find(known, name, &Named::name);
    if (found != known.end()) return *found;
    Named added{};
    added.name = name;
    return known.emplace_back(std::move(added));
}

core::Product& product_for(std::vector<core::Product>& known, std::string_view name) {
    core::Product& product = entry_for(known, name);
    if (product.id.value != 0) return product;
    std::int64_t next = 1;
    for (const auto& one : known) next = std::max(next, one.id.value + 1);
    product.id.value = next;
    return product;
}

}  // namespace

ImportedRows::ImportedRows(const std::vector<imports::ImportedAttendee>& attendees,
                           const core::Roster* before, const core::CodeHasher& hasher)
    : attendees_(attendees), hasher_(hasher) {
    if (before != nullptr) products_ = before->products();
    number_variations_apart();
    std::set<core::ProductId> sold;
    for (const auto& attendee : attendees) {
        code_shape_.learn(attendee.code);
        for (const auto& medium : attendee.media) code_shape_.learn(medium);
        core::Product& product = product_for(products_, attendee.product);
        if (!attendee.variation.empty()) {
            core::Variation& variation = entry_for(product.variations, attendee.variation);
            if (variation.id.value == 0) variation.id.value = next_variation_++;
        }
        sold.insert(product.id);
        too_many_products_ = sold.size() > kProductsMax || product.variations.size() > kProductsMax;
        if (too_many_products_) return;
    }
    leave_out_copies();
    link();
    // A list is emptied to be filled again: its products keep their numbers for that day.
    if (attendees.empty()) return;
    std::erase_if(products_, [&](const core::Product& one) { return !sold.contains(one.id); });
}

// Rules name variations by number: one number must not mean a variation of two products.
void ImportedRows::number_variations_apart() {
    std::set<std::int64_t> taken;
    const auto each = [&](auto change) {
        for (auto& product : products_) {
            for (auto& variation : product.variations) change(variation.id.value);
        }
    };
    each([&](std::int64_t number) { next_variation_ = std::max(next_variation_, number + 1); });
    each([&](std::int64_t& number) {
        if (!taken.insert(number).second) number = next_variation_++;
    });
}

ImportedRows::Holding ImportedRows::holding_of(const imports::ImportedAttendee& attendee) const {
    // Whoever came in by the signature is the same ticket when a list brings the code.
    if (const auto identity = core::sig1_identity_in(attendee.code)) {
        return {.ticket = crypto::ticket_id_of(hasher_.key_of(*identity)), .is_signed = true};
    }
    const core::K1Envelope envelope = core::open_k1(attendee.code);
    if (envelope.fault != core::TokenFault::none) {
        return {.ticket = crypto::ticket_id_of(hasher_.key_of(attendee.code))};
    }
    const core::K1Badge badge = core::read_k1_payload(envelope.payload()).badge;
    return {.ticket = crypto::ticket_id_of(hasher_.key_of(core::identity_of(badge))),
            .issue = badge.issue,
            .is_signed = true};
}

// The newest copy of a badge counts, and of two texts of one ticket the first: a list has a ticket
// once.
void ImportedRows::leave_out_copies() {
    std::map<core::TicketId, std::pair<std::uint8_t, std::size_t>> newest;  // issue, place
    left_out_.assign(attendees_.size(), false);
    for (std::size_t i = 0; i < attendees_.size(); ++i) {
        const Holding holding = holding_of(attendees_[i]);
        if (!holding.is_signed) continue;
        const auto [known, is_first] = newest.try_emplace(holding.ticket, holding.issue, i);
        if (is_first) continue;
        auto& [issue, place] = known->second;
        const bool newer = holding.issue > issue;
        left_out_[newer ? place : i] = true;
        if (holding.issue == issue) {
            other_signatures_.push_back(i);
        } else {
            ++older_copies_;
        }
        if (newer) known->second = {holding.issue, i};
    }
}

void ImportedRows::link() {
    std::vector<core::MediumLink> media;
    std::vector<core::AddOnLink> add_ons;
    std::vector<core::BadgeIssue> issues;
    for (std::size_t i = 0; i < attendees_.size(); ++i) {
        const imports::ImportedAttendee& attendee = attendees_[i];
        const bool looks_up = !attendee.media.empty() || attendee.main.has_value();
        const bool may_be_badge = attendee.code.size() == core::kK1TextLength;
        if (left_out_[i] || !(looks_up || may_be_badge)) continue;
        const Holding holding = holding_of(attendee);
        for (const auto& medium : attendee.media) {
            media.push_back({hasher_.key_of(medium), holding.ticket, attendee.medium_expires});
        }
        if (attendee.main) {
            add_ons.push_back({ticket_of(attendees_[*attendee.main]), holding.ticket});
        }
        if (holding.issue > 0) issues.push_back({holding.ticket, holding.issue});
    }
    for (const std::size_t i : other_signatures_) {
        media.push_back({hasher_.key_of(attendees_[i].code), ticket_of(attendees_[i]), {}});
    }
    links_ = core::RosterLinks(std::move(media), std::move(add_ons), std::move(issues));
}

std::size_t ImportedRows::count_known(const core::Roster& before) const {
    return static_cast<std::size_t>(std::ranges::count_if(attendees_, [&](const auto& attendee) {
        return before.find(hasher_.key_of(attendee.code)).has_value();
    }));
}

bool ImportedRows::next(core::RosterRow& row) {
    while (next_ < attendees_.size() && left_out_[next_]) ++next_;
    if (next_ == attendees_.size()) return false;
    const imports::ImportedAttendee& attendee = attendees_[next_++];
    core::Product& product = product_for(products_, attendee.product);
    row = {};
    row.code = hasher_.key_of(attendee.code);
    row.facts.id = ticket_of(attendee);
    row.facts.product = product.id;
    if (!attendee.variation.empty()) {
        row.facts.variation = entry_for(product.variations, attendee.variation).id;
    }
    row.facts.order_state = attendee.order_state;
    row.facts.canceled = attendee.canceled;
    row.facts.blocked = attendee.blocked;
    row.facts.require_approval = attendee.require_approval;
    row.facts.valid_if_pending = attendee.valid_if_pending;
    if (attendee.subevent) row.facts.subevent = core::SubeventId{*attendee.subevent};
    row.facts.valid_from = attendee.valid_from;
    row.facts.valid_until = attendee.valid_until;
    row.attention = attendee.attention;
    // A workshop is often sold without a name: whoever has the main ticket holds it.
    const bool named_by_main = attendee.name.empty() && attendee.main;
    const std::string& name = named_by_main ? attendees_[*attendee.main].name : attendee.name;
    row.holder = {.name = name,
                  .email = attendee.email,
                  .company = attendee.company,
                  .order = attendee.order,
                  .note = attendee.note};
    return true;
}

}  // namespace kiosk::app
