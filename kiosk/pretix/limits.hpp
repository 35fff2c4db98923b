// kiosk/pretix/limits.hpp — how much we take from a ticket shop, which may be hostile or broken.
#pragma once

#include <chrono>
#include <cstddef>

namespace kiosk::pretix {

inline constexpr std::size_t kAnswerBytesMax = 16UL << 20;  // a page of 50 orders has about 0.2 MB
inline constexpr std::size_t kPageRowsMax = 500;            // servers send 50
inline constexpr std::size_t kNextBytesMax = 2048;          // the address of the next page
inline constexpr std::size_t kPagesMax = 40'000;            // of one list: 2 million orders
inline constexpr std::size_t kStampBytesMax = 64;   // of a time that we hand back as it came
inline constexpr std::size_t kTokenBytesMax = 200;  // of an API token
inline constexpr std::size_t kSlugBytesMax = 50;    // the shop's own limit
inline constexpr std::size_t kAddressBytesMax = 255;
inline constexpr std::size_t kWordsBytesMax = 200;  // of what the shop says to people
inline constexpr std::size_t kObjectionsMax = 100;  // of one run; the rest is counted
inline constexpr std::size_t kRestartsMax = 5;      // of one list that changes while we read it
inline constexpr std::size_t kTroublesMax = 8;      // answers in a row that were none
inline constexpr std::size_t kNonceBytesMax = 190;  // one more makes pretix fail with status 500
inline constexpr std::size_t kUploadQueueMax = 10'000;
inline constexpr std::chrono::seconds kRetryAfterMax{3600};
inline constexpr std::chrono::seconds kRetryAfterUsual{60};  // a 429 that does not say

}  // namespace kiosk::pretix
