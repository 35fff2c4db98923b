// kiosk/hub/pg/sqlstate.hpp — what PostgreSQL's five letters mean for whoever has to go on.
#pragma once

#include <string_view>

#include "kiosk/base/error.hpp"

namespace kiosk::hub::pg {

// The letters are those of PostgreSQL's manual, appendix A; the server's text is kept beside them.
// Empty: the connection ended before the server could say anything.
[[nodiscard]] Errc errc_of(std::string_view sqlstate);

// True where the same statements may succeed on a new connection or a little later: the server is
// gone, starting, a standby, full or in a deadlock. Everything else is final.
[[nodiscard]] bool may_pass(Errc code);

}  // namespace kiosk::hub::pg
