// kiosk/http/session.hpp — one connection: requests in, answers out. For kiosk/http only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/generic/stream_protocol.hpp>

#include "kiosk/http/router.hpp"
#include "kiosk/http/server.hpp"

namespace kiosk::http {

using Socket = boost::asio::generic::stream_protocol::socket;

class Session;

// What the connections of one server share. It lives as long as the last of them.
struct ServerState {
    Router router;
    ServerSettings settings;
    std::vector<std::string> origins;  // ours: a request's Host header names one
    std::set<Session*> sessions;
    std::map<std::string, std::size_t> sessions_by_peer;
    std::uint64_t requests = 0;
    bool stopping = false;

    void report(std::string_view what) const {
        if (settings.report) settings.report(what);
    }
};

// Where a connection comes from.
struct Peer {
    Transport transport = Transport::tcp;
    std::string address;  // of TCP peers; empty for the UNIX socket
    bool loopback = false;
};

// Serves the connection until it ends.
void serve(Socket socket, Peer peer, const std::shared_ptr<ServerState>& state);

// Ends idle connections and streams; others end after their answer.
void stop_sessions(const ServerState& state);

// Ends every connection now.
void abort_sessions(const ServerState& state);

}  // namespace kiosk::http
