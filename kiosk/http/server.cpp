// kiosk/http/server.cpp — listeners on TCP and on a UNIX socket; Asio only, no Beast.
#include "kiosk/http/server.hpp"

#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <sys/stat.h>

#include "kiosk/http/access_gate.hpp"
#include "kiosk/http/session.hpp"
#include "kiosk/http/upload_file.hpp"

namespace kiosk::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using UnixStream = asio::local::stream_protocol;

constexpr int kBacklog = 64;
constexpr mode_t kSocketMode = 0660;              // owner and group: the operators
constexpr std::chrono::milliseconds kRetry{100};  // after an accept failed: descriptors may be out

Error asio_error(const std::string& what, const error_code& error) {
    return system_error(what, error.value());
}

Peer peer_of(const tcp::socket& socket) {
    error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return {};
    return {Transport::tcp, endpoint.address().to_string(), endpoint.address().is_loopback()};
}

Peer peer_of(const UnixStream::socket&) {
    return {Transport::unix_socket, {}, true};
}

// A verdict is small: it must not wait for more bytes to fill a packet (Nagle).
void tune(tcp::socket& socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
}

void tune(UnixStream::socket&) {}

bool is_full(const ServerState& state, const Peer& peer) {
    const Limits& limits = state.settings.limits;
    if (state.sessions.size() >= limits.connections) return true;
    if (peer.transport == Transport::unix_socket) return false;
    const auto found = state.sessions_by_peer.find(peer.address);
    const std::size_t of_peer = found == state.sessions_by_peer.end() ? 0 : found->second;
    return of_peer >= (peer.loopback ? limits.connections_loopback : limits.connections_per_peer);
}

// A few bytes fit the socket's buffer; a client that has no room for them gets nothing.
void turn_away(Socket socket) {
    static constexpr std::string_view kBusy =
        "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n"
        "Retry-After: 1\r\n\r\n";
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(kBusy), ignored);
    socket.close(ignored);
}

// Accepts until the acceptor is closed.
template <class Protocol>
asio::awaitable<void> accept_loop(std::shared_ptr<typename Protocol::acceptor> acceptor,
                                  std::shared_ptr<ServerState> state) {
    asio::steady_timer pause(acceptor->get_executor());
    while (acceptor->is_open()) {
        typename Protocol::socket socket(acceptor->get_executor());
        error_code error;
        co_await acceptor->async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
        if (!acceptor->is_open()) break;
        if (error) {
            state->report("accept: " + error.message());
            pause.expires_after(kRetry);
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
            continue;
        }
        Peer peer = peer_of(socket);
        tune(socket);
        if (is_full(*state, peer)) {
            turn_away(Socket(std::move(socket)));
        } else {
            serve(Socket(std::move(socket)), std::move(peer), state);
        }
    }
}

template <class Protocol>
void start_accepting(std::shared_ptr<typename Protocol::acceptor> acceptor,
                     const std::shared_ptr<ServerState>& state) {
    auto executor = acceptor->get_executor();
    asio::co_spawn(executor, accept_loop<Protocol>(std::move(acceptor), state),
                   [state](const std::exception_ptr& failure) {
                       if (failure) state->report("listener ended by an exception");
                   });
}

// A socket file that nobody listens on is left from a crash.
Result<> clear_stale_socket(asio::io_context& context, const std::filesystem::path& path) {
    std::error_code missing;
    if (!std::filesystem::exists(path, missing)) return {};
    if (!std::filesystem::is_socket(path, missing)) {
        return fail(Errc::conflict, path.string() + " exists and is not a socket");
    }
    UnixStream::socket probe(context);
    error_code error;
    probe.connect(UnixStream::endpoint(path.string()), error);
    if (!error) return fail(Errc::locked, path.string() + " is served by another process");
    std::error_code refused;
    std::filesystem::remove(path, refused);
    if (refused) return fail(system_error("remove " + path.string(), refused.value()));
    return {};
}

}  // namespace

struct Server::Listeners {
    asio::io_context& context;
    std::shared_ptr<ServerState> state;
    std::vector<std::shared_ptr<tcp::acceptor>> tcp_acceptors;
    std::shared_ptr<UnixStream::acceptor> unix_acceptor;
    std::vector<std::string> addresses;
    asio::steady_timer deadline;

    Listeners(asio::io_context& io, Router router, ServerSettings settings)
        : context(io), state(std::make_shared<ServerState>()), deadline(io) {
        state->router = std::move(router);
        state->settings = std::move(settings);
        const std::string& public_origin = state->settings.public_origin;
        if (!public_origin.empty()) state->origins.push_back(public_origin);
    }

