// tests/bench/storage_bench.cpp — start and list times on this disk.
//
// Usage: storage_bench DIRECTORY   (an empty directory on the disk to be measured)
// Budget: a slice of the scrub in 10 ms; a copy of 100,000 events made anew in 30 s; 1,000,000
// list rows written in 8 s and loaded in 1.7 s; ready with 100,000 records in 1 s, with 1,000,000
// in 5 s.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

#include "kiosk/storage/database.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/reconcile.hpp"
#include "kiosk/storage/roster_file.hpp"
#include "kiosk/storage/scrub.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/statement.hpp"
#include "tests/bench/figures.hpp"
#include "tests/bench/invented_scan.hpp"

namespace kiosk::storage {
namespace {

using SteadyClock = std::chrono::steady_clock;

void must_work(const Result<>& result) {
    if (result.has_value()) return;
    fmt::print(stderr, "{}\n", result.error().context);
    std::exit(1);
}

double milliseconds(std::chrono::nanoseconds duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

void measure_start(const Path& root, std::uint64_t events) {
    FileSystem files;
    const auto state =
        bench::must(StateDirectory::open(files, root / ("start-" + std::to_string(events))));
    {
        const auto log = bench::must(DurableLog::open(files, state));
        for (std::uint64_t seq = 0; seq < events;) {
            std::vector<core::SequencedRecord> batch;
            while (batch.size() < kBatchRecordsMax && seq < events)
                batch.push_back(bench::invented_scan(++seq));
            must_work(log->append(batch));
            must_work(log->tidy_after_batch());
        }
    }
    const auto begin = SteadyClock::now();
    const auto log = bench::must(DurableLog::open(files, state));
    const auto opened = SteadyClock::now();
    std::uint64_t seen = 0;
    must_work(log->replay([&seen](std::uint64_t, const core::Record&) {
        ++seen;
        return Result<>();
    }));
    const auto replayed = SteadyClock::now();
    std::printf("start with %llu events: verified in %.0f ms, replayed in %.0f ms\n",
                static_cast<unsigned long long>(seen), milliseconds(opened - begin),
                milliseconds(replayed - opened));
}

// How long one slice holds up the storage thread, and what a whole look at the database costs.
void measure_scrub(const Path& root, std::uint64_t events) {
    FileSystem files;
    const auto state =
        bench::must(StateDirectory::open(files, root / ("start-" + std::to_string(events))));
    Copies copies = bench::must(open_copies(files, state.paths(), state.station_id(), {}));
    Scrub scrub(files, copies);
    bench::Durations slices;
    const auto begin = SteadyClock::now();
    for (bool is_over = false; !is_over;) {
        const auto slice = SteadyClock::now();
        is_over = scrub.step();
        slices.add(SteadyClock::now() - slice);
    }
    const auto scrubbed = SteadyClock::now();
    must_work(copies.database->check_all());
    fmt::print(
        "scrub of {} events: {} slices, p50 {:.1f} ms, p99 {:.1f} ms, longest {:.1f} ms, together"
        " {:.1f} s; integrity_check {:.1f} s\n",
        events, slices.count(), milliseconds(slices.percentile(0.5)),
        milliseconds(slices.percentile(0.99)), milliseconds(slices.percentile(1)),
        milliseconds(scrubbed - begin) / 1000, milliseconds(SteadyClock::now() - scrubbed) / 1000);
}

// One copy is gone at a start and made anew from the other, record by record, with its indexes.
void measure_rebuild(const Path& root, std::uint64_t events) {
    FileSystem files;
    const auto state =
        bench::must(StateDirectory::open(files, root / ("start-" + std::to_string(events))));
    for (const Path& copy : {state.paths().database(), state.paths().journal()}) {
        std::filesystem::remove_all(copy);
        int told = 0;
        const auto begin = SteadyClock::now();
        const auto log = bench::must(DurableLog::open(
            files, state, {.progress = [&told](const RebuildProgress&) { ++told; }, .upkeep = {}}));
        const double seconds = milliseconds(SteadyClock::now() - begin) / 1000;
        if (log->last_seq() != events || log->report().repairs.empty()) std::exit(1);
        fmt::print("{} of {} events made anew in {:.1f} s, told {} times how far it is\n",
                   copy.filename().string(), events, seconds, told);
    }
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

// Reference: SQLite alone steps through the same rows and looks at every text.
double rows_alone_seconds(const Path& directory) {
    constexpr int kTexts = 6;
    const auto begin = SteadyClock::now();
    std::size_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        if (entry.path().extension() != ".sqlite") continue;
        auto database = bench::must(Database::open(entry.path(), DatabaseUse::reading));
        auto rows = bench::must(database->prepare(
            "SELECT name, email, company, order_code, note, search_text FROM tickets"));
        while (bench::must(rows.step())) {
            for (int column = 0; column < kTexts; ++column) bytes += rows.text(column).size();
        }
    }
    if (bytes == 0) std::exit(1);
    return milliseconds(SteadyClock::now() - begin) / 1000;
}

void measure_roster(const Path& root, std::uint64_t count) {
    FileSystem files;
    const Path directory = root / ("roster-" + std::to_string(count));
    RosterHeading heading;
    heading.version = 1;
    heading.products = {{{1}, "Conference", {}}};
    const auto begin = SteadyClock::now();
    {
        static_cast<void>(bench::must(write_roster(files, directory, heading, people(count))));
    }
    const auto written = SteadyClock::now();
    const std::size_t before = resident_bytes();
    const auto loaded = bench::must(load_roster(files, directory));
    const auto done = SteadyClock::now();
    const std::size_t grown = resident_bytes() - before;
    const double load = milliseconds(done - written) / 1000;
    const double alone = rows_alone_seconds(directory);
    fmt::print("list of {}: written and read back in {:.2f} s\n", count,
               milliseconds(written - begin) / 1000);
    fmt::print("  loaded in {:.2f} s, {:.0f} rows a second; SQLite alone {:.2f} s ({:.2f}x)\n",
               load, static_cast<double>(count) / load, alone, load / alone);
    fmt::print("  {} bytes an attendee by its own count, {} by the kernel's\n",
               loaded->roster.resident_bytes() / count, grown / count);
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
    measure_start(root, 100'000);
    measure_start(root, 1'000'000);
    measure_scrub(root, 100'000);
    measure_scrub(root, 1'000'000);
    measure_rebuild(root, 100'000);
    measure_roster(root, 100'000);
    measure_roster(root, 1'000'000);
    std::filesystem::remove_all(root);
}
