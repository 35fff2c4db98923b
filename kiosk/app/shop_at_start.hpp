// kiosk/app/shop_at_start.hpp — joins the shop desk to the station, where there is a shop.
#pragma once

#include <functional>
#include <memory>

#include "kiosk/api/shop_hooks.hpp"
#include "kiosk/app/shop_desk.hpp"
#include "kiosk/app/station_service.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::app {

struct ShopSurroundings {
    const config::Config& config;
    storage::FileSystem& files;
    const storage::StatePaths& paths;
    const core::CodeHasher& hasher;
    const core::Engine& engine;
    std::function<void(std::function<void()>)> run_on_main;
    std::string software;
};

// Null where the attendee list does not come from a shop. The desk is to be started once the
// service has its list; `service` is looked at only then.
[[nodiscard]] std::unique_ptr<ShopDesk> make_shop_desk(
    const ShopSurroundings& around, const std::unique_ptr<StationService>& service);

// Lets the station tell how it stands with the shop, and the shop hear of what is undone.
void add_shop(const std::unique_ptr<ShopDesk>& desk, ServiceHooks& hooks);

// Empty where there is no desk.
[[nodiscard]] api::ShopHooks shop_hooks(const std::unique_ptr<ShopDesk>& desk);

}  // namespace kiosk::app
