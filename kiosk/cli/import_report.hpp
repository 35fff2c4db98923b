// kiosk/cli/import_report.hpp — what an import did or would do, for people and for scripts.
#pragma once

#include <boost/json/value.hpp>

#include "kiosk/cli/options.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {

// Reads the file here, without a daemon, as far as that goes: rows, columns and rejections in the
// daemon's JSON; nothing about the list before.
[[nodiscard]] Answer<boost::json::value> read_locally(const ImportOptions& options);

// Prints the answer and says how it went: 0 imported or nothing to refuse in a dry run, 1 rows
// were refused, 6 the list shrinks and waits for a yes.
[[nodiscard]] ExitCode report_import(const boost::json::value& answer, const ImportOptions& options,
                                     const Session& session);

}  // namespace kiosk::cli
