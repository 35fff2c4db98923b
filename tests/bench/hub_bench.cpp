// tests/bench/hub_bench.cpp — claims by 1, 16 and 200 stations beside pgbench's bare insert.
//
// Both on one PostgreSQL with fsync, in the same run: pgbench adds one row of the same size and
// keys a transaction on as many connections as there are stations (at most 50); the hub decides a
// fresh ticket with the engine and adds it to the venue's journal. Aim: 70 % of the bare insert.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/core.h>

#include "kiosk/hub/claim_desk.hpp"
#include "kiosk/hub/migrations.hpp"
#include "tests/builders/core_builders.hpp"
#include "tests/hub/postgres_server.hpp"

namespace kiosk::testing {
namespace {

namespace asio = boost::asio;
using SteadyTime = std::chrono::steady_clock;

constexpr std::size_t kTickets = 400'000;
constexpr std::chrono::seconds kRun{5};
constexpr std::size_t kConnectionsMax = 50;

const FakeHasher kHasher;

std::string code_of(std::size_t ticket) {
    return "ticket-" + std::to_string(1'000'000 + ticket);
}

hub::EngineMaker engine_maker(std::size_t stations) {
    static const auto roster = [] {
        std::vector<TicketBuilder> tickets;
        for (std::size_t i = 0; i < kTickets; ++i) tickets.push_back(a_ticket(code_of(i)));
        return roster_of(tickets);
    }();
    core::EngineSettings settings;
    settings.lists = {{.list = {.id = "main"}}};
    for (std::size_t i = 0; i < stations; ++i) {
        settings.stations.push_back({.id = "s" + std::to_string(i), .list = "main"});
    }
    return [settings] {
        auto engine = std::make_unique<core::Engine>(settings, kHasher);
        engine->use(roster);
        return engine;
    };
}

struct Run {
    std::vector<double> milliseconds;
    std::size_t next_ticket = 0;
    SteadyTime::time_point until;
    std::size_t running = 0;
    std::size_t refused = 0;
};

core::ScanSeen fresh_scan(std::size_t number, std::size_t station) {
    core::ScanSeen seen;
    seen.scan.station = "s" + std::to_string(station);
    seen.scan.reader = "reader";
    seen.scan.bytes = code_of(number);
    seen.scan.seen_at = at(std::chrono::milliseconds(number));
    for (std::size_t i = 0; i < 8; ++i) {
        seen.id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    return seen;
}

asio::awaitable<void> one_station(hub::ClaimDesk* desk, Run* run, std::size_t station) {
    while (SteadyTime::now() < run->until && run->next_ticket < kTickets) {
        core::ScanSeen seen = fresh_scan(run->next_ticket++, station);
        const auto begun = SteadyTime::now();
        auto outcome = co_await desk->claim(std::move(seen), begun + std::chrono::seconds(30));
        const std::chrono::duration<double, std::milli> took = SteadyTime::now() - begun;
        run->milliseconds.push_back(took.count());
        if (!outcome || !outcome->admitted()) ++run->refused;
    }
    --run->running;
}

// Claims per second; fills the latencies.
double claims_per_second(const std::string& address, std::size_t stations, Run& run) {
    asio::io_context io{1};
    hub::pg::Pool pool(io.get_executor(), {.servers = {address}, .connections = 1});
    hub::ClaimDesk desk(io.get_executor(), pool, engine_maker(stations));
    const auto begun = SteadyTime::now();
    run.until = begun + kRun;
    for (run.running = 0; run.running < stations; ++run.running) {
        asio::co_spawn(io, one_station(&desk, &run, run.running), asio::detached);
    }
    io.run();
    const std::chrono::duration<double> took = SteadyTime::now() - begun;
    std::ranges::sort(run.milliseconds);
    return static_cast<double>(run.milliseconds.size()) / took.count();
}

// Transactions per second of the bare insert, as pgbench says it.
double bare_inserts_per_second(const PostgresServer& server, const std::string& database,
                               std::size_t clients) {
    server.sql(
        "DROP TABLE IF EXISTS bare; CREATE TABLE bare (position bigserial PRIMARY KEY,"
        " origin bytea NOT NULL UNIQUE, payload bytea NOT NULL,"
        " claimed_at timestamptz NOT NULL DEFAULT now())",
        database);
    const std::string script = server.folder() / "bare.sql";
    std::FILE* file = std::fopen(script.c_str(), "w");
    fmt::print(file,
               "INSERT INTO bare (origin, payload) VALUES (uuid_send(gen_random_uuid()),"
               " '\\x{}');\n",
               std::string(2 * 170, 'a'));
    std::fclose(file);
    const std::string said =
        server.run({PostgresServer::programs() / "pgbench", "-n", "-M", "prepared", "-c",
                    std::to_string(std::min(clients, kConnectionsMax)), "-j", "1", "-T",
                    std::to_string(kRun.count()), "-f", script, "-h", server.folder(), "-U",
                    "postgres", database});
    const std::size_t place = said.find("tps = ");
    if (place == std::string::npos) throw std::runtime_error("pgbench: " + said);
    return std::stod(said.substr(place + 6));
}

int measure() {
    if (PostgresServer::programs().empty()) {
        fmt::print(stderr, "hub_bench: PostgreSQL 15 or later is not installed\n");
        return 1;
    }
    PostgresServer server(PostgresServer::Disk::careful);
    const std::string database = server.make_database();
    asio::io_context io{1};
    bool made = false;
    asio::co_spawn(
        io,
        hub::migrate(io.get_executor(), {.server = server.address("kiosk_owner", database)},
                     hub::migrations()),
        [&made](const std::exception_ptr&, Result<> done) { made = done.has_value(); });
    io.run();
    if (!made) return 1;
    fmt::print("{:>8}  {:>12}  {:>12}  {:>6}  {:>8}  {:>8}\n", "stations", "bare insert/s",
               "claims/s", "share", "p50 ms", "p99 ms");
    for (const std::size_t stations : {1UL, 16UL, 200UL}) {
        const double bare = bare_inserts_per_second(server, database, stations);
        server.sql("TRUNCATE kiosk.claim", database);
        Run run;
        const double claims =
            claims_per_second(server.address("kiosk_hub", database), stations, run);
        const auto quantile = [&run](double part) {
            const auto last = static_cast<double>(run.milliseconds.size() - 1);
            return run.milliseconds[static_cast<std::size_t>(part * last)];
        };
        fmt::print("{:>8}  {:>13.0f}  {:>12.0f}  {:>5.0f}%  {:>8.2f}  {:>8.2f}\n", stations, bare,
                   claims, 100 * claims / bare, quantile(0.5), quantile(0.99));
        if (run.refused > 0) fmt::print("{} claims were refused or failed\n", run.refused);
    }
    return 0;
}

}  // namespace
}  // namespace kiosk::testing

int main() {
    return kiosk::testing::measure();
}
