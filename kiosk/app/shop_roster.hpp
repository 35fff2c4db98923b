// kiosk/app/shop_roster.hpp — the attendee list that a shop's orders make, on disk.
//
// Runs on the shop's own thread, the only one that writes lists where there is a shop.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/app/shop_list.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/core/ticket_code.hpp"
#include "kiosk/pretix/mirror.hpp"
#include "kiosk/search/people_index.hpp"

namespace kiosk::app {

struct WrittenList {
    std::shared_ptr<const core::Roster> roster;        // null where it is held
    std::shared_ptr<const search::PeopleIndex> index;  // null without room for it
    bool held = false;
    std::string sentence;
};

struct ListWriting {
    std::filesystem::path roster_directory;
    std::shared_ptr<const core::Roster> before;  // null without a list
    UtcTime now;
    bool may_shrink = false;
};

// Writes the attendee list, unless it lacks too many of the tickets before (kShrinkPartMax).
[[nodiscard]] Result<WrittenList> write_shop_list(const ShopList& list,
                                                  const pretix::Mirror& mirror,
                                                  const core::CodeHasher& hasher,
                                                  const ListWriting& writing);

// A list with nobody on it, in place of all that are stored: the access was taken away.
[[nodiscard]] Result<std::shared_ptr<const core::Roster>> write_empty_list(
    const ListWriting& writing);

}  // namespace kiosk::app
