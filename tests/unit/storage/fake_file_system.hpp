// tests/unit/storage/fake_file_system.hpp — the real file system with calls that fail on demand.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>

#include "kiosk/storage/file_system.hpp"

namespace kiosk::testing {

// Every call goes through to the disk unless told otherwise. Any thread.
class FakeFileSystem final : public storage::FileSystem {
  public:
    std::atomic<int> syncs_to_fail{0};      // the next n syncs of files fail
    std::atomic<int> good_syncs_before{0};  // ... after this many that work
    std::atomic<int> writes_to_fail{0};     // the next n writes fail, half of their bytes written
    std::atomic<int> good_writes_before{0};
    // No new file can be made or allocated. Removing the ballast makes room.
    std::atomic<bool> is_full{false};
    std::atomic<bool> is_read_only{false};
    std::atomic<std::uint64_t> free_bytes{1ULL << 40U};
    std::atomic<bool> has_inodes{true};
    std::atomic<int> syncs{0};
    std::atomic<int> writes{0};
    std::atomic<int> reads{0};

    [[nodiscard]] Result<> sync_file(int descriptor) override {
        ++syncs;
        wait_at_gate();
        if (take(good_syncs_before)) return FileSystem::sync_file(descriptor);
        if (take(syncs_to_fail)) return fail(Errc::io_failure, "sync failed on purpose");
        return FileSystem::sync_file(descriptor);
    }

    [[nodiscard]] Result<std::size_t> read_at(int descriptor, std::span<std::byte> into,
                                              std::uint64_t offset) override {
        ++reads;
        return FileSystem::read_at(descriptor, into, offset);
    }

    [[nodiscard]] Result<> write_at(int descriptor, std::span<const std::byte> bytes,
                                    std::uint64_t offset) override {
        ++writes;
        if (!take(good_writes_before) && take(writes_to_fail)) {
            const auto half =
                FileSystem::write_at(descriptor, bytes.first(bytes.size() / 2), offset);
            return half.has_value() ? fail(Errc::io_failure, "write failed on purpose") : half;
        }
        return FileSystem::write_at(descriptor, bytes, offset);
    }

    [[nodiscard]] Result<int> open(const storage::Path& path, storage::OpenFor purpose) override {
        if (is_full && purpose == storage::OpenFor::creating) return no_space();
        if (is_read_only && purpose != storage::OpenFor::reading) return read_only();
        return FileSystem::open(path, purpose);
    }

    [[nodiscard]] Result<> rename(const storage::Path& from, const storage::Path& to) override {
        if (is_read_only) return read_only();
        return FileSystem::rename(from, to);
    }

    [[nodiscard]] Result<> make_directory(const storage::Path& path) override {
        if (is_read_only && !std::filesystem::exists(path)) return read_only();
        return FileSystem::make_directory(path);
    }

    [[nodiscard]] Result<> remove(const storage::Path& path) override {
        if (is_read_only) return read_only();
        auto removed = FileSystem::remove(path);
        if (removed.has_value() && path.filename() == "ballast") is_full = false;
        return removed;
    }

    [[nodiscard]] Result<> allocate(int descriptor, std::uint64_t bytes) override {
        if (is_full) return no_space();
        return FileSystem::allocate(descriptor, bytes);
    }

    [[nodiscard]] Result<storage::DiskSpace> space(const storage::Path& /*path*/) override {
        return storage::DiskSpace{free_bytes, is_read_only, has_inodes};
    }

    // Syncs wait until the gate opens.
    void close_gate() {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
    }
    void open_gate() {
        {
            const std::scoped_lock lock(mutex_);
            closed_ = false;
        }
        changed_.notify_all();
    }
    // Returns when a sync stands at the closed gate.
    void await_arrival() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return waiting_; });
    }

  private:
    static std::unexpected<Error> no_space() { return fail(Errc::no_space, "full on purpose"); }
    static std::unexpected<Error> read_only() { return fail(Errc::denied, "read-only on purpose"); }

    static bool take(std::atomic<int>& count) {
        int left = count.load();
        while (left > 0 && !count.compare_exchange_weak(left, left - 1)) {
        }
        return left > 0;
    }

    void wait_at_gate() {
        std::unique_lock lock(mutex_);
        if (!closed_) return;
        waiting_ = true;
        changed_.notify_all();
        changed_.wait(lock, [this] { return !closed_; });
        waiting_ = false;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    bool closed_ = false;
    bool waiting_ = false;
};

}  // namespace kiosk::testing
