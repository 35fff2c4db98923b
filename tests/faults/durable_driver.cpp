// tests/faults/durable_driver.cpp — appends records to a state directory and tells what is durable.
//
// The durable record without the rest of the station: a thousand times as many crashes in the same
// time. Lines on standard output, each one write:
//   OPEN <last seq>            both copies are open
//   REPAIR <sentence>          what the opening mended
//   HAVE <seq> <id>            with --list-from: a record that is there
//   ACK <seq> <id>             durable; one write may hold several of these lines
//   FAILED <seq> <context>     the store said that this record and those after it are not durable
//   STATE <name> <code>        the store's health has changed
//   SILENT <seq>               the store neither kept nor failed this record
//   DONE <allocations>
// Exit code: 0; 3 the store failed; 4 the state could not be opened; 5 the store was silent.
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <variant>

#include <CLI/CLI.hpp>
#include <poll.h>
#include <unistd.h>

#include "kiosk/storage/storage_thread.hpp"
#include "tests/faults/driver_events.hpp"
#include "tests/faults/failing_allocation.hpp"
#include "tests/faults/small_disk.hpp"

namespace kiosk::faults {
namespace {

constexpr std::chrono::milliseconds kRestSoon{1};
// Mending that the station does each second, the driver does at once.
constexpr std::chrono::milliseconds kBrisk{5};
constexpr storage::UpkeepSettings kBriskUpkeep{kBrisk, kBrisk, kBrisk, kBrisk};
constexpr int kPollsForRest = 30;  // of a millisecond

struct Options {
    std::string state;
    std::uint32_t run = 1;  // in the ids of all records of this run
    std::uint64_t seed = 1;
    int batches = 0;
    int batch_max = 8;
    int retries = 0;  // times to go on after the store has failed
    std::optional<std::uint64_t> list_from;
    std::uint64_t fail_allocation = 0;
    bool for_ever = false;
    bool fail_opening = false;  // allocations count from the opening on, not from the first append
    bool ack_early = false;     // the mistake that the harness must find
    bool rest = false;          // tidy after each batch
    bool no_close = false;      // leave without closing the database
};

Options parse(int argc, char** argv) {
    Options options;
    CLI::App app("Appends records to a state directory and tells what is durable.");
    app.add_option("state", options.state)->required();
    app.add_option("--run", options.run);
    app.add_option("--seed", options.seed);
    app.add_option("--batches", options.batches);
    app.add_option("--batch-max", options.batch_max);
    app.add_option("--retries", options.retries);
    app.add_option("--list-from", options.list_from);
    app.add_option("--fail-allocation", options.fail_allocation);
    app.add_flag("--for-ever", options.for_ever);
    app.add_flag("--fail-opening", options.fail_opening);
    app.add_flag("--ack-early", options.ack_early);
    app.add_flag("--rest", options.rest);
    app.add_flag("--no-close", options.no_close);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        std::exit(app.exit(problem));
    }
    return options;
}

core::ScanRecord scan_of(const core::ScanId& id, std::uint64_t seq, std::mt19937_64& dice) {
    core::ScanRecord scan;
    scan.id = id;
    scan.at = {Instant(std::chrono::seconds(seq)),
               UtcTime(std::chrono::milliseconds(1'804'669'200'000 + static_cast<long>(seq)))};
    scan.station = "north";
    scan.reader = "driver";
    scan.list = "main";
    scan.reason = dice() % 8 == 0 ? core::Reason::already_redeemed : core::Reason::ok;
    scan.code.bytes[0] = static_cast<std::uint8_t>(dice());
    scan.code_length = 32;
    scan.ticket = core::TicketId{dice()};
    scan.roster_version = 1;
    // Records of all lengths, a few of them long, so that every alignment and page split occurs.
    scan.nonce.assign(dice() % (dice() % 16 == 0 ? core::kNonceMax : 40), 'n');
    return scan;
}

class RealClock final : public ports::Clock {
  public:
    [[nodiscard]] Timestamp now() const override {
        return {Instant(std::chrono::steady_clock::now().time_since_epoch()), {}};
    }
};

class Driver {
  public:
    explicit Driver(const Options& options) : options_(options), dice_(options.seed) {}

