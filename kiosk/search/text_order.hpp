// kiosk/search/text_order.hpp — tickets in the order of a short text of theirs, by its beginning.
//
// For texts that nearly every ticket has differently (order codes, mail addresses): four bytes a
// ticket, the texts stay in the roster. Case, blanks and '-' do not count, as they are a matter of
// taste in both. Immutable: any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/core/roster.hpp"

namespace kiosk::search {

// The text of a holder that counts: &core::Holder::order, for example.
using HolderText = std::string_view core::Holder::*;

// What is compared: ASCII letters small, without blanks and '-'.
[[nodiscard]] std::string bare_text(std::string_view text);

class TextOrder {
  public:
    // Tickets without the text are left out.
    TextOrder(const core::Roster& roster, HolderText text);

    // The tickets whose text begins with `bare`, a bare text, in the order of their texts; all
    // where it is empty. Must be given the same roster.
    [[nodiscard]] std::span<const std::uint32_t> beginning_with(const core::Roster& roster,
                                                                std::string_view bare) const;

    // The same for those whose text is all of it.
    [[nodiscard]] std::span<const std::uint32_t> equal_to(const core::Roster& roster,
                                                          std::string_view bare) const;

    [[nodiscard]] std::size_t resident_bytes() const;

  private:
    [[nodiscard]] std::span<const std::uint32_t> range(const core::Roster& roster,
                                                       std::string_view bare, bool beginning) const;

    HolderText text_;
    std::vector<std::uint32_t> tickets_;
};

}  // namespace kiosk::search
