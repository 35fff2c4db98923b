// tests/bench/scan_to_go_bench.cpp — bytes of a scan in, GO out, with both durable copies between.
//
// Usage: scan_to_go_bench [DIRECTORY]   (on the disk to be measured; default: beside the program)
// Budget: p50 and p99 at most twice those of a bare loop of 256-byte pwrite and fdatasync.
// The parts of the daemon are the real ones; only sockets and screens are left out.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <semaphore>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/core.h>

#include "kiosk/app/mailbox.hpp"
#include "kiosk/app/station_service.hpp"
#include "kiosk/app/system_clock.hpp"
#include "kiosk/crypto/keyed_hasher.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/storage_thread.hpp"
#include "tests/bench/disk_references.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/invented_people.hpp"

namespace kiosk::bench {
namespace {

namespace asio = boost::asio;

// Short blocks in turns: the speed of a rented disk changes from second to second, and a provider's
// limit on operations must meet all alike.
constexpr int kRounds = 200;
constexpr int kPerRound = 10;
constexpr std::uint64_t kAttendees = 100'000;
constexpr std::chrono::milliseconds kPace{10};  // between two turns when paced

template <class T>
T must(Result<T> result) {
    if (result) return std::move(*result);
    fmt::print(stderr, "{}\n", result.error().context);
    std::exit(1);
}

// When a scan reached each part on its way.
struct Stamps {
    SteadyClock::time_point posted;   // the reader had the bytes
    SteadyClock::time_point decided;  // the record went to the storage thread
    SteadyClock::time_point durable;  // both copies were synced
    SteadyClock::time_point shown;    // GO
};

class StampedStore final : public ports::RecordStore {
  public:
    StampedStore(ports::RecordStore& store, Stamps& stamps) : store_(store), stamps_(stamps) {}
    void restart_from(std::uint64_t seq) override { store_.restart_from(seq); }
    void append(core::SequencedRecord record) override {
        stamps_.decided = SteadyClock::now();
        store_.append(std::move(record));
    }
    void query(ports::ScanQuery query,
               std::function<void(Result<std::vector<ports::StoredScan>>)> done) override {
        store_.query(std::move(query), std::move(done));
    }

  private:
    ports::RecordStore& store_;
    Stamps& stamps_;
};

class StampedEvents final : public ports::RecordStoreEvents {
  public:
    StampedEvents(ports::RecordStoreEvents& events, Stamps& stamps)
        : events_(events), stamps_(stamps) {}
    void durable_through(std::uint64_t seq) override {
        stamps_.durable = SteadyClock::now();
        events_.durable_through(seq);
    }
    void failed_from(std::uint64_t seq, Error error) override {
        fmt::print(stderr, "record {}: {}\n", seq, error.context);
        std::exit(1);
    }

    void health_changed(core::StorageHealth health) override {
        events_.health_changed(std::move(health));
    }
    void repaired(core::RepairedRecord record) override { events_.repaired(std::move(record)); }

  private:
    ports::RecordStoreEvents& events_;
    Stamps& stamps_;
};

core::EngineSettings engine_settings() {
    core::EngineSettings settings;
    settings.stations = {{"north-gate", "main-auditorium", core::Direction::entry}};
    core::CheckInList list;
    list.id = "main-auditorium";
    settings.lists = {{std::move(list), {}}};
    settings.boot = app::boot_id();
    return settings;
}

app::ServiceSettings service_settings() {
    app::ServiceSettings settings;
    settings.software = "scan_to_go_bench";
    settings.stations = {{.id = "north-gate", .list = "main-auditorium"}};
    return settings;
}

// A station as the daemon builds it, its main loop on a thread of its own.
class Station {
  public:
    explicit Station(const std::filesystem::path& root)
        : state_(must(storage::StateDirectory::open(files_, root))),
          mailbox_([this] { asio::post(context_, [this] { service_.drain(); }); }),
          engine_(engine_settings(), hasher_),
          events_(mailbox_, stamps_),
          storage_(must(storage::DurableLog::open(files_, state_)), events_, clock_),
          store_(storage_, stamps_),
          service_(engine_, hasher_, mailbox_, store_, clock_, service_settings(), hooks()) {
        const InventedPeople people;
        service_.replace_roster(
            std::make_shared<const core::Roster>(roster_of(people, keys_of(kAttendees, hasher_))));
        main_ = std::thread([this] { context_.run(); });
    }
    ~Station() {
        context_.stop();
        main_.join();
    }
    Station(const Station&) = delete;
    Station& operator=(const Station&) = delete;

    // Shows the next attendee's code to the reader and waits for GO. Called on the reader's thread.
    Stamps scan() {
        core::Scan scan{.station = "north-gate",
                        .reader = "scanner-1",
                        .bytes = code_of(next_++) + "\r",
                        .source = core::ScanSource::scanner,
                        .seen_at = clock_.now()};
        stamps_.posted = SteadyClock::now();
        mailbox_.post(std::move(scan));
        gone_.acquire();
        return stamps_;
    }

