// kiosk/api/shop_api.hpp — /api/v1/shop: enrol, look, and what the shop would not take.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/api/shop_hooks.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

void add_shop_routes(http::Router& router, const ShopHooks& hooks);

}  // namespace kiosk::api
