// tests/faults/shim/intercept_bytes.cpp — read, write and send, replaced.
#undef _FORTIFY_SOURCE  // its inline wrappers have the names that we define
#include <string_view>

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "tests/faults/shim/file_table.hpp"
#include "tests/faults/shim/real_call.hpp"
#include "tests/faults/shim/recording.hpp"
#include "tests/faults/shim/verdict.hpp"

namespace kiosk::faults {
namespace {

template <class Real>
ssize_t read_as_told(int descriptor, const Real& real) {
    const FileKind kind = kind_of(descriptor);
    if (kind == FileKind::outside) return real();
    const Verdict verdict = judge(Call::read, kind);
    return verdict.error != 0 ? failed(verdict.error) : real();
}

// `real` writes the first n bytes. `offset` is where, -1 for the descriptor's own place.
template <class Real>
ssize_t write_as_told(int descriptor, const void* bytes, std::size_t size, off64_t offset,
                      const Real& real) {
    const FileKind kind = kind_of(descriptor);
    if (kind == FileKind::outside) return real(size);
    const Verdict verdict = judge(Call::write, kind);
    if (verdict.error != 0) return failed(verdict.error);
    if (verdict.pretend) return static_cast<ssize_t>(size);
    if (offset < 0) offset = ::lseek64(descriptor, 0, SEEK_CUR);
    const bool half = (verdict.kill_within || verdict.shorten) && size > 1;
    const ssize_t written = real(half ? size / 2 : size);
    if (written > 0) {
        EntryHead head{.step = Step::write, .descriptor = descriptor};
        head.offset = static_cast<std::uint64_t>(offset);
        record({.head = head,
                .bytes = {static_cast<const char*>(bytes), static_cast<std::size_t>(written)}});
    }
    if (verdict.kill_within || verdict.kill_after) die();
    return written;
}

bool is_answer(int descriptor, std::string_view bytes) {
    return (descriptor == STDOUT_FILENO && bytes.starts_with("ACK ")) ||
           bytes.starts_with("HTTP/1.1 200");
}

// Recorded before it is sent: whoever hears it may rely on what was recorded before.
template <class Real>
ssize_t answer_as_told(std::string_view bytes, const Real& real) {
    const Verdict verdict = judge(Call::answer, FileKind::outside);
    if (verdict.error != 0) return failed(verdict.error);
    record({.head = {.step = Step::answer}, .bytes = {bytes.data(), bytes.size()}});
    const ssize_t sent = real();
    if (verdict.kill_after) die();
    return sent;
}

std::string_view text(const void* bytes, std::size_t size) {
    return {static_cast<const char*>(bytes), size};
}

}  // namespace
}  // namespace kiosk::faults

using namespace kiosk::faults;

extern "C" {

ssize_t read(int descriptor, void* into, std::size_t size) {
    static auto* const real = real_call<decltype(::read)>("read");
    return read_as_told(descriptor, [&] { return real(descriptor, into, size); });
}

ssize_t pread(int descriptor, void* into, std::size_t size, off_t offset) {
    static auto* const real = real_call<decltype(::pread)>("pread");
    return read_as_told(descriptor, [&] { return real(descriptor, into, size, offset); });
}

ssize_t pread64(int descriptor, void* into, std::size_t size, off64_t offset) {
    static auto* const real = real_call<decltype(::pread64)>("pread64");
    return read_as_told(descriptor, [&] { return real(descriptor, into, size, offset); });
}

// What -D_FORTIFY_SOURCE makes of reads into memory of known size.
ssize_t __read_chk(int descriptor, void* into, std::size_t size, std::size_t room) {
    using Function = ssize_t(int, void*, std::size_t, std::size_t);
    static auto* const real = real_call<Function>("__read_chk");
    return read_as_told(descriptor, [&] { return real(descriptor, into, size, room); });
}

ssize_t __pread_chk(int descriptor, void* into, std::size_t size, off_t offset, std::size_t room) {
    using Function = ssize_t(int, void*, std::size_t, off_t, std::size_t);
    static auto* const real = real_call<Function>("__pread_chk");
    return read_as_told(descriptor, [&] { return real(descriptor, into, size, offset, room); });
}

ssize_t __pread64_chk(int descriptor, void* into, std::size_t size, off64_t offset,
                      std::size_t room) {
    using Function = ssize_t(int, void*, std::size_t, off64_t, std::size_t);
    static auto* const real = real_call<Function>("__pread64_chk");
    return read_as_told(descriptor, [&] { return real(descriptor, into, size, offset, room); });
}

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
    static auto* const real = real_call<decltype(::write)>("write");
    if (is_answer(descriptor, text(bytes, size))) {
        return answer_as_told(text(bytes, size), [&] { return real(descriptor, bytes, size); });
    }
    return write_as_told(descriptor, bytes, size, -1,
                         [&](std::size_t part) { return real(descriptor, bytes, part); });
}

ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
    static auto* const real = real_call<decltype(::pwrite)>("pwrite");
    return write_as_told(descriptor, bytes, size, offset,
                         [&](std::size_t part) { return real(descriptor, bytes, part, offset); });
}

ssize_t pwrite64(int descriptor, const void* bytes, std::size_t size, off64_t offset) {
    static auto* const real = real_call<decltype(::pwrite64)>("pwrite64");
    return write_as_told(descriptor, bytes, size, offset,
                         [&](std::size_t part) { return real(descriptor, bytes, part, offset); });
}

ssize_t send(int descriptor, const void* bytes, std::size_t size, int flags) {
    static auto* const real = real_call<decltype(::send)>("send");
    const auto call = [&] { return real(descriptor, bytes, size, flags); };
    const bool answers = is_answer(descriptor, text(bytes, size));
    return answers ? answer_as_told(text(bytes, size), call) : call();
}

ssize_t sendmsg(int descriptor, const msghdr* message, int flags) {
    static auto* const real = real_call<decltype(::sendmsg)>("sendmsg");
    const auto call = [&] { return real(descriptor, message, flags); };
    if (message == nullptr || message->msg_iovlen == 0) return call();
    const auto first = text(message->msg_iov[0].iov_base, message->msg_iov[0].iov_len);
    return is_answer(descriptor, first) ? answer_as_told(first, call) : call();
}

}  // extern "C"