  private:
    app::ServiceHooks hooks() {
        app::ServiceHooks hooks;
        hooks.show = [this](const core::Outcome& outcome) {
            stamps_.shown = SteadyClock::now();
            if (!outcome.admitted()) {
                fmt::print(stderr, "a scan was refused: {}\n", name_of(outcome.decision.reason));
                std::exit(1);
            }
            gone_.release();
        };
        hooks.on_change = [] {};
        return hooks;
    }

    Stamps stamps_;  // of the one scan under way; handed from thread to thread with it
    std::binary_semaphore gone_{0};
    std::uint64_t next_ = 0;
    storage::FileSystem files_;
    storage::StateDirectory state_;
    app::SystemClock system_clock_;
    app::StationClock clock_{system_clock_, app::own_clock_error()};
    crypto::KeyedHasher hasher_{std::array<std::uint8_t, crypto::kPepperBytes>{7}};
    asio::io_context context_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
    app::Mailbox mailbox_;
    core::Engine engine_;
    StampedEvents events_;
    storage::StorageThread storage_;
    StampedStore store_;
    app::StationService service_;
    std::thread main_;
};

// Lets turns begin kPace apart, or at once where the turn before took longer.
class Pacer {
  public:
    void await_turn() {
        timer_.wait();
        timer_.expires_after(kPace);
    }

  private:
    asio::io_context context_;
    asio::steady_timer timer_{context_};
};

struct Figures {
    Durations bare, twice, rows, go;
    Durations to_engine, on_disk, to_screen;  // parts of go
};

// Appends one after another, and as at a gate, where disk and threads had a rest before each.
struct Report {
    Figures at_once, paced;
};

// What is measured; each file on the same disk.
struct Contestants {
    explicit Contestants(const std::filesystem::path& root)
        : bare(root / "bare"),
          first(root / "first"),
          second(root / "second"),
          rows(root / "rows.sqlite"),
          station(root / "state") {}

    BareLoop bare, first, second;
    RowsAlone rows;
    Station station;
};

template <class Call>
void timed(Durations& durations, Call call) {
    const auto begin = SteadyClock::now();
    call();
    durations.add(SteadyClock::now() - begin);
}

void scan(Station& station, Figures& figures) {
    const Stamps at = station.scan();
    figures.go.add(at.shown - at.posted);
    figures.to_engine.add(at.decided - at.posted);
    figures.on_disk.add(at.durable - at.decided);
    figures.to_screen.add(at.shown - at.durable);
}

void append_twice(Contestants& all) {
    all.first.append();
    all.second.append();
}

void one_round(Contestants& all, Report& report) {
    Figures& fast = report.at_once;
    for (int i = 0; i < kPerRound; ++i) timed(fast.bare, [&] { all.bare.append(); });
    for (int i = 0; i < kPerRound; ++i) timed(fast.twice, [&] { append_twice(all); });
    for (int i = 0; i < kPerRound; ++i) timed(fast.rows, [&] { all.rows.append(); });
    for (int i = 0; i < kPerRound; ++i) scan(all.station, fast);
    Pacer pacer;
    for (int i = 0; i < kPerRound; ++i) {
        pacer.await_turn();
        timed(report.paced.bare, [&] { all.bare.append(); });
        pacer.await_turn();
        timed(report.paced.twice, [&] { append_twice(all); });
        pacer.await_turn();
        timed(report.paced.rows, [&] { all.rows.append(); });
        pacer.await_turn();
        scan(all.station, report.paced);
    }
}

void print(const Figures& figures) {
    print_row("  bare pwrite + fdatasync", figures.bare, figures.bare);
    print_row("  the same in two files, one after another", figures.twice, figures.bare);
    print_row("  SQLite alone, WAL and FULL", figures.rows, figures.bare);
    print_row("  scan to GO", figures.go, figures.bare);
    print_row("    of which bytes in to record queued", figures.to_engine, figures.bare);
    print_row("    of which queued to durable", figures.on_disk, figures.bare);
    print_row("    of which durable to GO", figures.to_screen, figures.bare);
}

void run(const std::filesystem::path& root) {
    std::filesystem::remove_all(root);
    std::filesystem::create_directories(root);
    {
        Contestants all(root);
        Report warm_up;
        one_round(all, warm_up);
        Report report;
        for (int round = 0; round < kRounds; ++round) one_round(all, report);
        fmt::print("{} turns each; x: multiples of the bare loop\n", report.paced.bare.count());
        fmt::print("One after another, in blocks of {}:\n", kPerRound);
        print(report.at_once);
        fmt::print("In turns, one every {} ms:\n", kPace.count());
        print(report.paced);
        warn_if_busy(report.at_once.bare);
    }
    std::filesystem::remove_all(root);
}

}  // namespace
}  // namespace kiosk::bench

int main(int argc, char** argv) {
    const std::filesystem::path beside =
        std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const std::filesystem::path disk = argc > 1 ? std::filesystem::path(argv[1]) : beside;
    kiosk::bench::run(disk / "scan-to-go-bench");
    return 0;
}
