// kiosk/api/export_pages.hpp — the rows of each table, a page at a time, from the running station.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/api/export_body.hpp"
#include "kiosk/wire/audience.hpp"
#include "kiosk/wire/export_rows.hpp"

namespace kiosk::api {

// The log ends at what was durable when it was asked for.
[[nodiscard]] ExportPages export_pages(const SharedContext& context, wire::ExportTable table,
                                       wire::Audience audience);

}  // namespace kiosk::api
