// kiosk/imports/words.hpp — the words that lists use for states and for yes and no.
//
// Words are compared trimmed and in ASCII lower case; an empty cell is "paid" and "no".
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/core/ticket.hpp"

namespace kiosk::imports {

struct StatusMeaning {
    core::OrderState order_state = core::OrderState::paid;
    bool canceled = false;
    bool blocked = false;
};

// Empty for a word that is not in the table.
[[nodiscard]] std::optional<StatusMeaning> status_of(std::string_view word);

// yes, no, ja, nein, oui, non, true, false, x, 1, 0 and empty.
[[nodiscard]] std::optional<bool> yes_or_no(std::string_view word);

// Tito's "Void Status": empty, no, false and none leave a ticket valid; every other text voids it,
// since a void ticket that is taken for valid does more harm than the opposite.
[[nodiscard]] bool is_void(std::string_view word);

}  // namespace kiosk::imports
