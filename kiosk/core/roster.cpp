// kiosk/core/roster.cpp — packed rows, two hash indexes, blocks of texts.
#include "kiosk/core/roster.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

constexpr std::uint16_t kNone = std::numeric_limits<std::uint16_t>::max();
constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

enum Flag : std::uint8_t {
    kRequireApproval = 1,
    kValidIfPending = 2,
    kCanceled = 4,
    kBlocked = 8,
    kAttention = 16,
};

std::int64_t pack(const std::optional<UtcTime>& time) {
    return time ? time->time_since_epoch().count() : kNoTime;
}

std::optional<UtcTime> unpack(std::int64_t ms) {
    if (ms == kNoTime) return std::nullopt;
    return UtcTime(std::chrono::milliseconds(ms));
}

// Keyed hashes are uniform already: their first bytes serve as hash.
std::size_t hash_of(const CodeKey& code) {
    std::uint64_t first = 0;
    std::memcpy(&first, code.bytes.data(), sizeof first);
    return static_cast<std::size_t>(first);
}

// Ticket ids of a shop are small and dense; this spreads them (Fibonacci hashing, Knuth 6.4).
std::size_t hash_of(std::uint64_t id) {
    return static_cast<std::size_t>((id * 0x9E3779B97F4A7C15ULL) >> 20U);
}

// Linear probing over a table that is a power of two and at most two thirds full. Returns the
// slot that holds a match, or the free slot where it would stand.
template <class Matches>
std::size_t probe(const std::vector<std::uint32_t>& table, std::size_t hash, Matches matches) {
    const std::size_t mask = table.size() - 1;
    std::size_t slot = hash & mask;
    while (table[slot] != 0 && !matches(table[slot] - 1)) slot = (slot + 1) & mask;
    return slot;
}

std::size_t table_size_for(std::size_t tickets) {
    return std::bit_ceil(std::max<std::size_t>(16, tickets + tickets / 2));
}

template <class T>
std::optional<std::uint16_t> position_of(const std::vector<T>& items, auto id) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].id == id) return static_cast<std::uint16_t>(i);
    }
    return std::nullopt;
}

}  // namespace

std::optional<TicketIndex> Roster::find(const CodeKey& code) const {
    if (by_code_.empty()) return std::nullopt;
    const auto matches = [&](std::uint32_t at) { return tickets_[at].code == code; };
    const std::uint32_t found = by_code_[probe(by_code_, hash_of(code), matches)];
    if (found == 0) return std::nullopt;
    return TicketIndex{found - 1};
}

std::optional<TicketIndex> Roster::find(TicketId id) const {
    if (by_id_.empty()) return std::nullopt;
    const auto matches = [&](std::uint32_t at) { return tickets_[at].id == id.value; };
    const std::uint32_t found = by_id_[probe(by_id_, hash_of(id.value), matches)];
    if (found == 0) return std::nullopt;
    return TicketIndex{found - 1};
}

TicketFacts Roster::facts(TicketIndex index) const {
    const Packed& row = tickets_.at(index.value);
    const Product& product = products_[row.product];
    TicketFacts facts;
    facts.id = TicketId{row.id};
    facts.product = product.id;
    if (row.variation != kNone) facts.variation = product.variations[row.variation].id;
    if (row.subevent != kNone) facts.subevent = subevents_[row.subevent];
    facts.order_state = static_cast<OrderState>(row.order_state);
    facts.require_approval = (row.flags & kRequireApproval) != 0;
    facts.valid_if_pending = (row.flags & kValidIfPending) != 0;
    facts.canceled = (row.flags & kCanceled) != 0;
    facts.blocked = (row.flags & kBlocked) != 0;
    facts.valid_from = unpack(row.valid_from_ms);
    facts.valid_until = unpack(row.valid_until_ms);
    return facts;
}

Holder Roster::holder(TicketIndex index) const {
    Holder holder;
    texts_.read(tickets_.at(index.value).text_at,
                std::array{&holder.name, &holder.email, &holder.company, &holder.order,
                           &holder.note, &holder.search_text});
    return holder;
}

CodeKey Roster::code(TicketIndex index) const {
    return tickets_.at(index.value).code;
}

bool Roster::attention(TicketIndex index) const {
    return (tickets_.at(index.value).flags & kAttention) != 0;
}

std::string_view Roster::product_name(ProductId id) const {
    const auto at = position_of(products_, id);
    return at ? std::string_view(products_[*at].name) : std::string_view();
}

std::string_view Roster::variation_name(ProductId product, VariationId id) const {
    const auto at = position_of(products_, product);
    if (!at) return {};
    const auto variation = position_of(products_[*at].variations, id);
    return variation ? std::string_view(products_[*at].variations[*variation].name)
                     : std::string_view();
}

std::size_t Roster::resident_bytes() const {
    return tickets_.capacity() * sizeof(Packed) + texts_.resident_bytes() +
           (by_code_.capacity() + by_id_.capacity()) * sizeof(std::uint32_t);
}

