// kiosk/http/server.hpp — listens, and keeps the connections within their limits.
//
// Everything runs on the io_context given, which one thread runs. Handlers are called there.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/http/limits.hpp"
#include "kiosk/http/listen_address.hpp"
#include "kiosk/http/request.hpp"
#include "kiosk/http/request_plan.hpp"
#include "kiosk/http/router.hpp"

namespace boost::asio {
class io_context;
}

namespace kiosk::http {

struct ServerSettings {
    std::vector<ListenAddress> listen;
    std::filesystem::path unix_socket;       // empty: none
    std::filesystem::path upload_directory;  // exists and is ours alone
    std::vector<Header> common_headers;      // of every answer, unless it has its own
    std::string public_origin;  // "https://HOST" of a proxy before us; lower case; empty: none
    std::string boot;           // begins every trace_id
    Authenticate authenticate = authenticate_by_transport;
    Limits limits;
    std::function<void(std::string_view)> report;  // what went wrong here, for the log
};

class Server {
  public:
    Server(boost::asio::io_context& context, Router router, ServerSettings settings);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Opens all listeners or none. Errc::conflict or denied for a port that cannot be had,
    // Errc::locked where a living process has the UNIX socket; a dead one's is replaced.
    [[nodiscard]] Result<> start();

    // What is listened on, with real ports: "http://127.0.0.1:8080", "unix:/run/kioskd.sock".
    [[nodiscard]] std::vector<std::string> addresses() const;

    // Closes the listeners and idle connections; answers under way get Limits::stop_time.
    void stop();

    [[nodiscard]] std::size_t connections() const;

  private:
    struct Listeners;
    std::unique_ptr<Listeners> listeners_;
};

}  // namespace kiosk::http
