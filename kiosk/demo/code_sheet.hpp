// kiosk/demo/code_sheet.hpp — twelve codes, each with the verdict it gives on the demo's day.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/demo/people.hpp"

namespace kiosk::demo {

inline constexpr std::size_t kSheetCodes = 12;

struct SheetCode {
    std::size_t number = 0;        // 1 .. kSheetCodes; to be shown in this order
    std::string code;              // what the QR code holds
    std::string_view verdict;      // "go", "check" or "stop"
    std::string_view reason;       // reason code, for example "already_redeemed"
    std::string_view headline;     // the station's words for the reason
    std::string_view explanation;  // what is special about this code
    std::string name;              // of the holder; empty where there is none
    std::string product;           // with variation; empty where there is none

    // Where its picture is, relative to the demo's folder: "codes/02-check-already_redeemed.png".
    [[nodiscard]] std::string file() const;
};

// The sheet's codes in order; kSheetCodes of them. `attendees` come from invent_attendees().
[[nodiscard]] std::vector<SheetCode> sheet_codes(const std::vector<Attendee>& attendees);

// Columns: order,code,file,verdict,reason,name,product.
[[nodiscard]] std::string sheet_csv(std::span<const SheetCode> codes);

}  // namespace kiosk::demo
