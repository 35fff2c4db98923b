// kiosk/cases/world.hpp — the data of a ticket shop as its API delivers it, loaded from files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "kiosk/base/result.hpp"
#include "kiosk/cases/run_cases.hpp"
#include "kiosk/core/access/question.hpp"
#include "kiosk/core/check_in_list.hpp"
#include "kiosk/core/rules/rule_facts.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/ticket.hpp"
#include "kiosk/core/ticket/signature.hpp"

namespace kiosk::cases {

struct NamedList {
    core::CheckInList list;
    std::string name;
};

struct ItemVariation {
    std::int64_t id = 0;
    std::string name;
    bool attention = false;
};

struct Item {
    std::int64_t id = 0;
    std::string name;  // internal name, else the public one
    bool admission = false;
    bool attention = false;
    std::vector<ItemVariation> variations;
};

struct ShopEvent {
    std::string slug;
    ZoneOffsets zone;
    core::EventTimes times;
    std::map<std::int64_t, core::EventTimes> subevents;
    std::vector<core::PublicKey> keys;
    std::vector<Item> items;
    std::map<std::int64_t, NamedList> lists;
    std::vector<core::Question> questions;
    std::vector<std::string> revoked;  // secrets
    std::vector<std::string> blocked;  // secrets

    [[nodiscard]] const Item* item(std::int64_t id) const;
};

struct ShopCheckIn {
    std::int64_t list = 0;
    core::Direction direction = core::Direction::entry;
    FineTime at;
};

struct Position {
    std::size_t event = 0;  // position in World::events
    std::int64_t id = 0;
    std::int64_t number = 0;  // within its order
    std::optional<std::int64_t> addon_to;
    std::string secret;
    std::string order;
    std::string order_status;
    std::string order_email;
    std::optional<std::string> attendee_name;
    std::string attendee_email;
    bool order_attention = false;
    core::TicketFacts facts;
    std::vector<core::Answer> answers;
    std::vector<ShopCheckIn> check_ins;
};

struct Medium {
    std::string type;
    std::string identifier;
    bool active = false;
    std::optional<FineTime> expires;
    std::vector<std::int64_t> positions;  // ids
};

struct World {
    std::vector<ShopEvent> events;
    std::vector<Position> positions;  // in order of loading
    std::vector<Medium> media;

    [[nodiscard]] std::optional<std::size_t> event(const std::string& slug) const;
};

// Loads the files named in `needs` (or in a world of worlds.json), relative to the fixtures folder.
// API objects may hold more fields than we read.
[[nodiscard]] Result<World> load_world(const boost::json::value& needs, const CaseOptions& options);

// Parses one file of at most kCaseBytesMax bytes.
[[nodiscard]] Result<boost::json::value> load_json(const std::filesystem::path& file);

}  // namespace kiosk::cases
