// tests/builders/core_builders.hpp — readable test data: tickets, rosters, scans, a plain hasher.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/core/engine/engine.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/core/ticket_code.hpp"

namespace kiosk::testing {

// Wednesday 10 March 2027, 09:00 UTC: talks day 1 of the model conference.
inline constexpr UtcTime kNine{std::chrono::milliseconds{1'804'669'200'000}};

inline Timestamp at(std::chrono::milliseconds after_nine) {
    return {Instant(std::chrono::hours(5) + after_nine), kNine + after_nine};
}

// A stand-in for the keyed hash: FNV-1a twice, good enough to tell test codes apart.
class FakeHasher final : public core::CodeHasher {
  public:
    [[nodiscard]] core::CodeKey key_of(std::string_view code) const override {
        core::CodeKey key;
        std::uint64_t hash = 14695981039346656037ULL;
        for (std::size_t i = 0; i < key.bytes.size(); ++i) {
            for (const char c : code) {
                hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
            }
            hash = (hash ^ i) * 1099511628211ULL;
            key.bytes[i] = static_cast<std::uint8_t>(hash >> 32U);
        }
        return key;
    }
};

struct TicketSpec {
    std::string code;
    std::string name = "Ama Owusu";
    core::TicketFacts facts;
    std::string note;
};

// a_ticket("abc").product(2).unpaid()
class TicketBuilder {
  public:
    explicit TicketBuilder(std::string code) { spec_.code = std::move(code); }

    TicketBuilder& named(std::string name) { return spec_.name = std::move(name), *this; }
    TicketBuilder& product(std::int64_t id) { return spec_.facts.product = {id}, *this; }
    TicketBuilder& on_date(std::int64_t id) { return spec_.facts.subevent = {id}, *this; }
    TicketBuilder& id(std::uint64_t id) { return spec_.facts.id = {id}, *this; }
    TicketBuilder& order(core::OrderState s) { return spec_.facts.order_state = s, *this; }
    TicketBuilder& unpaid() { return order(core::OrderState::pending); }
    TicketBuilder& canceled() { return spec_.facts.canceled = true, *this; }
    TicketBuilder& blocked() { return spec_.facts.blocked = true, *this; }
    TicketBuilder& valid(std::optional<UtcTime> from, std::optional<UtcTime> until) {
        spec_.facts.valid_from = from;
        spec_.facts.valid_until = until;
        return *this;
    }

    [[nodiscard]] const TicketSpec& spec() const { return spec_; }

  private:
    TicketSpec spec_{.code = {}, .facts = {.product = {1}}};
};

inline TicketBuilder a_ticket(std::string code) {
    return TicketBuilder(std::move(code));
}

// Products 1 "Conference" and 2 "Workshop". Tickets without an id get 1, 2, 3 ... in order.
inline std::shared_ptr<const core::Roster> roster_of(const std::vector<TicketBuilder>& tickets,
                                                     std::uint64_t version = 1,
                                                     core::RosterLinks links = {}) {
    core::CodeShape shape;
    for (const auto& ticket : tickets) shape.learn(ticket.spec().code);
    core::RosterBuilder builder(version, kNine, shape,
                                {{{1}, "Conference", {}}, {{2}, "Workshop", {}}}, tickets.size());
    std::uint64_t next_id = 1;
    for (const auto& ticket : tickets) {
        const TicketSpec& spec = ticket.spec();
        core::RosterRow row;
        row.code = FakeHasher().key_of(spec.code);
        row.facts = spec.facts;
        if (row.facts.id.value == 0) row.facts.id.value = next_id++;
        row.holder.name = spec.name;
        std::string search_text = ' ' + spec.name;  // plain names only: folding is another layer
        for (char& c : search_text) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
        }
        row.holder.search_text = search_text;
        row.holder.order = "K7M9P";
        if (!builder.add(row)) return nullptr;
    }
    if (!builder.link(std::move(links))) return nullptr;
    return std::make_shared<const core::Roster>(std::move(builder).build());
}

}  // namespace kiosk::testing
