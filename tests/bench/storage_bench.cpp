// tests/bench/storage_bench.cpp — durable append, start and list times on this disk.
//
// Usage: storage_bench DIRECTORY   (an empty directory on the disk to be measured)
// Budget: append p50 and p99 at most twice those of the bare loop; 1,000,000 list rows written in
// 8 s and loaded in 1.7 s; 100,000 events replayed in 1 s.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/roster_file.hpp"
#include "kiosk/storage/storage_thread.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Durations = std::vector<std::chrono::nanoseconds>;

constexpr int kRounds = 20;
constexpr int kAppendsPerRound = 100;
constexpr std::uint64_t kLanes = 8;

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
        std::fprintf(stderr, "failed from %llu: %s\n", static_cast<unsigned long long>(seq),
                     error.context.c_str());
        std::exit(1);
    }
    void await(std::uint64_t seq) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this, seq] { return durable_ >= seq; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t durable_ = 0;
};

template <class T>
T must(Result<T> result) {
    if (!result.has_value()) {
        std::fprintf(stderr, "%s\n", result.error().context.c_str());
        std::exit(1);
    }
    return std::move(*result);
}

void must(const Result<>& result) {
    if (result.has_value()) return;
    std::fprintf(stderr, "%s\n", result.error().context.c_str());
    std::exit(1);
}

double milliseconds(std::chrono::nanoseconds duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

double percentile(Durations durations, double share) {
    std::sort(durations.begin(), durations.end());
    const auto at = static_cast<std::size_t>(share * static_cast<double>(durations.size() - 1));
    return milliseconds(durations[at]);
}

void print(const char* what, const Durations& durations, const Durations& reference) {
    std::printf("%-34s p50 %7.3f ms (%4.2fx)   p99 %7.3f ms (%4.2fx)   p99.9 %7.3f ms\n", what,
                percentile(durations, 0.5), percentile(durations, 0.5) / percentile(reference, 0.5),
                percentile(durations, 0.99),
                percentile(durations, 0.99) / percentile(reference, 0.99),
                percentile(durations, 0.999));
}

core::SequencedRecord a_scan(std::uint64_t seq) {
    core::ScanRecord scan;
    scan.at = {Instant(std::chrono::milliseconds(seq)),
               UtcTime(std::chrono::milliseconds(1'804'669'200'000 + static_cast<long>(seq)))};
    scan.station = "north-gate";
    scan.reader = "scanner-1";
    scan.list = "main-auditorium";
    scan.reason = seq % 20 == 0 ? core::Reason::already_redeemed : core::Reason::ok;
    scan.code.bytes[3] = static_cast<std::uint8_t>(seq);
    scan.ticket = core::TicketId{seq};
    return {seq, std::move(scan)};
}

template <class Call>
void timed(Durations& durations, Call call) {
    const auto begin = SteadyClock::now();
    call();
    durations.push_back(SteadyClock::now() - begin);
}

// The reference: 256 bytes and fdatasync in a preallocated, zero-filled file.
class BareLoop {
  public:
    explicit BareLoop(const Path& path)
        : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
        const std::vector<char> zeroes(kSegmentBytes);
        if (::pwrite(descriptor_, zeroes.data(), zeroes.size(), 0) < 0) std::exit(1);
        ::fsync(descriptor_);
    }
    ~BareLoop() { ::close(descriptor_); }
    BareLoop(const BareLoop&) = delete;
    BareLoop& operator=(const BareLoop&) = delete;

    void append() {
        const std::vector<char> record(256, 'x');
        if (::pwrite(descriptor_, record.data(), record.size(), offset_) < 0) std::exit(1);
        if (::fdatasync(descriptor_) != 0) std::exit(1);
        offset_ += 256;
    }

  private:
    int descriptor_;
    off_t offset_ = 0;
};

// SQLite with the same settings, alone.
class RowsAlone {
  public:
    explicit RowsAlone(const Path& path)
        : database_(must(Database::open(path, DatabaseUse::owning))),
          rows_(must(EventTable::open(*database_))) {}

    void append() {
        const auto record = a_scan(++seq_);
        const auto payload = core::encode(record.record);
        auto transaction = must(Transaction::begin(*database_));
        must(rows_.insert({seq_, payload, {}}, record.record));
        must(transaction.commit());
        if (database_->wal_pages() >= kWalPagesMax) must(database_->checkpoint(false));
    }

  private:
    std::unique_ptr<Database> database_;
    EventTable rows_;
    std::uint64_t seq_ = 0;
};

