// kiosk/core/venue/person.hpp — who walks through a venue, so far as scans tell.
#pragma once

#include <cstddef>
#include <variant>

#include "kiosk/core/ids.hpp"
#include "kiosk/core/record.hpp"

namespace kiosk::core {

// A ticket of the list, or whoever carries a code that is on no list. Several tickets may be one
// person's: Presence::holder().
using Person = std::variant<TicketId, CodeKey>;

[[nodiscard]] Person person_of(const ScanRecord& scan);

struct PersonHash {
    std::size_t operator()(const Person& person) const;
};

}  // namespace kiosk::core
