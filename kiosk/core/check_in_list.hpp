// kiosk/core/check_in_list.hpp — which tickets count at a station, with pretix's fields.
//
// A list means exactly what a check-in list means in pretix; venue rules stand beside it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/ids.hpp"
#include "kiosk/core/rules/rule.hpp"

namespace kiosk::core {

struct CheckInList {
    std::string id;
    bool all_products = true;
    std::vector<ProductId> limit_products;  // sorted; looked at only without all_products
    std::optional<SubeventId> subevent;     // only tickets of this date
    bool include_pending = false;           // pending orders may be let in with ignore_unpaid
    bool allow_multiple_entries = false;
    bool allow_entry_after_exit = true;
    bool addon_match = false;           // a main ticket's code stands for its add-on on this list
    std::shared_ptr<const Rule> rules;  // entries only; none = no custom rule
};

}  // namespace kiosk::core
