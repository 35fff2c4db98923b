// tests/faults/shim/intercept_names.cpp — open, close, rename, unlink and mkdir, replaced.
#undef _FORTIFY_SOURCE  // its inline wrappers have the names that we define
#include <cstdarg>
#include <cstdio>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/faults/shim/file_table.hpp"
#include "tests/faults/shim/real_call.hpp"
#include "tests/faults/shim/recording.hpp"
#include "tests/faults/shim/verdict.hpp"

namespace kiosk::faults {
namespace {

template <class Real>
int open_as_told(int directory, const char* path, int flags, const Real& real) {
    const auto relative = path_in_state(directory, path);
    if (!relative.has_value()) {
        const int descriptor = real();
        forget(descriptor);
        return descriptor;
    }
    const FileKind kind = kind_of(*relative);
    const Verdict verdict = judge(Call::open, kind);
    if (verdict.error != 0) return failed(verdict.error);
    const bool was_there = ::faccessat(directory, path, F_OK, 0) == 0;
    const int descriptor = real();
    if (descriptor >= 0) {
        remember(descriptor, kind);
        EntryHead head{.step = Step::open, .descriptor = descriptor};
        head.created = was_there ? 0 : 1;
        record({.head = head, .path = *relative});
        if ((flags & O_TRUNC) != 0) {
            record({.head = {.step = Step::truncate, .descriptor = descriptor}});
        }
    }
    if (verdict.kill_after) die();
    return descriptor;
}

// A call that changes the name `path`; `entry` is what to record of it.
template <class Real>
int change_name(Call call, const std::optional<std::string>& path, const Entry& entry,
                const Real& real) {
    if (!path.has_value()) return real();
    const Verdict verdict = judge(call, kind_of(*path));
    if (verdict.error != 0) return failed(verdict.error);
    if (verdict.pretend) return 0;
    const int answer = real();
    if (answer == 0) record(entry);
    if (verdict.kill_after) die();
    return answer;
}

template <class Real>
int remove_name(int directory, const char* path, const Real& real) {
    const auto relative = path_in_state(directory, path);
    return change_name(Call::unlink, relative,
                       {.head = {.step = Step::unlink}, .path = relative.value_or("")}, real);
}

template <class Real>
int rename_as_told(int from_directory, const char* from, int to_directory, const char* to,
                   const Real& real) {
    const auto source = path_in_state(from_directory, from);
    const auto target = path_in_state(to_directory, to);
    return change_name(Call::rename, source,
                       {.head = {.step = Step::rename},
                        .path = source.value_or(""),
                        .second_path = target.value_or("")},
                       real);
}

mode_t mode_in(int flags, std::va_list arguments) {
    const bool has_mode = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    return has_mode ? va_arg(arguments, mode_t) : 0;
}

}  // namespace
}  // namespace kiosk::faults

using namespace kiosk::faults;

extern "C" {

int open(const char* path, int flags, ...) {
    static auto* const real = real_call<decltype(::open)>("open");
    std::va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_in(flags, arguments);
    va_end(arguments);
    return open_as_told(AT_FDCWD, path, flags, [&] { return real(path, flags, mode); });
}

int open64(const char* path, int flags, ...) {
    static auto* const real = real_call<decltype(::open64)>("open64");
    std::va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_in(flags, arguments);
    va_end(arguments);
    return open_as_told(AT_FDCWD, path, flags, [&] { return real(path, flags, mode); });
}

int openat(int directory, const char* path, int flags, ...) {
    static auto* const real = real_call<decltype(::openat)>("openat");
    std::va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_in(flags, arguments);
    va_end(arguments);
    return open_as_told(directory, path, flags, [&] { return real(directory, path, flags, mode); });
}

// What -D_FORTIFY_SOURCE makes of open() without a mode.
int __open_2(const char* path, int flags) {
    static auto* const real = real_call<int(const char*, int)>("__open_2");
    return open_as_told(AT_FDCWD, path, flags, [&] { return real(path, flags); });
}

int __open64_2(const char* path, int flags) {
    static auto* const real = real_call<int(const char*, int)>("__open64_2");
    return open_as_told(AT_FDCWD, path, flags, [&] { return real(path, flags); });
}

int close(int descriptor) {
    static auto* const real = real_call<decltype(::close)>("close");
    forget(descriptor);
    return real(descriptor);
}

int rename(const char* from, const char* to) noexcept {
    static auto* const real = real_call<int(const char*, const char*)>("rename");
    return rename_as_told(AT_FDCWD, from, AT_FDCWD, to, [&] { return real(from, to); });
}

int renameat(int from_directory, const char* from, int to_directory, const char* to) noexcept {
    static auto* const real = real_call<int(int, const char*, int, const char*)>("renameat");
    return rename_as_told(from_directory, from, to_directory, to,
                          [&] { return real(from_directory, from, to_directory, to); });
}

int unlink(const char* path) noexcept {
    static auto* const real = real_call<int(const char*)>("unlink");
    return remove_name(AT_FDCWD, path, [&] { return real(path); });
}

int unlinkat(int directory, const char* path, int flags) noexcept {
    static auto* const real = real_call<int(int, const char*, int)>("unlinkat");
    return remove_name(directory, path, [&] { return real(directory, path, flags); });
}

int remove(const char* path) noexcept {
    static auto* const real = real_call<int(const char*)>("remove");
    return remove_name(AT_FDCWD, path, [&] { return real(path); });
}

int rmdir(const char* path) noexcept {
    static auto* const real = real_call<int(const char*)>("rmdir");
    return remove_name(AT_FDCWD, path, [&] { return real(path); });
}

int mkdir(const char* path, mode_t mode) noexcept {
    static auto* const real = real_call<int(const char*, mode_t)>("mkdir");
    const auto relative = path_in_state(AT_FDCWD, path);
    return change_name(Call::make_directory, relative,
                       {.head = {.step = Step::make_directory}, .path = relative.value_or("")},
                       [&] { return real(path, mode); });
}

}  // extern "C"
