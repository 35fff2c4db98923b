// tests/faults/failing_allocation.cpp — operator new and SQLite's malloc, counted.
#include "tests/faults/failing_allocation.hpp"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

#include <sqlite3.h>

#include "kiosk/base/check.hpp"

namespace kiosk::faults {
namespace {

std::atomic<std::uint64_t> first_failing{0};
std::atomic<bool> all_after{false};
std::atomic<std::uint64_t> counted{0};
sqlite3_mem_methods real_methods{};

bool shall_fail() {
    const std::uint64_t first = first_failing;
    const std::uint64_t number = ++counted;
    return first != 0 && (number == first || (all_after && number > first));
}

void* sqlite_malloc(int size) {
    return shall_fail() ? nullptr : real_methods.xMalloc(size);
}

void* sqlite_realloc(void* old, int size) {
    return shall_fail() ? nullptr : real_methods.xRealloc(old, size);
}

}  // namespace

void count_sqlite_allocations() {
    KIOSK_CHECK(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_methods) == SQLITE_OK,
                "SQLite tells its allocator");
    sqlite3_mem_methods methods = real_methods;
    methods.xMalloc = sqlite_malloc;
    methods.xRealloc = sqlite_realloc;
    KIOSK_CHECK(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK,
                "SQLite takes another allocator");
}

void fail_allocation(std::uint64_t number, bool for_ever) {
    counted = 0;
    all_after = for_ever;
    first_failing = number;
}

std::uint64_t allocations() {
    return counted;
}

void* allocate_or_throw(std::size_t size) {
    void* memory = shall_fail() ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

}  // namespace kiosk::faults

void* operator new(std::size_t size) {
    return kiosk::faults::allocate_or_throw(size);
}

void* operator new[](std::size_t size) {
    return kiosk::faults::allocate_or_throw(size);
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

void operator delete[](void* memory) noexcept {
    std::free(memory);
}

void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}
