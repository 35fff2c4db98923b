// kiosk/hub/double_admissions.hpp — who was let in twice while stations could not ask each other.
//
// Pure. A partition cannot be prevented from admitting a ticket on both sides; each such pair is
// named, with both stations and times, once both sides have been heard.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kiosk/core/check_in_list.hpp"
#include "kiosk/core/record.hpp"

namespace kiosk::hub {

struct Admission {
    std::string station;
    core::ScanId scan;
    Timestamp at;
};

struct DoubleAdmission {
    core::TicketId ticket;
    std::string list;
    Admission first;
    Admission second;
    bool order_uncertain = false;  // the clocks' errors overlap: it may have been the other way
};

// Records of the venue's journal in their order; lists by their settings now. By time of the scans,
// each entry that the list would have refused as used is paired with the entry before it. Not
// named: what was taken back, and what staff let in knowing it was used. Lists that are not
// configured are no matter here.
[[nodiscard]] std::vector<DoubleAdmission> double_admissions(
    std::span<const core::Record> records, std::span<const core::CheckInList> lists);

}  // namespace kiosk::hub
