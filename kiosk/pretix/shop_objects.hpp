// kiosk/pretix/shop_objects.hpp — what a ticket shop sells and knows, as its API delivers it.
//
// Facts only, in the shop's numbers. Dates and times are instants; the zone says which day it is.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/core/access/question.hpp"
#include "kiosk/core/check_in_list.hpp"
#include "kiosk/core/rules/rule_facts.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/ticket.hpp"
#include "kiosk/core/ticket/signature.hpp"

namespace kiosk::pretix {

// Offsets of an IANA zone; the core knows no time zone database.
using ZoneLookup = std::function<Result<ZoneOffsets>(const std::string& zone)>;

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
    bool is_series = false;
    bool is_test = false;  // the shop is in test mode: its orders admit nobody
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
    std::int64_t id = 0;
    std::int64_t number = 0;  // within its order
    std::optional<std::int64_t> addon_to;
    std::string secret;
    std::string order;
    std::string order_status;
    std::string order_email;
    std::optional<std::string> attendee_name;
    std::string attendee_email;
    std::string company;
    bool order_attention = false;
    core::TicketFacts facts;
    std::vector<core::Answer> answers;
    std::vector<ShopCheckIn> check_ins;
};

struct Order {
    std::string code;  // unique within an organiser
    bool is_test = false;
    std::string placed_at;  // "datetime" as the shop wrote it
    std::string text;       // the same as a station keeps it; from a download only
    std::vector<Position> positions;
};

struct Medium {
    std::string type;
    std::string identifier;
    bool active = false;
    std::optional<FineTime> expires;
    std::vector<std::int64_t> positions;  // ids
};

}  // namespace kiosk::pretix
