// tests/faults/shim/intercept_syncs.cpp — fsync, ftruncate and fallocate, replaced.
#undef _FORTIFY_SOURCE  // its inline wrappers have the names that we define
#include <fcntl.h>
#include <unistd.h>

#include "tests/faults/shim/file_table.hpp"
#include "tests/faults/shim/real_call.hpp"
#include "tests/faults/shim/recording.hpp"
#include "tests/faults/shim/verdict.hpp"

namespace kiosk::faults {
namespace {

// What was written before a sync began is durable when it has ended well, and lost for ever when
// it failed: Linux marks the pages clean either way.
template <class Real>
int sync_as_told(int descriptor, const Real& real) {
    const FileKind kind = kind_of(descriptor);
    if (kind == FileKind::outside) return real();
    EntryHead head{.step = Step::sync_begins, .descriptor = descriptor};
    head.number = record({.head = head});
    const Verdict verdict = judge(Call::sync, kind);
    if (verdict.pretend) return 0;
    const int answer = verdict.error != 0 ? failed(verdict.error) : real();
    head.step = answer == 0 ? Step::sync_ends : Step::sync_failed;
    record({.head = head});
    if (verdict.kill_after) die();
    return answer;
}

template <class Real>
int resize_as_told(Call call, Step step, int descriptor, off64_t size, const Real& real) {
    const FileKind kind = kind_of(descriptor);
    if (kind == FileKind::outside) return real();
    const Verdict verdict = judge(call, kind);
    if (verdict.error != 0) return failed(verdict.error);
    if (verdict.pretend) return 0;
    const int answer = real();
    if (answer == 0) {
        EntryHead head{.step = step, .descriptor = descriptor};
        head.offset = static_cast<std::uint64_t>(size);
        record({.head = head});
    }
    if (verdict.kill_after) die();
    return answer;
}

template <class Real>
int allocate_as_told(int descriptor, off64_t size, const Real& real) {
    return resize_as_told(Call::allocate, Step::extend, descriptor, size, real);
}

template <class Real>
int truncate_as_told(int descriptor, off64_t size, const Real& real) {
    return resize_as_told(Call::truncate, Step::truncate, descriptor, size, real);
}

}  // namespace
}  // namespace kiosk::faults

using namespace kiosk::faults;

extern "C" {

int fsync(int descriptor) {
    static auto* const real = real_call<decltype(::fsync)>("fsync");
    return sync_as_told(descriptor, [&] { return real(descriptor); });
}

int fdatasync(int descriptor) {
    static auto* const real = real_call<decltype(::fdatasync)>("fdatasync");
    return sync_as_told(descriptor, [&] { return real(descriptor); });
}

int ftruncate(int descriptor, off_t size) noexcept {
    static auto* const real = real_call<int(int, off_t)>("ftruncate");
    return truncate_as_told(descriptor, size, [&] { return real(descriptor, size); });
}

int ftruncate64(int descriptor, off64_t size) noexcept {
    static auto* const real = real_call<int(int, off64_t)>("ftruncate64");
    return truncate_as_told(descriptor, size, [&] { return real(descriptor, size); });
}

int fallocate(int descriptor, int mode, off_t offset, off_t size) {
    static auto* const real = real_call<decltype(::fallocate)>("fallocate");
    return allocate_as_told(descriptor, offset + size,
                            [&] { return real(descriptor, mode, offset, size); });
}

// Reports an error by its value, not by errno.
int posix_fallocate(int descriptor, off_t offset, off_t size) {
    static auto* const real = real_call<decltype(::posix_fallocate)>("posix_fallocate");
    const int answer =
        allocate_as_told(descriptor, offset + size, [&] { return real(descriptor, offset, size); });
    return answer < 0 ? errno : answer;
}

}  // extern "C"
