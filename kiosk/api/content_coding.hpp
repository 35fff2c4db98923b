// kiosk/api/content_coding.hpp — gzip, for content that is the same for everybody.
//
// Never for answers that bear a secret beside something that the asker chose: their compressed
// length would tell the secret (BREACH, 2013).
#pragma once

#include <string>
#include <string_view>

namespace kiosk::api {

// Whether an Accept-Encoding of this value takes gzip (RFC 9110 section 12.5.3); one that cannot be
// read takes nothing.
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

// RFC 1952, as small as zlib can make it.
[[nodiscard]] std::string to_gzip(std::string_view content);

}  // namespace kiosk::api
