// tests/faults/failing_allocation.hpp — lets the n-th allocation of this program fail.
#pragma once

#include <cstdint>

namespace kiosk::faults {

// To be called before anything uses SQLite: its allocations then count too.
void count_sqlite_allocations();

// From now on the `number`-th allocation (from 1) fails, and with `for_ever` all after it:
// operator new throws std::bad_alloc, SQLite's malloc answers nothing. 0: none fails.
void fail_allocation(std::uint64_t number, bool for_ever);

// Since fail_allocation().
[[nodiscard]] std::uint64_t allocations();

}  // namespace kiosk::faults
