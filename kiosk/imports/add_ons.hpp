// kiosk/imports/add_ons.hpp — which ticket is an add-on to which, over the rows of a list.
#pragma once

#include <vector>

#include "kiosk/imports/attendee_list.hpp"
#include "kiosk/imports/column_plan.hpp"

namespace kiosk::imports {

// Fills `main` of every add-on. A main ticket is named by its code or, where the list numbers the
// tickets of an order, by that number. Takes out the rows whose main ticket is not on the list, or
// is an add-on itself, and says so.
[[nodiscard]] std::vector<Rejection> link_add_ons(const ColumnPlan& plan,
                                                  std::vector<ImportedAttendee>& attendees);

}  // namespace kiosk::imports
