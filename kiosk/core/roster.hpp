// kiosk/core/roster.hpp — the immutable attendee list in memory: code key to ticket to holder.
//
// Made once by RosterBuilder, then shared read-only between threads; a new list is a new Roster.
// Compact on purpose: some 160 bytes an attendee with texts of usual length, so that a million fit
// a small box. Tickets that differ in nothing but their number share one set of facts. The texts
// may have 4 GiB, far more than kRosterTicketsMax of them need.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/roster_links.hpp"
#include "kiosk/core/text_blocks.hpp"
#include "kiosk/core/ticket.hpp"
#include "kiosk/core/ticket_code.hpp"

namespace kiosk::core {

inline constexpr std::size_t kRosterTicketsMax = 2'000'000;
inline constexpr std::size_t kHolderTextMax = 1024;  // bytes of each text of a holder

// Position in one roster; means nothing in another.
using TicketIndex = StrongId<struct TicketIndexTag, std::uint32_t>;

struct Variation {
    VariationId id;
    std::string name;
};

struct Product {
    ProductId id;
    std::string name;
    std::vector<Variation> variations;
};
// The person a ticket was issued to; views into the roster.
struct Holder {
    std::string_view name;
    std::string_view email;
    std::string_view company;
    std::string_view order;
    std::string_view note;         // for the staff, shown with the verdict
    std::string_view search_text;  // folded name, made at import
};

// One row as it comes from storage or an import.
struct RosterRow {
    CodeKey code;
    TicketFacts facts;
    bool attention = false;  // staff should look at the note before letting through
    Holder holder;
};

// What many tickets of a roster have in common.
struct TicketKind {
    TicketFacts facts;  // id is zero
    bool attention = false;
    std::uint32_t tickets = 0;  // how many are of this kind
};

class Roster {
  public:
    // A list, and behind its tickets those of `added`, which has all products of the list.
    [[nodiscard]] static Roster joined(std::shared_ptr<const Roster> list,
                                       std::shared_ptr<const Roster> added);
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::uint64_t version() const { return version_; }
    [[nodiscard]] UtcTime imported_at() const { return imported_at_; }
    [[nodiscard]] const CodeShape& code_shape() const { return code_shape_; }
    [[nodiscard]] const std::vector<Product>& products() const { return products_; }
    [[nodiscard]] const std::vector<TicketKind>& kinds() const { return kinds_; }

    [[nodiscard]] std::optional<TicketIndex> find(const CodeKey& code) const;
    [[nodiscard]] std::optional<TicketIndex> find(TicketId id) const;

    // The index must come from this roster.
    [[nodiscard]] TicketFacts facts(TicketIndex index) const;
    [[nodiscard]] CodeKey code(TicketIndex index) const;
    [[nodiscard]] Holder holder(TicketIndex index) const;
    [[nodiscard]] bool attention(TicketIndex index) const;

    // Empty where the roster does not know the number.
    [[nodiscard]] std::string_view product_name(ProductId id) const;
    [[nodiscard]] std::string_view variation_name(ProductId product, VariationId id) const;

    [[nodiscard]] const RosterLinks& links() const { return list_ ? list_->links() : links_; }
    [[nodiscard]] std::size_t resident_bytes() const;

  private:
    friend class RosterBuilder;

    // Which of the two joined ones has the ticket, and where; nullptr where nothing is joined.
    [[nodiscard]] const Roster* part_with(TicketIndex& index) const;

    struct Packed {
        CodeKey code;
        std::uint64_t id;
        std::uint32_t kind;  // position in kinds_
        std::uint32_t text_at;
    };

    std::uint64_t version_ = 0;
    UtcTime imported_at_{};
    CodeShape code_shape_;
    std::vector<Product> products_;
    std::vector<TicketKind> kinds_;
    std::vector<Packed> tickets_;
    std::vector<std::uint32_t> by_code_;  // open addressing, position + 1, 0 = free
    std::vector<std::uint32_t> by_id_;    // the same, by ticket id
    TextBlocks texts_;                    // six per ticket
    RosterLinks links_;                   // between tickets that are all here
    std::shared_ptr<const Roster> list_;  // of a joined one, which has no tickets of its own
    std::shared_ptr<const Roster> added_;
};

class RosterBuilder {
  public:
    // `tickets_expected` only reserves room.
    RosterBuilder(std::uint64_t version, UtcTime imported_at, CodeShape code_shape,
                  std::vector<Product> products, std::size_t tickets_expected);

    // Errc::conflict for a code or ticket id that is there already, Errc::invalid_input for an
    // unknown product or variation, Errc::too_large past kRosterTicketsMax or kHolderTextMax.
    [[nodiscard]] Result<> add(const RosterRow& row);

    // After all rows. Errc::invalid_input where a link names a ticket that is not on the list.
    [[nodiscard]] Result<> link(RosterLinks links);

    [[nodiscard]] Roster build() &&;

  private:
    [[nodiscard]] Result<Roster::Packed> pack_row(const RosterRow& row);
    [[nodiscard]] std::uint32_t kind_position(const RosterRow& row);
    void rehash();

    Roster roster_;
    // From facts and attention to the position in kinds_.
    std::map<std::pair<TicketFacts, bool>, std::uint32_t> known_kinds_;
};

}  // namespace kiosk::core
