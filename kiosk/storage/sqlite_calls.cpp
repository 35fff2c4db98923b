// kiosk/storage/sqlite_calls.cpp — a function of ours before each call that may be refused.
#include "kiosk/storage/sqlite_calls.hpp"

#include <cerrno>
#include <type_traits>

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/types.h>

namespace kiosk::storage {
namespace {

thread_local int first_errno = 0;

// One class for each call, since SQLite's table has plain functions. The types are those that
// SQLite casts its table to (os_unix.c, aSyscall).
template <class Name, class Answer, class... Arguments>
class Watched {
  public:
    static void begin(sqlite3_vfs* system, const char* name) {
        const sqlite3_syscall_ptr found = system->xGetSystemCall(system, name);
        if (found == nullptr) return;  // this build of SQLite has no use for it
        real_ = reinterpret_cast<Function*>(found);
        system->xSetSystemCall(system, name, reinterpret_cast<sqlite3_syscall_ptr>(&call));
    }

  private:
    using Function = Answer(Arguments...);

    static Answer call(Arguments... arguments) {
        const Answer answer = real_(arguments...);
        if (answer < 0 && errno != EINTR && first_errno == 0) first_errno = errno;
        return answer;
    }

    static inline Function* real_ = nullptr;
};

template <class Name>
using Reads = Watched<Name, ssize_t, int, void*, std::size_t>;
template <class Name>
using ReadsAt = Watched<Name, ssize_t, int, void*, std::size_t, off64_t>;
template <class Name>
using Writes = Watched<Name, ssize_t, int, const void*, std::size_t>;
template <class Name>
using WritesAt = Watched<Name, ssize_t, int, const void*, std::size_t, off64_t>;

}  // namespace

void watch_sqlite_calls() {
    static const bool is_watching = [] {
        sqlite3_vfs* system = sqlite3_vfs_find("unix");
        if (system == nullptr) return false;
        Watched<struct Open, int, const char*, int, int>::begin(system, "open");
        Watched<struct Truncate, int, int, off64_t>::begin(system, "ftruncate");
        Watched<struct Stat, int, int, struct stat*>::begin(system, "fstat");
        Reads<struct Read>::begin(system, "read");
        ReadsAt<struct ReadAt>::begin(system, "pread");
        ReadsAt<struct ReadAt64>::begin(system, "pread64");
        Writes<struct Write>::begin(system, "write");
        WritesAt<struct WriteAt>::begin(system, "pwrite");
        WritesAt<struct WriteAt64>::begin(system, "pwrite64");
        return true;
    }();
    static_cast<void>(is_watching);
}

void forget_refused_call() {
    first_errno = 0;
}

int refused_call_errno() {
    return first_errno;
}

}  // namespace kiosk::storage