void measure_append(const Path& root) {
    FileSystem files;
    RealClock clock;
    Waiter waiter;
    const auto state = must(StateDirectory::open(files, root / "append"));
    StorageThread store(must(DurableLog::open(files, state)), waiter, clock);
    BareLoop bare(root / "bare");
    RowsAlone rows(root / "alone.sqlite");
    Durations bare_times, rows_times, store_times;
    std::uint64_t seq = 0;
    // In turns, so that all three see the same weather.
    for (int round = 0; round < kRounds; ++round) {
        for (int i = 0; i < kAppendsPerRound; ++i) timed(bare_times, [&] { bare.append(); });
        for (int i = 0; i < kAppendsPerRound; ++i) timed(rows_times, [&] { rows.append(); });
        for (int i = 0; i < kAppendsPerRound; ++i) {
            timed(store_times, [&] {
                store.append(a_scan(++seq));
                waiter.await(seq);
            });
        }
    }
    print("bare pwrite + fdatasync, 256 bytes", bare_times, bare_times);
    print("SQLite alone, WAL and FULL", rows_times, bare_times);
    print("storage thread, one scan", store_times, bare_times);
    const auto statistics = store.statistics();
    std::printf("%-34s p50 %7.3f ms           p99 %7.3f ms\n", "  of which commit",
                milliseconds(statistics.commit_p50), milliseconds(statistics.commit_p99));

    constexpr std::uint64_t kEvents = 20'000;
    const auto first = seq;
    const auto begin = SteadyClock::now();
    while (seq < first + kEvents) {
        if (seq >= first + kLanes) waiter.await(seq - kLanes + 1);
        store.append(a_scan(++seq));
    }
    waiter.await(seq);
    const double seconds = milliseconds(SteadyClock::now() - begin) / 1000;
    std::printf("%llu lanes: %.0f durable events/s\n", static_cast<unsigned long long>(kLanes),
                static_cast<double>(kEvents) / seconds);
}

void measure_start(const Path& root, std::uint64_t events) {
    FileSystem files;
    const auto state =
        must(StateDirectory::open(files, root / ("start-" + std::to_string(events))));
    {
        const auto log = must(DurableLog::open(files, state));
        for (std::uint64_t seq = 0; seq < events;) {
            std::vector<core::SequencedRecord> batch;
            while (batch.size() < kBatchRecordsMax && seq < events) batch.push_back(a_scan(++seq));
            must(log->append(batch));
            must(log->tidy_after_batch());
        }
    }
    const auto begin = SteadyClock::now();
    const auto log = must(DurableLog::open(files, state));
    const auto opened = SteadyClock::now();
    std::uint64_t seen = 0;
    must(log->replay([&seen](std::uint64_t, const core::Record&) {
        ++seen;
        return Result<>();
    }));
    const auto replayed = SteadyClock::now();
    std::printf("start with %llu events: verified in %.0f ms, replayed in %.0f ms\n",
                static_cast<unsigned long long>(seen), milliseconds(opened - begin),
                milliseconds(replayed - opened));
}

RosterRows people(std::uint64_t count) {
    return [count, number = std::uint64_t{0}](core::RosterRow& row) mutable -> Result<bool> {
        if (number == count) return false;
        ++number;
        std::uint64_t hash = number;
        for (auto& byte : row.code.bytes) {
            hash = hash * 6364136223846793005ULL + 1442695040888963407ULL;
            byte = static_cast<std::uint8_t>(hash >> 56U);
        }
        row.facts.id = {number};
        row.facts.product = {1};
        row.holder = {
            "Kwabena Ampofo-Mensah", "kwabena.ampofo@example.org", "Ashesi University", "K7M9P", "",
            "kwabena ampofo mensah"};
        return true;
    };
}

std::size_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::size_t total = 0;
    std::size_t resident = 0;
    statm >> total >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

void measure_roster(const Path& root, std::uint64_t count) {
    FileSystem files;
    const Path directory = root / ("roster-" + std::to_string(count));
    RosterHeading heading;
    heading.version = 1;
    heading.products = {{{1}, "Conference", {}}};
    const auto begin = SteadyClock::now();
    {
        must(write_roster(files, directory, heading, people(count)));
    }
    const auto written = SteadyClock::now();
    const std::size_t before = resident_bytes();
    const auto loaded = must(load_roster(files, directory));
    const auto done = SteadyClock::now();
    std::printf(
        "list of %llu: written and read back in %.2f s, loaded in %.2f s,"
        " roster %zu MB, process grew by %zu MB\n",
        static_cast<unsigned long long>(count), milliseconds(written - begin) / 1000,
        milliseconds(done - written) / 1000, loaded->roster.resident_bytes() >> 20U,
        (resident_bytes() - before) >> 20U);
}

}  // namespace
}  // namespace kiosk::storage

int main(int argc, char** argv) {
    using namespace kiosk::storage;
    if (argc < 2) {
        std::fprintf(stderr, "usage: storage_bench DIRECTORY\n");
        return 2;
    }
    const Path root = Path(argv[1]) / "storage-bench";
    std::filesystem::remove_all(root);
    std::filesystem::create_directories(root);
    measure_append(root);
    measure_start(root, 100'000);
    measure_start(root, 1'000'000);
    measure_roster(root, 100'000);
    measure_roster(root, 1'000'000);
    std::filesystem::remove_all(root);
}
