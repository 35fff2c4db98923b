// tests/bench/invented_scan.hpp — scans as a gate makes them, without anybody.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fmt/core.h>

#include "kiosk/base/result.hpp"
#include "kiosk/core/record.hpp"

namespace kiosk::bench {

// The value, or the end of the program: a benchmark has no partial result.
template <class T>
T must(Result<T> result) {
    if (result) return std::move(*result);
    fmt::print(stderr, "{}\n", result.error().context);
    std::exit(1);
}

// Every 20th is a refusal.
inline core::SequencedRecord invented_scan(std::uint64_t seq) {
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

}  // namespace kiosk::bench
