// kiosk/demo/people.hpp — 1,204 invented attendees, the same ones every time.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/demo/conference.hpp"

namespace kiosk::demo {

// A code as pretix makes ticket secrets: 32 small letters and digits.
inline constexpr std::size_t kCodeLength = 32;
inline constexpr std::string_view kCodeAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

// Order codes as pretix makes them: 5 characters that nobody confuses on the telephone.
inline constexpr std::size_t kOrderLength = 5;
inline constexpr std::string_view kOrderAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ3789";

struct Attendee {
    std::string code;
    std::string name;
    std::string email;
    std::string company;  // may be empty
    std::string order;
    const Offer* offer = nullptr;  // what was bought; never null
    std::string_view status;       // "paid", "pending", "canceled" or "blocked"
    std::string note;              // for the staff; may be empty
};

// The first eight attendees are those of the code sheet, in this order.
enum class SheetPerson : std::size_t {
    full_pass,
    speaker,
    ethiopic_name,
    canceled,
    unpaid,
    blocked,
    tutorial_on_day_one,
    livestream,
};
inline constexpr std::size_t kSheetPersons = 8;

// kAttendees of them; each code, order code per order and mail address is unique.
[[nodiscard]] std::vector<Attendee> invent_attendees();

// The verdict at the first scan on kDemoDay at the main entrance: "go" or "stop".
[[nodiscard]] std::string_view first_verdict(const Attendee& attendee);

// A code of the right shape that no attendee has.
[[nodiscard]] std::string unknown_code(const std::vector<Attendee>& attendees);

}  // namespace kiosk::demo
