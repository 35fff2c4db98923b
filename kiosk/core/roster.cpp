// kiosk/core/roster.cpp — packed rows, two hash indexes, blocks of texts.
#include "kiosk/core/roster.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace kiosk::core {
namespace {

// Keyed hashes are uniform already: their first bytes serve as hash.
std::uint64_t hash_of(const CodeKey& code) {
    std::uint64_t first = 0;
    std::memcpy(&first, code.bytes.data(), sizeof first);
    return first;
}

// Ticket ids of a shop are small and dense; this spreads them (Fibonacci hashing, Knuth 6.4).
std::uint64_t hash_of(std::uint64_t id) {
    return id * 0x9E3779B97F4A7C15ULL;
}

// The upper half of the hash, scaled to the table, which thus may have any size: one of a power of
// two is up to twice as large (Lemire, Fast random integer generation in an interval, 2019).
std::size_t first_slot(std::size_t table_size, std::uint64_t hash) {
    return static_cast<std::size_t>((hash >> 32U) * table_size >> 32U);
}

// Linear probing over a table that is at most two thirds full. Returns the slot that holds a match,
// or the free slot where it would stand.
template <class Matches>
std::size_t probe(const std::vector<std::uint32_t>& table, std::uint64_t hash, Matches matches) {
    std::size_t slot = first_slot(table.size(), hash);
    while (table[slot] != 0 && !matches(table[slot] - 1)) {
        if (++slot == table.size()) slot = 0;
    }
    return slot;
}

std::size_t table_size_for(std::size_t tickets) {
    return std::max<std::size_t>(16, tickets + tickets / 2 + 1);
}

// nullptr where none has the id.
template <class T>
const T* find_by_id(const std::vector<T>& items, auto id) {
    const auto found = std::ranges::find(items, id, &T::id);
    return found == items.end() ? nullptr : &*found;
}

template <class Key>
std::optional<TicketIndex> find_in_either(const Roster& list, const Roster& added, const Key& key) {
    if (const auto on_list = list.find(key)) return on_list;
    auto found = added.find(key);
    if (found) found->value += static_cast<std::uint32_t>(list.size());
    return found;
}

}  // namespace

Roster Roster::joined(std::shared_ptr<const Roster> list, std::shared_ptr<const Roster> added) {
    Roster both;
    both.version_ = list->version_;
    both.imported_at_ = list->imported_at_;
    both.code_shape_ = list->code_shape_;
    both.products_ = added->products_;
    both.kinds_ = list->kinds_;
    both.kinds_.insert(both.kinds_.end(), added->kinds_.begin(), added->kinds_.end());
    both.list_ = std::move(list);
    both.added_ = std::move(added);
    return both;
}

std::size_t Roster::size() const {
    return list_ ? list_->size() + added_->size() : tickets_.size();
}

const Roster* Roster::part_with(TicketIndex& index) const {
    if (!list_) return nullptr;
    if (index.value < list_->size()) return list_.get();
    index.value -= static_cast<std::uint32_t>(list_->size());
    return added_.get();
}

std::optional<TicketIndex> Roster::find(const CodeKey& code) const {
    if (list_) return find_in_either(*list_, *added_, code);
    if (by_code_.empty()) return std::nullopt;
    const auto matches = [&](std::uint32_t at) { return tickets_[at].code == code; };
    const std::uint32_t found = by_code_[probe(by_code_, hash_of(code), matches)];
    if (found == 0) return std::nullopt;
    return TicketIndex{found - 1};
}

std::optional<TicketIndex> Roster::find(TicketId id) const {
    if (list_) return find_in_either(*list_, *added_, id);
    if (by_id_.empty()) return std::nullopt;
    const auto matches = [&](std::uint32_t at) { return tickets_[at].id == id.value; };
    const std::uint32_t found = by_id_[probe(by_id_, hash_of(id.value), matches)];
    if (found == 0) return std::nullopt;
    return TicketIndex{found - 1};
}

