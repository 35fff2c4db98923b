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
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/venue/muster.hpp"
#include "kiosk/ports/venue_views.hpp"

namespace kiosk::app {

class MusterPages {
  public:
    static constexpr std::size_t kKept = 4;  // lists that are read at the same time

    struct List {
        Timestamp as_of;
        std::optional<UtcTime> newest_scan;  // how old the data may be
        std::optional<UtcTime> emergency_since;
        std::vector<ports::ZoneView> zones;
        ports::MusterCounts counts;
        std::vector<core::MusterEntry> entries;  // by zone, then state, then time
    };

    struct Place {
        std::shared_ptr<const List> list;
        std::uint64_t id = 0;
        std::size_t first = 0;  // row to go on with
    };

    // Forgets the oldest list where kKept are kept, and hands it out.
    [[nodiscard]] std::shared_ptr<const List> make_room();

    // Keeps a list, whose pages begin here.
    [[nodiscard]] Place begin(List list);

    // Nothing where the text is no cursor, or its list is gone.
    [[nodiscard]] std::optional<Place> find(std::string_view cursor) const;

    [[nodiscard]] static std::string cursor_of(const Place& place);

  private:
    struct Kept {
        std::uint64_t id = 0;
        std::shared_ptr<const List> list;
    };
    std::deque<Kept> lists_;
    std::uint64_t next_id_ = 1;
};

}  // namespace kiosk::app
