// tests/bench/acknowledge_bench.cpp — from a record to its acknowledgement, beside bare disks.
//
// Usage: acknowledge_bench DIRECTORY [SECONDS]   (an empty directory on the disk to be measured;
// SECONDS at each pace, 30 where absent)
// Budget: p50 at most 1.5 times the slower of the two references; 3,000 durable records a second
// with 8 lanes, or 80 % of SQLite alone with the same batches; 20 KB written a record.
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

#include <fmt/core.h>

#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/storage_thread.hpp"
#include "tests/bench/disk_references.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/invented_scan.hpp"

namespace kiosk::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLanes = 8;
constexpr std::uint64_t kThroughputRecords = 20'000;

class RealClock final : public ports::Clock {
  public:
    [[nodiscard]] Timestamp now() const override {
        return {Instant(SteadyClock::now().time_since_epoch()), {}};
    }
};

class Waiter final : public ports::RecordStoreEvents {
  public:
    void durable_through(std::uint64_t seq) override {
        const std::scoped_lock lock(mutex_);
        durable_ = seq;
        changed_.notify_all();
    }
    void failed_from(std::uint64_t seq, Error error) override {
        fmt::print(stderr, "failed from {}: {}\n", seq, error.context);
        std::exit(1);
    }
    void health_changed(core::StorageHealth health) override {
        fmt::print(stderr, "{}\n", health.sentence);
    }
    void repaired(core::RepairedRecord /*record*/) override {}

    void await(std::uint64_t seq) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this, seq] { return durable_ >= seq; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t durable_ = 0;
};

// Bytes this process gave to write calls (proc(5), wchar). A disk writes whole blocks, so a journal
// record is 4 KiB there; write_bytes would tell, but counts whole folios, up to 2 MiB, on new
// kernels.
std::uint64_t bytes_written() {
    std::ifstream io("/proc/self/io");
    std::string name;
    std::uint64_t value = 0;
    while (io >> name >> value) {
        if (name == "wchar:") return value;
    }
    return 0;
}

class Store {
  public:
    explicit Store(const fs::path& root)
        : state_(must(storage::StateDirectory::open(files_, root))),
          thread_(must(storage::DurableLog::open(files_, state_)), waiter_, clock_) {}

    void append() {
        thread_.append(invented_scan(++seq_));
        waiter_.await(seq_);
    }

    // Keeps kLanes records under way at any time.
    void append_in_lanes(std::uint64_t records) {
        const std::uint64_t first = seq_;
        while (seq_ < first + records) {
            if (seq_ >= first + kLanes) waiter_.await(seq_ - kLanes + 1);
            thread_.append(invented_scan(++seq_));
        }
        waiter_.await(seq_);
    }

  private:
    storage::FileSystem files_;
    RealClock clock_;
    Waiter waiter_;
    storage::StateDirectory state_;
    storage::StorageThread thread_;
    std::uint64_t seq_ = 0;
};

struct Contestants {
    BareLoop bare;
    RowsAlone rows;
    Store store;
};

template <class Call>
void timed(Durations& durations, Call call) {
    const auto begin = SteadyClock::now();
    call();
    durations.add(SteadyClock::now() - begin);
}

// All three in turns, so that they meet the same weather; `pace` lies between two turns.
void measure_pace(Contestants& all, std::chrono::milliseconds pace, std::chrono::seconds time) {
    Durations bare, rows, store;
    const auto end = SteadyClock::now() + time;
    for (auto turn = SteadyClock::now(); turn < end; turn += pace) {
        std::this_thread::sleep_until(turn);
        timed(bare, [&] { all.bare.append(); });
        timed(rows, [&] { all.rows.append(); });
        timed(store, [&] { all.store.append(); });
    }
    fmt::print("\n{} records a second, {} of each\n", 1000 / pace.count(), bare.count());
    const bool rows_are_slower = rows.percentile(0.5) > bare.percentile(0.5);
    const Durations& slower = rows_are_slower ? rows : bare;
    print_row("bare pwrite + fdatasync, 256 bytes", bare, slower);
    print_row("SQLite alone, WAL and FULL", rows, slower);
    print_row("storage thread, both copies", store, slower);
    warn_if_busy(bare);
}

double records_a_second(std::uint64_t records, SteadyClock::duration took) {
    return static_cast<double>(records) / std::chrono::duration<double>(took).count();
}

void measure_throughput(Contestants& all) {
    const auto begin = SteadyClock::now();
    for (std::uint64_t done = 0; done < kThroughputRecords; done += kLanes) {
        all.rows.append_batch(kLanes);
    }
    const auto between = SteadyClock::now();
    const std::uint64_t written = bytes_written();
    all.store.append_in_lanes(kThroughputRecords);
    const auto end = SteadyClock::now();
    const double rows = records_a_second(kThroughputRecords, between - begin);
    const double store = records_a_second(kThroughputRecords, end - between);
    fmt::print(
        "\n{} lanes: {:.0f} durable records/s; SQLite alone in batches of {}: {:.0f} ({:.2f}x)\n",
        kLanes, store, kLanes, rows, store / rows);
    fmt::print("handed to the kernel a record: {} bytes in lanes",
               (bytes_written() - written) / kThroughputRecords);
    constexpr std::uint64_t kAlone = 2'000;
    const std::uint64_t before = bytes_written();
    for (std::uint64_t i = 0; i < kAlone; ++i) all.store.append();
    fmt::print(", {} bytes alone\n", (bytes_written() - before) / kAlone);
}

}  // namespace
}  // namespace kiosk::bench

int main(int argc, char** argv) {
    using namespace kiosk::bench;
    if (argc < 2 || argc > 3) {
        fmt::print(stderr, "usage: acknowledge_bench DIRECTORY [SECONDS]\n");
        return 2;
    }
    int seconds = 30;
    if (argc == 3) {
        const std::string_view text = argv[2];
        const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
        if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return 2;
    }
    const std::chrono::seconds time(seconds);
    const fs::path root = fs::path(argv[1]) / "acknowledge-bench";
    fs::remove_all(root);
    fs::create_directories(root);
    {
        Contestants all{BareLoop(root / "bare"), RowsAlone(root / "alone.sqlite"),
                        Store(root / "state")};
        for (const auto pace : {1000, 100, 10}) {
            measure_pace(all, std::chrono::milliseconds(pace), time);
        }
        measure_throughput(all);
    }
    fs::remove_all(root);
}
