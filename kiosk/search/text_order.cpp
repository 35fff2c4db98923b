// kiosk/search/text_order.cpp — sorted once, searched by halves.
#include "kiosk/search/text_order.hpp"

#include <algorithm>
#include <array>
#include <compare>

namespace kiosk::search {
namespace {

bool counts(char c) {
    return c != ' ' && c != '-';
}

char bare(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// Bytes compare as unsigned, so that the first of them in a number compare alike.
std::strong_ordering compare_bytes(char a, char b) {
    return static_cast<unsigned char>(a) <=> static_cast<unsigned char>(b);
}

void skip_what_does_not_count(std::string_view& text) {
    while (!text.empty() && !counts(text.front())) text.remove_prefix(1);
}

enum class Compare { whole, beginning };

// Both as bare texts; `beginning`: only as much of `text` as `other` has.
std::strong_ordering compare(std::string_view text, std::string_view other, Compare how) {
    while (true) {
        skip_what_does_not_count(text);
        skip_what_does_not_count(other);
        if (other.empty()) {
            const bool equal = text.empty() || how == Compare::beginning;
            return equal ? std::strong_ordering::equal : std::strong_ordering::greater;
        }
        if (text.empty()) return std::strong_ordering::less;
        const auto order = compare_bytes(bare(text.front()), bare(other.front()));
        if (order != 0) return order;
        text.remove_prefix(1);
        other.remove_prefix(1);
    }
}

// A ticket and how its bare text begins: most comparisons while sorting need no more.
struct Begins {
    std::array<unsigned char, 16> text;
    std::uint32_t ticket;
};

Begins begins_of(std::string_view text, std::uint32_t ticket) {
    Begins begins{.text = {}, .ticket = ticket};
    std::size_t at = 0;
    for (const char c : text) {
        if (at == begins.text.size()) break;
        if (counts(c)) begins.text[at++] = static_cast<unsigned char>(bare(c));
    }
    return begins;
}

}  // namespace

std::string bare_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (counts(c)) out += bare(c);
    }
    return out;
}

TextOrder::TextOrder(const core::Roster& roster, HolderText text) : text_(text) {
    std::vector<Begins> sorted;
    sorted.reserve(roster.size());
    const auto text_of = [&](std::uint32_t ticket) {
        return roster.holder(core::TicketIndex{ticket}).*text_;
    };
    for (std::uint32_t ticket = 0; ticket < roster.size(); ++ticket) {
        const Begins begins = begins_of(text_of(ticket), ticket);
        if (begins.text.front() != 0) sorted.push_back(begins);
    }
    std::ranges::sort(sorted, [&](const Begins& a, const Begins& b) {
        if (const auto order = a.text <=> b.text; order != 0) return order < 0;
        if (a.text.back() != 0) {
            const auto order = compare(text_of(a.ticket), text_of(b.ticket), Compare::whole);
            if (order != 0) return order < 0;
        }
        return a.ticket < b.ticket;
    });
    tickets_.reserve(sorted.size());
    for (const Begins& one : sorted) tickets_.push_back(one.ticket);
}

std::span<const std::uint32_t> TextOrder::beginning_with(const core::Roster& roster,
                                                         std::string_view bare) const {
    return range(roster, bare, /*beginning=*/true);
}

std::span<const std::uint32_t> TextOrder::equal_to(const core::Roster& roster,
                                                   std::string_view bare) const {
    return range(roster, bare, /*beginning=*/false);
}

std::span<const std::uint32_t> TextOrder::range(const core::Roster& roster, std::string_view bare,
                                                bool beginning) const {
    const auto order_of = [&](std::uint32_t ticket) {
        return compare(roster.holder(core::TicketIndex{ticket}).*text_, bare,
                       beginning ? Compare::beginning : Compare::whole);
    };
    const auto first = std::ranges::partition_point(
        tickets_, [&](std::uint32_t ticket) { return order_of(ticket) < 0; });
    const auto last = std::partition_point(
        first, tickets_.end(), [&](std::uint32_t ticket) { return order_of(ticket) == 0; });
    return {first, last};
}

std::size_t TextOrder::resident_bytes() const {
    return tickets_.capacity() * sizeof(std::uint32_t);
}

}  // namespace kiosk::search
