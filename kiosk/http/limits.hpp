// kiosk/http/limits.hpp — every bound of the HTTP server in one place.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace kiosk::http {

struct Limits {
    std::size_t header_bytes = 8 * 1024;             // request line and headers together
    std::uint64_t body_bytes = 64 * 1024;            // unless the route says otherwise
    std::chrono::milliseconds header_time{10'000};   // first byte of a request to end of headers
    std::chrono::milliseconds body_time{10'000};     // whole body; for an upload each part of it
    std::chrono::milliseconds idle_time{60'000};     // between two requests of a connection
    std::chrono::milliseconds answer_time{120'000};  // a handler has this long to answer
    std::chrono::milliseconds write_time{10'000};    // the client must take each write within this
    std::chrono::milliseconds linger_time{1'000};    // reading on so that a last answer arrives
    std::chrono::milliseconds ping_time{15'000};     // silence in a stream before a comment
    std::chrono::milliseconds stop_time{2'000};      // for answers under way when the server stops
    std::size_t connections = 64;                    // all together
    std::size_t connections_per_peer = 16;           // from one address of another machine
    std::size_t connections_loopback = 48;           // rest is kept for the operator's UNIX socket
};

inline constexpr std::size_t kTargetMax = 2048;         // bytes of path and query
inline constexpr std::size_t kSegmentsMax = 16;         // parts of a path
inline constexpr std::size_t kQueryParametersMax = 32;  // an import names up to 20 columns
inline constexpr std::size_t kHeadersMax = 64;

}  // namespace kiosk::http
