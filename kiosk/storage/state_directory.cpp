// kiosk/storage/state_directory.cpp — lock, station id, pepper and quarantine.
#include "kiosk/storage/state_directory.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "kiosk/storage/key_check.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {
namespace {

constexpr mode_t kPrivateDirectory = 0700;
constexpr mode_t kModeBits = 07777;
constexpr int kQuarantineDigits = 4;

// The process that holds the flock on this file, as the kernel knows it; 0 where it does not say.
// A line of proc(5), /proc/locks: "1: FLOCK  ADVISORY  WRITE 4242 08:01:131072 0 EOF".
long pid_of_holder(int descriptor) {
    struct stat status{};
    if (::fstat(descriptor, &status) != 0) return 0;
    std::array<char, 64> file{};
    std::snprintf(file.data(), file.size(), "%02x:%02x:%ju", major(status.st_dev),
                  minor(status.st_dev), static_cast<std::uintmax_t>(status.st_ino));
    std::ifstream locks("/proc/locks");
    for (std::string line; std::getline(locks, line);) {
        std::istringstream words(line);
        std::string number;
        std::string kind;
        std::string is_advisory;
        std::string access;
        std::string locked;
        long pid = 0;
        words >> number >> kind >> is_advisory >> access >> pid >> locked;
        if (words && kind == "FLOCK" && locked == file.data()) return std::max(pid, 0L);
    }
    return 0;
}

// The file says what the kernel does not tell everybody, within a container for example.
long pid_in(const Path& file) {
    long pid = 0;
    std::ifstream(file) >> pid;
    return std::max(pid, 0L);
}

std::string owner_of(int descriptor, const StatePaths& paths) {
    long pid = pid_of_holder(descriptor);
    if (pid == 0) pid = pid_in(paths.lock());
    return pid == 0 ? "of unknown pid" : "with pid " + std::to_string(pid);
}

// Only for the message to a second daemon; a full or read-only disk must not stop the first.
void write_pid(const StatePaths& paths) {
    const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
    const int descriptor = ::open(paths.lock().c_str(), flags, 0600);
    if (descriptor < 0) return;
    const std::string pid = std::to_string(::getpid()) + "\n";
    const ssize_t written = ::pwrite(descriptor, pid.data(), pid.size(), 0);
    static_cast<void>(written);
    ::close(descriptor);
}

// A file system that takes no writes keeps its modes; what it holds can be read all the same.
Result<> make_private(const Path& root) {
    struct stat status{};
    const bool is_known = ::stat(root.c_str(), &status) == 0;
    if (is_known && (status.st_mode & kModeBits) == kPrivateDirectory) return {};
    if (::chmod(root.c_str(), kPrivateDirectory) != 0) {
        return fail(system_error("chmod 0700 " + root.string(), errno));
    }
    return {};
}

bool exists_with_content(FileSystem& files, const Path& directory) {
    const auto names = files.list(directory);
    return names.has_value() && !names->empty();
}

// Reads a file of random bytes or makes it; `dependent` says whether other data needs the old one.
template <class Bytes>
Result<> load_or_make_random(FileSystem& files, const Path& path, bool dependent, Bytes& bytes) {
    const auto raw = std::as_writable_bytes(std::span(bytes));
    const auto stored = read_file(files, path, raw.size());
    if (stored.has_value()) {
        if (stored->size() != raw.size()) {
            return fail(Errc::corrupt, path.string() + " has " + std::to_string(stored->size()) +
                                           " bytes, expected " + std::to_string(raw.size()));
        }
        std::copy(stored->begin(), stored->end(), raw.begin());
        return check_key(files, path, raw);
    }
    if (stored.error().code != Errc::not_found) return fail(stored.error());
    if (dependent) {
        return fail(Errc::corrupt, path.string() +
                                       " is missing but the state directory has data that needs it;"
                                       " restore it from the backup");
    }
    KIOSK_TRY_VOID(forget_check(files, path));
    fill_random(raw);
    KIOSK_TRY_VOID(write_file_durably(files, path, raw));
    return check_key(files, path, raw);
}

Result<int> next_number_in(FileSystem& files, const Path& directory) {
    int highest = 0;
    for (const auto& name : KIOSK_TRY(files.list(directory))) {
        int number = 0;
        std::from_chars(name.data(), name.data() + name.size(), number);
        highest = std::max(highest, number);
    }
    return highest + 1;
}

// NNNN-name
std::string numbered(int number, const Path& victim) {
    std::string digits = std::to_string(number);
    digits.insert(
        0,
        static_cast<std::size_t>(std::max(0, kQuarantineDigits - static_cast<int>(digits.size()))),
        '0');
    return digits + "-" + victim.filename().string();
}

// Somebody tidied up while the station runs. What stands in its place, and is no directory, is the
// first thing in it; a crash on the way leaves it in the directory beside, for the next call.
Result<> make_quarantine(FileSystem& files, const StatePaths& paths) {
    const Path beside = paths.root / "quarantine.new";
    KIOSK_TRY_VOID(files.make_directory(beside));
    std::error_code ignored;  // what cannot be looked at cannot be renamed either
    if (std::filesystem::exists(std::filesystem::symlink_status(paths.quarantine(), ignored))) {
        const int number = KIOSK_TRY(next_number_in(files, beside));
        KIOSK_TRY_VOID(
            files.rename(paths.quarantine(), beside / numbered(number, paths.quarantine())));
        KIOSK_TRY_VOID(files.sync_directory(beside));
    }
    KIOSK_TRY_VOID(files.rename(beside, paths.quarantine()));
    return files.sync_directory(paths.root);
}

}  // namespace

