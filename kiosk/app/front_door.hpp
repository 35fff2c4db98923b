// kiosk/app/front_door.hpp — the HTTP side with its doorkeeper, and the thread that checks PINs.
#pragma once

#include <filesystem>

#include "kiosk/api/api_server.hpp"
#include "kiosk/app/worker.hpp"
#include "kiosk/login/login_desk.hpp"

namespace kiosk::app {

class FrontDoor {
  public:
    // Ready to start; everything outlives it.
    FrontDoor(boost::asio::io_context& context, ports::StationPort& station,
              const ports::Clock& clock, storage::FileSystem& files,
              const std::filesystem::path& state, const api::ApiSettings& settings);

    [[nodiscard]] api::ApiServer& api() { return api_; }

  private:
    login::LoginDesk desk_;  // works on nothing before the worker is there
    Worker worker_{"pins"};  // ends before the desk that it works for
    api::ApiServer api_;
};

}  // namespace kiosk::app
