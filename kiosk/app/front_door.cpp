// kiosk/app/front_door.cpp — hooks of the doorkeeper to thread, loop and log.
#include "kiosk/app/front_door.hpp"

#include <system_error>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

namespace kiosk::app {
namespace {

login::LoginHooks login_hooks(boost::asio::io_context& context, Worker& worker) {
    return {.run_aside = [&worker](auto work) { worker.run(std::move(work)); },
            .run_on_main = [&context](auto work) { boost::asio::post(context, std::move(work)); },
            .report = [](const std::string& sentence) { spdlog::error("{}", sentence); }};
}

}  // namespace

FrontDoor::FrontDoor(boost::asio::io_context& context, ports::StationPort& station,
                     const ports::Clock& clock, storage::FileSystem& files,
                     const std::filesystem::path& state, const api::ApiSettings& settings)
    : desk_(files, state, clock, login_hooks(context, worker_)),
      api_(context, station, clock, desk_, settings) {
    const auto& web_root = settings.web_root;
    if (!web_root.empty()) spdlog::warn("the screens come from {}", web_root.string());
    std::error_code error;
    std::filesystem::create_directories(settings.upload_directory, error);
    if (error) spdlog::warn("no list can be imported: upload directory: {}", error.message());
}

}  // namespace kiosk::app