RosterBuilder::RosterBuilder(std::uint64_t version, UtcTime imported_at, CodeShape code_shape,
                             std::vector<Product> products, std::size_t tickets_expected) {
    KIOSK_CHECK(products.size() < kNone, "products are counted in 16 bits");
    roster_.version_ = version;
    roster_.imported_at_ = imported_at;
    roster_.code_shape_ = std::move(code_shape);
    roster_.products_ = std::move(products);
    const std::size_t tickets = std::min(tickets_expected, kRosterTicketsMax);
    roster_.tickets_.reserve(tickets);
    roster_.by_code_.resize(table_size_for(tickets));
    roster_.by_id_.resize(table_size_for(tickets));
}

Result<> RosterBuilder::add(const RosterRow& row) {
    Roster& r = roster_;
    if (r.tickets_.size() >= kRosterTicketsMax) {
        return fail(Errc::too_large,
                    "list has more than " + std::to_string(kRosterTicketsMax) + " tickets");
    }
    if (table_size_for(r.tickets_.size() + 1) > r.by_code_.size()) rehash();

    const auto same_code = [&](std::uint32_t at) { return r.tickets_[at].code == row.code; };
    const std::size_t code_slot = probe(r.by_code_, hash_of(row.code), same_code);
    if (r.by_code_[code_slot] != 0) return fail(Errc::conflict, "the code is on the list already");
    const auto same_id = [&](std::uint32_t at) { return r.tickets_[at].id == row.facts.id.value; };
    const std::size_t id_slot = probe(r.by_id_, hash_of(row.facts.id.value), same_id);
    if (r.by_id_[id_slot] != 0) return fail(Errc::conflict, "the ticket id is on the list already");

    const auto packed = KIOSK_TRY(pack_row(row));
    r.tickets_.push_back(packed);
    const auto position_plus_one = static_cast<std::uint32_t>(r.tickets_.size());
    r.by_code_[code_slot] = position_plus_one;
    r.by_id_[id_slot] = position_plus_one;
    return {};
}

Result<Roster::Packed> RosterBuilder::pack_row(const RosterRow& row) {
    Roster& r = roster_;
    const Holder& holder = row.holder;
    const std::array texts{holder.name,  holder.email, holder.company,
                           holder.order, holder.note,  holder.search_text};
    for (const std::string_view text : texts) {
        if (text.size() > kHolderTextMax) {
            return fail(Errc::too_large, "a text has " + std::to_string(text.size()) +
                                             " bytes, limit " + std::to_string(kHolderTextMax));
        }
    }
    const auto product = position_of(r.products_, row.facts.product);
    if (!product) return fail(Errc::invalid_input, "unknown product");
    std::optional<std::uint16_t> variation = kNone;
    if (row.facts.variation) {
        variation = position_of(r.products_[*product].variations, *row.facts.variation);
        if (!variation) return fail(Errc::invalid_input, "unknown variation");
    }
    const auto text_at = r.texts_.add(texts);
    if (!text_at) return fail(Errc::too_large, "the texts of the list have more than 4 GiB");
    const TicketFacts& facts = row.facts;
    const int flags = (facts.require_approval ? kRequireApproval : 0) |
                      (facts.valid_if_pending ? kValidIfPending : 0) |
                      (facts.canceled ? kCanceled : 0) | (facts.blocked ? kBlocked : 0) |
                      (row.attention ? kAttention : 0);
    return Roster::Packed{.code = row.code,
                          .id = facts.id.value,
                          .valid_from_ms = pack(facts.valid_from),
                          .valid_until_ms = pack(facts.valid_until),
                          .text_at = *text_at,
                          .product = *product,
                          .variation = *variation,
                          .subevent = subevent_position(facts.subevent),
                          .order_state = static_cast<std::uint8_t>(facts.order_state),
                          .flags = static_cast<std::uint8_t>(flags)};
}

std::uint16_t RosterBuilder::subevent_position(const std::optional<SubeventId>& subevent) {
    if (!subevent) return kNone;
    auto& known = roster_.subevents_;
    const auto found = std::ranges::find(known, *subevent);
    const auto position = static_cast<std::uint16_t>(found - known.begin());
    if (found == known.end()) known.push_back(*subevent);
    KIOSK_CHECK(known.size() < kNone, "dates are counted in 16 bits");
    return position;
}

void RosterBuilder::rehash() {
    Roster& r = roster_;
    const std::size_t size = table_size_for(2 * r.tickets_.size() + 16);
    r.by_code_.assign(size, 0);
    r.by_id_.assign(size, 0);
    const auto nothing_matches = [](std::uint32_t) { return false; };
    for (std::uint32_t at = 0; at < r.tickets_.size(); ++at) {
        const Roster::Packed& row = r.tickets_[at];
        r.by_code_[probe(r.by_code_, hash_of(row.code), nothing_matches)] = at + 1;
        r.by_id_[probe(r.by_id_, hash_of(row.id), nothing_matches)] = at + 1;
    }
}

Roster RosterBuilder::build() && {
    roster_.tickets_.shrink_to_fit();
    roster_.texts_.shrink_to_fit();
    return std::move(roster_);
}

}  // namespace kiosk::core