// flock, not fcntl: it stays with this descriptor and cannot be lost by another close. Of the
// directory, not of a file in it: a file can be deleted and made again under the owner.
Result<StateLock> StateLock::take(const StatePaths& paths, LockFor purpose) {
    const int descriptor = ::open(paths.root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return fail(system_error("open " + paths.root.string(), errno));
    StateLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return fail(system_error("lock " + paths.root.string(), errno));
        return fail(Errc::locked, "state directory " + paths.root.string() +
                                      " is used by the process " + owner_of(descriptor, paths));
    }
    if (purpose == LockFor::owning) write_pid(paths);
    return lock;
}

StateLock::~StateLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<StateDirectory> StateDirectory::open(FileSystem& files, const Path& root) {
    auto taken = take(files, root);
    if (!taken.has_value()) return fail(with_code(files, root, std::move(taken).error()));
    return taken;
}

Result<StateDirectory> StateDirectory::take(FileSystem& files, const Path& root) {
    if (sodium_init() < 0) return fail(Errc::unavailable, "libsodium has no source of randomness");
    KIOSK_TRY_VOID(files.make_directory(root));
    KIOSK_TRY_VOID(make_private(root));
    StateDirectory state(root, KIOSK_TRY(StateLock::take({root}, LockFor::owning)));
    if (is_there(state.paths_.restored()) || is_there(state.paths_.arriving())) {
        return fail(Errc::conflict, "a restore into " + root.string() +
                                        " was interrupted; finish it: kioskctl restore");
    }
    remove_half_restored(state.paths_);
    const bool is_whole = is_there(state.paths_.roster()) && is_there(state.paths_.quarantine());
    KIOSK_TRY_VOID(files.make_directory(state.paths_.roster()));
    KIOSK_TRY_VOID(files.make_directory(state.paths_.quarantine()));
    const bool has_events =
        exists_with_content(files, state.paths_.journal()) || is_there(state.paths_.database());
    const bool has_roster = exists_with_content(files, state.paths_.roster());
    KIOSK_TRY_VOID(
        load_or_make_random(files, state.paths_.station_id(), has_events, state.station_id_.bytes));
    KIOSK_TRY_VOID(
        load_or_make_random(files, state.paths_.pepper(), has_events || has_roster, state.pepper_));
    // A disk that fails must not keep a station from starting that has all its names already.
    const auto synced = files.sync_directory(root);
    if (!synced.has_value() && !is_whole) return fail(synced.error());
    return state;
}

StateDirectory::StateDirectory(StateDirectory&& other) noexcept
    : paths_(std::move(other.paths_)),
      lock_(std::move(other.lock_)),
      station_id_(other.station_id_),
      pepper_(other.pepper_) {
    sodium_memzero(other.pepper_.data(), other.pepper_.size());
}

StateDirectory::~StateDirectory() {
    sodium_memzero(pepper_.data(), pepper_.size());
}

void remove_half_restored(const StatePaths& paths) {
    std::error_code ignored;  // a disk that takes no changes keeps it; it is in nobody's way
    std::filesystem::remove_all(paths.restoring(), ignored);
}

void fill_random(std::span<std::byte> bytes) {
    randombytes_buf(bytes.data(), bytes.size());
}

std::uint64_t random_number() {
    std::uint64_t number = 0;
    fill_random(std::as_writable_bytes(std::span(&number, 1)));
    return number;
}

Result<int> next_quarantine_number(FileSystem& files, const StatePaths& paths) {
    auto number = next_number_in(files, paths.quarantine());
    if (number.has_value() || number.error().code != Errc::not_found) return number;
    KIOSK_TRY_VOID(make_quarantine(files, paths));
    return next_number_in(files, paths.quarantine());
}

Path quarantined(const StatePaths& paths, int number, const Path& victim) {
    return paths.quarantine() / numbered(number, victim);
}

Result<Path> move_to_quarantine(FileSystem& files, const StatePaths& paths, const Path& victim,
                                int number) {
    const Path target = quarantined(paths, number, victim);
    KIOSK_TRY_VOID(files.rename(victim, target));
    KIOSK_TRY_VOID(files.sync_directory(paths.quarantine()));
    KIOSK_TRY_VOID(files.sync_directory(victim.parent_path()));
    return target;
}

Result<Path> move_to_quarantine(FileSystem& files, const StatePaths& paths, const Path& victim) {
    const int number = KIOSK_TRY(next_quarantine_number(files, paths));
    return move_to_quarantine(files, paths, victim, number);
}

}  // namespace kiosk::storage
