// kiosk/cli/outcome_text.hpp — the answer to a scan as operators read it.
#pragma once

#include <boost/json/value.hpp>

#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {

// "GO ok  Ama Owusu, Conference, order K7M9P", and what to do.
void print_outcome(const boost::json::value& answer, const Session& session);

}  // namespace kiosk::cli