TicketFacts Roster::facts(TicketIndex index) const {
    if (const Roster* part = part_with(index)) return part->facts(index);
    const Packed& row = tickets_.at(index.value);
    TicketFacts facts = kinds_[row.kind].facts;
    facts.id = TicketId{row.id};
    return facts;
}

Holder Roster::holder(TicketIndex index) const {
    if (const Roster* part = part_with(index)) return part->holder(index);
    Holder holder;
    texts_.read(tickets_.at(index.value).text_at,
                std::array{&holder.name, &holder.email, &holder.company, &holder.order,
                           &holder.note, &holder.search_text});
    return holder;
}

CodeKey Roster::code(TicketIndex index) const {
    if (const Roster* part = part_with(index)) return part->code(index);
    return tickets_.at(index.value).code;
}

bool Roster::attention(TicketIndex index) const {
    if (const Roster* part = part_with(index)) return part->attention(index);
    return kinds_[tickets_.at(index.value).kind].attention;
}

std::string_view Roster::product_name(ProductId id) const {
    const Product* product = find_by_id(products_, id);
    return product == nullptr ? std::string_view() : product->name;
}

std::string_view Roster::variation_name(ProductId product, VariationId id) const {
    const Product* known = find_by_id(products_, product);
    const Variation* variation = known == nullptr ? nullptr : find_by_id(known->variations, id);
    return variation == nullptr ? std::string_view() : variation->name;
}

std::size_t Roster::resident_bytes() const {
    const std::size_t parts =
        list_ ? list_->resident_bytes() + added_->resident_bytes() : std::size_t{0};
    return parts + tickets_.capacity() * sizeof(Packed) + kinds_.capacity() * sizeof(TicketKind) +
           texts_.resident_bytes() + links_.resident_bytes() +
           (by_code_.capacity() + by_id_.capacity()) * sizeof(std::uint32_t);
}

RosterBuilder::RosterBuilder(std::uint64_t version, UtcTime imported_at, CodeShape code_shape,
                             std::vector<Product> products, std::size_t tickets_expected) {
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
    const Product* product = find_by_id(r.products_, row.facts.product);
    if (product == nullptr) return fail(Errc::invalid_input, "unknown product");
    if (row.facts.variation && find_by_id(product->variations, *row.facts.variation) == nullptr) {
        return fail(Errc::invalid_input, "unknown variation");
    }
    const auto text_at = r.texts_.add(texts);
    if (!text_at) return fail(Errc::too_large, "the texts of the list have more than 4 GiB");
    return Roster::Packed{.code = row.code,
                          .id = row.facts.id.value,
                          .kind = kind_position(row),
                          .text_at = *text_at};
}

std::uint32_t RosterBuilder::kind_position(const RosterRow& row) {
    auto& kinds = roster_.kinds_;
    TicketFacts facts = row.facts;
    facts.id = {};
    const auto next = static_cast<std::uint32_t>(kinds.size());
    const auto [known, is_new] = known_kinds_.try_emplace({facts, row.attention}, next);
    if (is_new) kinds.push_back({facts, row.attention});
    ++kinds[known->second].tickets;
    return known->second;
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

Result<> RosterBuilder::link(RosterLinks links) {
    const auto is_missing = [&](TicketId ticket) { return !roster_.find(ticket).has_value(); };
    const bool broken = std::ranges::any_of(links.media(), is_missing, &MediumLink::ticket) ||
                        std::ranges::any_of(links.add_ons(), is_missing, &AddOnLink::ticket) ||
                        std::ranges::any_of(links.add_ons(), is_missing, &AddOnLink::main) ||
                        std::ranges::any_of(links.issues(), is_missing, &BadgeIssue::ticket);
    if (broken) return fail(Errc::invalid_input, "a link names a ticket that is not on the list");
    roster_.links_ = std::move(links);
    return {};
}

Roster RosterBuilder::build() && {
    roster_.tickets_.shrink_to_fit();
    roster_.kinds_.shrink_to_fit();
    roster_.texts_.shrink_to_fit();
    return std::move(roster_);
}

}  // namespace kiosk::core
