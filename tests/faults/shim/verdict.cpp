// tests/faults/shim/verdict.cpp — reads the switchboard.
#include "tests/faults/shim/verdict.hpp"

#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace kiosk::faults {
namespace {

Control* map_control() {
    const char* path = std::getenv(kControlVariable);
    if (path == nullptr) return nullptr;
    // By system call: our own open() would ask for a verdict.
    const long descriptor = ::syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (descriptor < 0) std::abort();
    void* mapped = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED,
                          static_cast<int>(descriptor), 0);
    ::syscall(SYS_close, descriptor);
    if (mapped == MAP_FAILED) std::abort();
    auto* control = static_cast<Control*>(mapped);
    if (control->magic != kControlMagic) std::abort();
    return control;
}

bool matches(const Rule& rule, Call call, FileKind file) {
    return (rule.calls >> static_cast<std::uint32_t>(call) & 1U) != 0 &&
           (rule.files >> static_cast<std::uint32_t>(file) & 1U) != 0;
}

bool is_due(Rule& rule) {
    const std::uint64_t number = rule.seen.fetch_add(1) + 1;
    if (number < rule.from) return false;
    return rule.count == 0 || number < rule.from + rule.count;
}

void apply(const Rule& rule, Action action, Verdict& verdict) {
    switch (action) {
        case Action::none: break;
        case Action::fail: verdict.error = static_cast<int>(rule.error); break;
        case Action::shorten: verdict.shorten = true; break;
        case Action::delay: ::poll(nullptr, 0, static_cast<int>(rule.delay_ms)); break;
        case Action::kill_before: die();
        case Action::kill_within: verdict.kill_within = true; break;
        case Action::kill_after: verdict.kill_after = true; break;
        case Action::pretend: verdict.pretend = true; break;
    }
}

}  // namespace

void die() {
    ::kill(::getpid(), SIGKILL);
    while (true) ::pause();
}

Control* control() {
    static Control* const mapped = map_control();
    return mapped;
}

Verdict judge(Call call, FileKind file) {
    Verdict verdict;
    Control* const told = control();
    if (told == nullptr) return verdict;
    told->calls.at(static_cast<std::size_t>(call)).at(static_cast<std::size_t>(file))++;
    for (auto& rule : told->rules) {
        const auto action = static_cast<Action>(rule.action.load());
        if (action == Action::none || !matches(rule, call, file)) continue;
        if (!is_due(rule)) continue;
        ++rule.acted;
        apply(rule, action, verdict);
    }
    return verdict;
}

}  // namespace kiosk::faults
