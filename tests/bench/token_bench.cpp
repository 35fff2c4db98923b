// tests/bench/token_bench.cpp — signed tickets beside the bare signature that each contains.
//
// Budget: K1 and pretix_sig1 within 1.2 times of libsodium's crypto_sign_verify_detached, p99 at
// most 1 ms; a look-up among 100,000 revoked badges at most 10 us. The bare verification and the
// whole reading take turns within one loop, so that a busy machine slows both alike.
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <sodium.h>

#include "kiosk/core/ticket/ticket_reader.hpp"
#include "kiosk/crypto/ed25519_signer.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"
#include "tests/bench/figures.hpp"

namespace kiosk::bench {
namespace {

constexpr std::size_t kTickets = 256;
constexpr UtcTime kNow{std::chrono::seconds{1'804'669'200}};

const crypto::Ed25519Signer& signer() {
    static const std::array<std::uint8_t, crypto::kSeedBytes> seed{1, 2, 3};
    static const crypto::Ed25519Signer one(seed);
    return one;
}

struct Ticket {
    std::string text;
    std::vector<std::uint8_t> message;
    ports::Signature signature{};
};

Ticket k1_ticket(std::uint64_t credential) {
    core::K1Badge badge;
    badge.key_number = 7;
    badge.event = 66;
    badge.credential = credential;
    badge.valid_until = std::chrono::sys_seconds(std::chrono::seconds(UINT32_MAX));
    const core::K1Payload payload = core::encode_k1(badge).value();
    const auto message = core::k1_message(payload);
    Ticket ticket{.message = {message.begin(), message.end()}};
    ticket.signature = signer().sign(message);
    ticket.text = core::k1_text(payload, ticket.signature);
    return ticket;
}

// Seed of eight digits, product 42, as a shop makes them.
Ticket sig1_ticket(std::uint64_t number) {
    const std::string payload = "\x0a\x08" + std::to_string(10'000'000 + number) + "\x10\x2a";
    Ticket ticket{.message = {payload.begin(), payload.end()}};
    ticket.signature = signer().sign(ticket.message);
    std::string bytes{1, 0, static_cast<char>(payload.size()), 0, 64};
    bytes += payload;
    bytes.append(ticket.signature.begin(), ticket.signature.end());
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the closing zero
    ticket.text = {text.rbegin(), text.rend()};
    return ticket;
}

core::KeySet key_set(std::size_t revoked) {
    core::KeySet keys;
    for (const auto kind : {core::KeyKind::k1, core::KeyKind::pretix_sig1}) {
        core::TicketKey key{.id = std::string(name_of(kind)), .kind = kind};
        key.key = signer().public_key();
        key.number = 7;
        key.events = {66};
        key.id = kind == core::KeyKind::k1 ? "k1" : "sig1";
        keys.add(std::move(key)).value();
    }
    std::mt19937_64 dice(1);
    std::vector<std::uint64_t> ids(revoked);
    for (auto& id : ids) id = dice() | 1ULL << 63U;
    keys.revoke_badges(std::move(ids)).value();
    return keys;
}

void verify_and_read(benchmark::State& state, Ticket (*make)(std::uint64_t)) {
    std::vector<Ticket> tickets;
    for (std::size_t i = 0; i < kTickets; ++i) tickets.push_back(make(i));
    const core::KeySet keys = key_set(100'000);
    const crypto::Ed25519Verifier verifier;
    Durations bare;
    Durations whole;
    const auto verify = [&](const Ticket& ticket) {
        const auto begin = SteadyClock::now();
        const bool fits =
            crypto_sign_verify_detached(ticket.signature.data(), ticket.message.data(),
                                        ticket.message.size(), signer().public_key().data()) == 0;
        bare.add(SteadyClock::now() - begin);
        return fits;
    };
    const auto read = [&](const Ticket& ticket) {
        const auto begin = SteadyClock::now();
        const auto reading = core::read_ticket(ticket.text, keys, kNow, verifier);
        whole.add(SteadyClock::now() - begin);
        return std::holds_alternative<core::SignedFacts>(reading);
    };
    std::size_t next = 0;
    for (auto turn : state) {
        static_cast<void>(turn);
        const Ticket& ticket = tickets[next++ % kTickets];
        // The second of the two finds its bytes in the cache: each comes second every other time.
        const bool genuine =
            next % 2 == 0 ? verify(ticket) && read(ticket) : read(ticket) && verify(ticket);
        if (!genuine) {
            state.SkipWithError("a genuine ticket was refused");
            break;
        }
    }
    const auto microseconds = [](std::chrono::nanoseconds duration) {
        return std::chrono::duration<double, std::micro>(duration).count();
    };
    state.counters["bare_p50_us"] = microseconds(bare.percentile(0.5));
    state.counters["bare_p99_us"] = microseconds(bare.percentile(0.99));
    state.counters["read_p50_us"] = microseconds(whole.percentile(0.5));
    state.counters["read_p99_us"] = microseconds(whole.percentile(0.99));
    state.counters["times_bare"] =
        microseconds(whole.percentile(0.5)) / microseconds(bare.percentile(0.5));
}

void k1(benchmark::State& state) {
    verify_and_read(state, k1_ticket);
}
BENCHMARK(k1)->MinTime(2);

void pretix_sig1(benchmark::State& state) {
    verify_and_read(state, sig1_ticket);
}
BENCHMARK(pretix_sig1)->MinTime(2);

void revoked_badge_lookup(benchmark::State& state) {
    const core::KeySet keys = key_set(static_cast<std::size_t>(state.range(0)));
    std::mt19937_64 dice(2);
    for (auto turn : state) {
        static_cast<void>(turn);
        benchmark::DoNotOptimize(keys.is_revoked(dice()));
    }
}
BENCHMARK(revoked_badge_lookup)->Arg(100'000)->Arg(1'000'000);

}  // namespace
}  // namespace kiosk::bench

BENCHMARK_MAIN();
