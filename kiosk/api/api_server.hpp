// kiosk/api/api_server.hpp — the whole HTTP side of a station, for the daemon to start and stop.
//
// Runs on the io_context of the main thread, as everything that it calls.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/api/events_feed.hpp"
#include "kiosk/api/fleet_hooks.hpp"
#include "kiosk/api/shop_hooks.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/http/limits.hpp"
#include "kiosk/http/router.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/doorkeeper.hpp"
#include "kiosk/ports/station_port.hpp"
#include "kiosk/wire/wording.hpp"

namespace boost::asio {
class io_context;
}

namespace kiosk::api {

struct ApiSettings {
    std::vector<std::string> listen{"127.0.0.1:8080"};  // port 0: the system chooses
    std::string public_origin{};                        // of a proxy: "https://HOST"; empty: none
    std::filesystem::path unix_socket;                  // empty: none
    std::filesystem::path upload_directory;  // exists, ours alone; leftovers in it are deleted
    std::filesystem::path web_root{};        // the screens' sources, for their writers; empty: none
    std::string boot;                        // names this run; letters, digits and dashes
    wire::TimeText time_text;                // times in the event's zone
    http::Limits limits;
    FleetHooks fleet;
    ShopHooks shop;
    std::function<void(std::string_view)> report;  // what went wrong here, for the log
};

class ApiServer {
  public:
    // Station, clock and doorkeeper must outlive the server and all answers under way.
    ApiServer(boost::asio::io_context& context, ports::StationPort& station,
              const ports::Clock& clock, ports::Doorkeeper& doorkeeper, ApiSettings settings);
    ~ApiServer();
    ApiServer(const ApiServer&) = delete;
    ApiServer& operator=(const ApiServer&) = delete;

    // Opens all listeners or none. Errors as http::Server::start, and Errc::invalid_input for an
    // address that is none.
    [[nodiscard]] Result<> start();

    // "http://127.0.0.1:8080", "unix:/run/kioskd/kioskd.sock"; with real ports, after start().
    [[nodiscard]] std::vector<std::string> addresses() const;

    [[nodiscard]] EventsFeed& feed();

    // All that is served, with its roles.
    [[nodiscard]] http::Router routes();

    // Ends streams and idle connections; answers under way get a short while.
    void stop();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace kiosk::api
