// kiosk/search/people_index.hpp — all that one attendee list can be searched by.
//
// Made once for each list, beside it, in a few seconds for a million attendees; then shared
// read-only between threads. Keeps its list alive.
#pragma once

#include <cstddef>
#include <memory>

#include "kiosk/core/roster.hpp"
#include "kiosk/search/text_order.hpp"
#include "kiosk/search/word_index.hpp"

namespace kiosk::search {

class PeopleIndex {
  public:
    explicit PeopleIndex(std::shared_ptr<const core::Roster> roster);

    [[nodiscard]] const core::Roster& roster() const { return *roster_; }
    [[nodiscard]] const WordIndex& names() const { return names_; }
    [[nodiscard]] const WordIndex& companies() const { return companies_; }
    [[nodiscard]] const TextOrder& emails() const { return emails_; }
    [[nodiscard]] const TextOrder& orders() const { return orders_; }

    // Without the list itself.
    [[nodiscard]] std::size_t resident_bytes() const;

  private:
    std::shared_ptr<const core::Roster> roster_;
    WordIndex names_;
    WordIndex companies_;
    TextOrder emails_;
    TextOrder orders_;
};

}  // namespace kiosk::search
