// kiosk/core/ticket/signed_word.hpp — what a signed code said of its ticket, as the journal keeps
// it.
#pragma once

#include <optional>
#include <string>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::core {

// What a signed code said of its ticket: without the code, enough to decide again. Only of codes
// that were not false, and whose ticket no list had.
struct SignedWord {
    std::string key;                   // id of the key that vouched; empty: there was no such code
    std::optional<ProductId> product;  // the shop's or the badge's own number
    std::optional<VariationId> variation;
    std::optional<SubeventId> subevent;
    std::optional<UtcTime> valid_from;
    std::optional<UtcTime> valid_until;
    bool single_entry = false;

    friend bool operator==(const SignedWord&, const SignedWord&) = default;
};

}  // namespace kiosk::core
