// kiosk/api/imports_api.hpp — takes in a new attendee list; the operator's alone.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

inline constexpr std::uint64_t kImportBytesMax = 512ULL * 1024 * 1024;

// POST /api/v1/imports?dry_run=&keep_good=&allow_shrink=&column.FIELD=HEADER, body text/csv, for an
// admin. 200 says what became of the file, also where nothing was imported.
void add_import_routes(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
