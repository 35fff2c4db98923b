// kiosk/core/engine/walk_ins.cpp — kept in their order, made into a small list when asked for.
#include "kiosk/core/engine/walk_ins.hpp"

#include <algorithm>

#include "kiosk/core/rules/rule_products.hpp"

namespace kiosk::core {
namespace {

// Far below the numbers that signed codes' products get, which count down as well.
constexpr std::int64_t kFirstProduct = kNoProduct.value - (std::int64_t{1} << 32);

std::vector<Product> products_of(const Roster& list, const std::vector<WalkIn>& walk_ins) {
    std::vector<Product> products = list.products();
    std::int64_t next = kFirstProduct;
    for (const WalkIn& one : walk_ins) {
        const std::string& name = one.record.product;
        if (std::ranges::find(products, name, &Product::name) != products.end()) continue;
        products.push_back({ProductId{next--}, name, {}});
    }
    return products;
}

RosterRow row_of(const WalkIn& one, const std::vector<Product>& products) {
    const WalkInTexts& texts = one.texts;
    RosterRow row;
    row.code = one.record.code;
    row.facts.id = one.record.ticket;
    row.facts.product = std::ranges::find(products, one.record.product, &Product::name)->id;
    if (one.record.paid_by == PaidBy::later) row.facts.order_state = OrderState::pending;
    row.holder = {.name = texts.name,
                  .email = texts.email,
                  .company = texts.company,
                  .order = texts.code,
                  .note = texts.note};
    return row;
}

}  // namespace

void WalkIns::add(WalkIn walk_in) {
    by_ticket_.try_emplace(walk_in.record.ticket, all_.size());
    if (!walk_in.record.nonce.empty()) by_nonce_.try_emplace(walk_in.record.nonce, all_.size());
    all_.push_back(std::move(walk_in));
}

void WalkIns::name(const CodeKey& code, WalkInTexts texts) {
    const auto found =
        std::ranges::find_if(all_, [&](const WalkIn& one) { return one.record.code == code; });
    if (found != all_.end()) found->texts = std::move(texts);
}

bool WalkIns::durable_through(std::uint64_t seq) {
    bool any = false;
    for (; !waiting_.empty() && waiting_.front().seq <= seq; waiting_.pop_front()) {
        add(std::move(waiting_.front()));
        any = true;
    }
    return any;
}

void WalkIns::failed_from(std::uint64_t seq) {
    while (!waiting_.empty() && waiting_.back().seq >= seq) waiting_.pop_back();
}

const WalkIn* WalkIns::find(TicketId ticket) const {
    const auto found = by_ticket_.find(ticket);
    return found == by_ticket_.end() ? nullptr : &all_[found->second];
}

const WalkIn* WalkIns::made_by(std::string_view nonce) const {
    const auto found = by_nonce_.find(std::string(nonce));
    return found == by_nonce_.end() ? nullptr : &all_[found->second];
}

bool WalkIns::awaits(std::string_view nonce) const {
    const auto is_it = [&](const WalkIn& one) { return one.record.nonce == nonce; };
    return !nonce.empty() && std::ranges::any_of(waiting_, is_it);
}

std::shared_ptr<const Roster> WalkIns::join(std::shared_ptr<const Roster> list) {
    list_ = std::move(list);
    added_.reset();
    if (all_.empty()) return list_;
    const std::vector<Product> products = products_of(*list_, all_);
    RosterBuilder builder(list_->version(), list_->imported_at(), {}, products, all_.size());
    for (const WalkIn& one : all_) {
        // An organiser may have put walk-ins on a later list, under the same code.
        if (list_->find(one.record.code) || list_->find(one.record.ticket)) continue;
        // A code or ticket that is there already stays the first one's; texts were bounded before.
        static_cast<void>(builder.add(row_of(one, products)));
    }
    added_ = std::make_shared<const Roster>(std::move(builder).build());
    return std::make_shared<const Roster>(Roster::joined(list_, added_));
}

}  // namespace kiosk::core
