// kiosk/app/muster_pages.hpp — the muster list as it was when its first page was asked for.
//
// People move while pages are read: a list that was made anew for each page could miss somebody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/core/venue/muster.hpp"

namespace kiosk::app {

class MusterPages {
  public:
    static constexpr std::size_t kKept = 4;  // lists that are read at the same time

    struct Place {
        std::shared_ptr<const core::Muster> list;
        std::uint64_t id = 0;
        std::size_t first = 0;  // row to go on with
    };

    // Keeps a list, whose pages begin here.
    [[nodiscard]] Place begin(core::Muster list);

    // Nothing where the text is no cursor, or its list is gone.
    [[nodiscard]] std::optional<Place> find(std::string_view cursor) const;

    [[nodiscard]] static std::string cursor_of(const Place& place);

  private:
    struct Kept {
        std::uint64_t id = 0;
        std::shared_ptr<const core::Muster> list;
    };
    std::deque<Kept> lists_;
    std::uint64_t next_id_ = 1;
};

// Only the zone with its sub-zones, and whoever may be anywhere.
void keep_only(core::Muster& list, const core::Venue& venue, core::ZoneNumber zone);

}  // namespace kiosk::app
