// kiosk/api/backup_api.hpp — POST /api/v1/backup: copy the running station's state.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// Over the UNIX socket only: a backup holds everybody's data and the station's keys.
void add_backup_route(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