    Result<> open_tcp(const ListenAddress& address) {
        const std::string what =
            "listen on " + address.host_text() + ":" + std::to_string(address.port);
        error_code error;
        const auto host = asio::ip::make_address(address.host, error);
        if (error) return fail(Errc::invalid_input, what + ": not an address");
        const tcp::endpoint endpoint(host, address.port);
        auto acceptor = std::make_shared<tcp::acceptor>(context);
        acceptor->open(endpoint.protocol(), error);
        if (!error) acceptor->set_option(tcp::acceptor::reuse_address(true), error);
        if (!error) acceptor->bind(endpoint, error);
        if (!error) acceptor->listen(kBacklog, error);
        if (error) return fail(asio_error(what, error));
        const std::uint16_t port = acceptor->local_endpoint().port();
        for (auto& one : own_origins(address.host_text(), port)) state->origins.push_back(one);
        addresses.push_back("http://" + address.host_text() + ":" + std::to_string(port));
        tcp_acceptors.push_back(std::move(acceptor));
        return {};
    }

    Result<> open_unix(const std::filesystem::path& path) {
        const std::string what = "listen on " + path.string();
        if (path.string().size() >= sizeof(sockaddr_un::sun_path)) {
            return fail(Errc::too_large, what + ": path is longer than 107 bytes");
        }
        KIOSK_TRY_VOID(clear_stale_socket(context, path));
        auto acceptor = std::make_shared<UnixStream::acceptor>(context);
        const UnixStream::endpoint endpoint(path.string());
        error_code error;
        acceptor->open(endpoint.protocol(), error);
        if (!error) acceptor->bind(endpoint, error);
        if (!error && ::chmod(path.c_str(), kSocketMode) != 0) {
            error = error_code(errno, boost::system::system_category());
        }
        if (!error) acceptor->listen(kBacklog, error);
        if (error) return fail(asio_error(what, error));
        addresses.push_back("unix:" + path.string());
        unix_acceptor = std::move(acceptor);
        return {};
    }

    void close() {
        error_code ignored;
        for (const auto& acceptor : tcp_acceptors) acceptor->close(ignored);
        tcp_acceptors.clear();
        if (unix_acceptor) {
            unix_acceptor->close(ignored);
            unix_acceptor.reset();
            std::error_code missing;
            std::filesystem::remove(state->settings.unix_socket, missing);
        }
        addresses.clear();
    }
};

Server::Server(boost::asio::io_context& context, Router router, ServerSettings settings)
    : listeners_(std::make_unique<Listeners>(context, std::move(router), std::move(settings))) {}

Server::~Server() {
    listeners_->close();
    listeners_->state->stopping = true;
    abort_sessions(*listeners_->state);
}

Result<> Server::start() {
    const ServerSettings& settings = listeners_->state->settings;
    for (const auto& address : settings.listen) {
        auto opened = listeners_->open_tcp(address);
        if (!opened) {
            listeners_->close();
            return fail(std::move(opened).error());
        }
    }
    if (!settings.unix_socket.empty()) {
        auto opened = listeners_->open_unix(settings.unix_socket);
        // On a disk that takes no new names the station goes on, reachable by its address.
        const bool disk_refuses = !opened && (opened.error().code == Errc::denied ||
                                              opened.error().code == Errc::no_space);
        if (disk_refuses && !listeners_->tcp_acceptors.empty()) {
            listeners_->state->report(opened.error().context + "; use kioskctl --url");
        } else if (!opened) {
            listeners_->close();
            return fail(std::move(opened).error());
        }
    }
    UploadFile::remove_leftovers(settings.upload_directory);
    for (const auto& acceptor : listeners_->tcp_acceptors) {
        start_accepting<tcp>(acceptor, listeners_->state);
    }
    if (listeners_->unix_acceptor) {
        start_accepting<UnixStream>(listeners_->unix_acceptor, listeners_->state);
    }
    return {};
}

std::vector<std::string> Server::addresses() const {
    return listeners_->addresses;
}

std::size_t Server::connections() const {
    return listeners_->state->sessions.size();
}

void Server::stop() {
    listeners_->close();
    const auto state = listeners_->state;
    state->stopping = true;
    stop_sessions(*state);
    listeners_->deadline.expires_after(state->settings.limits.stop_time);
    listeners_->deadline.async_wait([state](const error_code& error) {
        if (!error) abort_sessions(*state);
    });
}

}  // namespace kiosk::http
