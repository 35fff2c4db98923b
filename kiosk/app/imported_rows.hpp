// kiosk/app/imported_rows.hpp — imported attendees as roster rows: codes hashed, products numbered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/core/roster.hpp"
#include "kiosk/core/ticket_code.hpp"
#include "kiosk/imports/attendee_list.hpp"

namespace kiosk::app {

// Different products of a list, and variations of one product. A shop has some dozen; thousands
// mean that another column was taken for the product.
inline constexpr std::size_t kProductsMax = 1000;

class ImportedRows {
  public:
    // Products and variations get the numbers they have in `before` (null without a list), new
    // names the next free ones: a list that is imported again keeps its history, and so does one
    // that is emptied first. `attendees` and `hasher` must outlive the rows.
    ImportedRows(const std::vector<imports::ImportedAttendee>& attendees,
                 const core::Roster* before, const core::CodeHasher& hasher);

    // The rows must not be used then.
    [[nodiscard]] bool too_many_products() const { return too_many_products_; }

    [[nodiscard]] const std::vector<core::Product>& products() const { return products_; }
    [[nodiscard]] const core::CodeShape& code_shape() const { return code_shape_; }
    [[nodiscard]] const core::RosterLinks& links() const { return links_; }

    // Rows of badges whose newer copy is on the list too: not given out.
    [[nodiscard]] std::size_t older_copies() const { return older_copies_; }

    // Rows whose ticket stands in an earlier row under another signature: not given out either, but
    // their codes stand for that ticket.
    [[nodiscard]] std::size_t other_signatures() const { return other_signatures_.size(); }

    // Tickets of `before` that are on this list too.
    [[nodiscard]] std::size_t count_known(const core::Roster& before) const;

    // Fills the next row, whose views live until the next call; false at the end.
    [[nodiscard]] bool next(core::RosterRow& row);

  private:
    // Whose the code is: copies of one badge are one ticket.
    struct Holding {
        core::TicketId ticket;
        std::uint8_t issue = 0;
        bool is_signed = false;  // else the code is the ticket
    };
    [[nodiscard]] Holding holding_of(const imports::ImportedAttendee& attendee) const;
    [[nodiscard]] core::TicketId ticket_of(const imports::ImportedAttendee& attendee) const {
        return holding_of(attendee).ticket;
    }
    void number_variations_apart();
    void leave_out_copies();
    void link();

    const std::vector<imports::ImportedAttendee>& attendees_;
    const core::CodeHasher& hasher_;
    std::vector<core::Product> products_;
    core::CodeShape code_shape_;
    core::RosterLinks links_;
    std::vector<bool> left_out_;                 // by place in the list
    std::vector<std::size_t> other_signatures_;  // places
    std::size_t older_copies_ = 0;
    std::int64_t next_variation_ = 1;
    bool too_many_products_ = false;
    std::size_t next_ = 0;
};

}  // namespace kiosk::app
