// tests/faults/shim/intercept_clock.cpp — clock_gettime, adjtimex and the boot id, replaced.
//
// Only the wall clock and the clock that steady time comes from are moved; timeouts go on as ever.
#undef _FORTIFY_SOURCE  // its inline wrappers have the names that we define
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>

#include <sys/timex.h>

#include "tests/faults/shim/real_call.hpp"
#include "tests/faults/shim/verdict.hpp"

namespace kiosk::faults {
namespace {

constexpr long kPerSecond = 1'000'000'000;

void move(timespec& time, std::int64_t by_ms) {
    const std::int64_t moved = time.tv_nsec + by_ms % 1000 * 1'000'000;
    const std::int64_t carry = moved < 0 ? -1 : moved / kPerSecond;
    time.tv_sec += by_ms / 1000 + carry;
    time.tv_nsec = moved - carry * kPerSecond;
}

// A file with the id of another boot, where one is wanted.
const char* instead_of(const char* path) {
    const char* const boot = std::getenv("KIOSK_FAULT_BOOT");
    const bool is_boot_id = std::string_view(path) == "/proc/sys/kernel/random/boot_id";
    return boot != nullptr && is_boot_id ? boot : path;
}

}  // namespace
}  // namespace kiosk::faults

using namespace kiosk::faults;

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept {
    static auto* const real = real_call<int(clockid_t, timespec*)>("clock_gettime");
    const int answer = real(clock, time);
    const Control* const told = control();
    if (answer != 0 || told == nullptr) return answer;
    if (clock == CLOCK_REALTIME) move(*time, told->wall_ms.load());
    if (clock == CLOCK_BOOTTIME) move(*time, told->boot_ms.load());
    return answer;
}

FILE* fopen64(const char* path, const char* mode) {
    static auto* const real = real_call<FILE*(const char*, const char*)>("fopen64");
    return real(instead_of(path), mode);
}

int adjtimex(timex* kernel) noexcept {
    static auto* const real = real_call<int(timex*)>("adjtimex");
    const Control* const told = control();
    const auto server =
        told == nullptr ? TimeServer::as_it_is : static_cast<TimeServer>(told->server.load());
    switch (server) {
        case TimeServer::as_it_is: return real(kernel);
        case TimeServer::silent: kernel->status = STA_UNSYNC; return TIME_ERROR;
        case TimeServer::heard:
            kernel->status = 0;
            kernel->maxerror = 5000;
            return TIME_OK;
    }
    return real(kernel);
}

}  // extern "C"