    int run() {
        if (options_.fail_opening) fail_allocation(options_.fail_allocation, options_.for_ever);
        auto state = storage::StateDirectory::open(files_, options_.state);
        if (!state.has_value()) return refuse(state.error());
        auto log =
            storage::DurableLog::open(files_, *state, {.progress = {}, .upkeep = kBriskUpkeep});
        if (!log.has_value()) return refuse(log.error());
        tell("OPEN " + std::to_string((*log)->last_seq()));
        for (const auto& repair : (*log)->report().repairs) tell("REPAIR " + repair);
        if (const auto listed = list(**log); !listed.has_value()) return refuse(listed.error());
        next_ = (*log)->last_seq() + 1;
        if (!options_.fail_opening) fail_allocation(options_.fail_allocation, options_.for_ever);
        const bool kept = append_all(std::move(*log));
        const std::uint64_t count = allocations();
        fail_allocation(0, false);
        tell("DONE " + std::to_string(count));
        return kept ? 0 : 3;
    }

  private:
    static int refuse(const Error& error) {
        fail_allocation(0, false);
        tell("REFUSED " + error.context);
        return 4;
    }

    Result<> list(storage::DurableLog& log) const {
        if (!options_.list_from.has_value()) return {};
        return log.replay([this](std::uint64_t seq, const core::Record& record) -> Result<> {
            if (seq < *options_.list_from) return {};
            const auto* scan = std::get_if<core::ScanRecord>(&record);
            tell("HAVE " + std::to_string(seq) + " " + (scan ? text_of(scan->id) : "-"));
            return {};
        });
    }

    bool append_all(std::unique_ptr<storage::DurableLog> log) {
        DriverEvents events(options_.ack_early ? DriverEvents::Acks::when_appended
                                               : DriverEvents::Acks::when_durable);
        const auto quiet = options_.rest ? kRestSoon : storage::kQuietBeforeRest;
        storage::StorageThread store(std::move(log), events, clock_, quiet);
        for (int batch = 0; batch < options_.batches; ++batch) {
            if (!append_batch(store, events)) return false;
            if (options_.rest) wait_for_rest(store);
        }
        if (options_.no_close) ::_exit(0);
        return true;
    }

    // False when the store failed more often than it may.
    bool append_batch(storage::StorageThread& store, DriverEvents& events) {
        const auto count = 1 + dice_() % static_cast<std::uint64_t>(options_.batch_max);
        for (std::uint64_t i = 0; i < count; ++i) {
            const core::ScanId id = id_of(options_.run, attempt_, next_);
            events.about_to_append(next_, id);
            store.append({next_, scan_of(id, next_, dice_)});
            ++next_;
        }
        const auto failed = events.await(next_ - 1);
        if (!failed.has_value()) return true;
        if (attempt_ == static_cast<std::uint32_t>(options_.retries)) return false;
        ++attempt_;
        next_ = *failed;
        store.restart_from(next_);
        return true;
    }

    // A store in trouble may not rest at all.
    static void wait_for_rest(const storage::StorageThread& store) {
        const auto before = store.statistics().rests;
        for (int i = 0; i < kPollsForRest && store.statistics().rests == before; ++i) {
            ::poll(nullptr, 0, 1);
        }
    }

    const Options options_;
    std::mt19937_64 dice_;
    SmallDisk files_;
    RealClock clock_;
    std::uint64_t next_ = 1;
    std::uint32_t attempt_ = 0;
};

}  // namespace
}  // namespace kiosk::faults

int main(int argc, char** argv) {
    kiosk::faults::count_sqlite_allocations();
    return kiosk::faults::Driver(kiosk::faults::parse(argc, argv)).run();
}
