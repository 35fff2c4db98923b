// kiosk/core/engine/answer_keys.hpp — what makes two requests the same one.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/core/ids.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/scan.hpp"

namespace kiosk::core {

// The answer belongs to this request alone: another code under the same nonce is another request,
// or a client whose nonces repeat would let everybody in as its first guest.
[[nodiscard]] std::string nonce_key(std::string_view nonce, std::string_view station,
                                    Direction direction, const CodeKey& key);
[[nodiscard]] std::string nonce_key(const ScanRecord& scan);

// An exit is another scan than the entry before it, at the same place too.
[[nodiscard]] std::string place_key(std::string_view place, Direction direction);
[[nodiscard]] std::string repeat_key(std::string_view place_and_direction, const CodeKey& key);

}  // namespace kiosk::core
