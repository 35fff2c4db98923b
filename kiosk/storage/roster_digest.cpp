// kiosk/storage/roster_digest.cpp — unambiguous bytes of a list: numbers, and texts with lengths.
#include "kiosk/storage/roster_digest.hpp"

#include <span>

#include "kiosk/storage/little_endian.hpp"
#include "kiosk/storage/roster_marks.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kFlushBytes = 64U << 10U;

std::uint64_t bits(std::int64_t number) {
    return static_cast<std::uint64_t>(number);
}

}  // namespace

void RosterDigest::add(const RosterHeading& heading) {
    add_number(heading.version);
    add_number(bits(heading.imported_at.time_since_epoch().count()));
    add_text(heading.code_shape.to_text());
    add_number(heading.products.size());
    for (const auto& product : heading.products) {
        add_number(bits(product.id.value));
        add_text(product.name);
        add_number(product.variations.size());
        for (const auto& variation : product.variations) {
            add_number(bits(variation.id.value));
            add_text(variation.name);
        }
    }
}

void RosterDigest::add(const core::RosterRow& row) {
    const auto code = std::as_bytes(std::span(row.code.bytes));
    pending_.insert(pending_.end(), code.begin(), code.end());
    const auto& facts = row.facts;
    add_number(facts.id.value);
    add_number(bits(facts.product.value));
    add_number(facts.variation.has_value() ? bits(facts.variation->value) : 0);
    add_number(facts.subevent.has_value() ? bits(facts.subevent->value) : 0);
    add_number(facts.valid_from ? bits(first_millisecond(*facts.valid_from)) : 0);
    add_number(facts.valid_until ? bits(last_millisecond(*facts.valid_until)) : 0);
    add_number(bits(marks_of(row).bits));
    for (const auto text : {row.holder.name, row.holder.email, row.holder.company, row.holder.order,
                            row.holder.note, row.holder.search_text}) {
        add_text(text);
    }
    if (pending_.size() >= kFlushBytes) flush();
}

void RosterDigest::add(const core::RosterLinks& links) {
    add_number(links.media().size());
    for (const auto& one : links.media()) {
        const auto code = std::as_bytes(std::span(one.code.bytes));
        pending_.insert(pending_.end(), code.begin(), code.end());
        add_number(one.ticket.value);
        add_number(one.expires.has_value() ? 1 : 0);
        add_number(one.expires ? bits(last_millisecond(*one.expires)) : 0);
    }
    add_number(links.add_ons().size());
    for (const auto& one : links.add_ons()) {
        add_number(one.main.value);
        add_number(one.ticket.value);
    }
    add_number(links.issues().size());
    for (const auto& one : links.issues()) {
        add_number(one.ticket.value);
        add_number(one.issue);
    }
}

std::array<std::byte, RosterDigest::kBytes> RosterDigest::finish() {
    flush();
    std::array<std::byte, kBytes> digest{};
    crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(digest.data()), kBytes);
    return digest;
}

void RosterDigest::add_number(std::uint64_t number) {
    const std::size_t at = pending_.size();
    pending_.resize(at + sizeof(number));
    store_little(std::span(pending_), at, number);
}

void RosterDigest::add_text(std::string_view text) {
    add_number(text.size());
    const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
    pending_.insert(pending_.end(), bytes.begin(), bytes.end());
}

void RosterDigest::flush() {
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(pending_.data()),
                              pending_.size());
    pending_.clear();
}

}  // namespace kiosk::storage
