// kiosk/cases/world.hpp — the data of a ticket shop as its API delivers it, loaded from files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "kiosk/base/result.hpp"
#include "kiosk/cases/run_cases.hpp"
#include "kiosk/pretix/shop_objects.hpp"

namespace kiosk::cases {

// A ticket, and whose.
struct Position : pretix::Position {
    std::size_t event = 0;  // position in World::events
};

struct World {
    std::vector<pretix::ShopEvent> events;
    std::vector<Position> positions;  // in order of loading
    std::vector<pretix::Medium> media;

    [[nodiscard]] std::optional<std::size_t> event(const std::string& slug) const;
};

// Loads the files named in `needs` (or in a world of worlds.json), relative to the fixtures folder.
// API objects may hold more fields than we read.
[[nodiscard]] Result<World> load_world(const boost::json::value& needs, const CaseOptions& options);

// Adds the order's tickets to the event loaded last.
[[nodiscard]] Result<> add_order(const boost::json::value& value, World& world);

// Parses one file of at most kCaseBytesMax bytes.
[[nodiscard]] Result<boost::json::value> load_json(const std::filesystem::path& file);

}  // namespace kiosk::cases
