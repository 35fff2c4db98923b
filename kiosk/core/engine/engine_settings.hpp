// kiosk/core/engine/engine_settings.hpp — what an engine is told once: stations, lists, event.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/access/question.hpp"
#include "kiosk/core/check_in_list.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/rules/rule_facts.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/ticket/key_set.hpp"
#include "kiosk/core/ticket/signature.hpp"
#include "kiosk/core/venue/venue.hpp"

namespace kiosk::core {

// A name as explanations say it; empty: the id is said.
struct SpokenName {
    std::string english;
    std::string french;
};

// One reading place: a desk, or one direction of a gate.
struct Station {
    std::string id;
    std::string list;  // id of its check-in list
    Direction direction = Direction::entry;
    Verdict when_unstored = Verdict::stop;  // stop or check: for entries that cannot be stored
    std::optional<GateId> gate{};           // what custom rules call its gate
    SpokenName name{};
};

// A check-in list as the configuration names it: products by name, resolved in every new roster.
struct ListSettings {
    CheckInList list;
    std::vector<std::string> products;  // looked at only without all_products
    // The rule as written; `list.rules` is made from it for every roster.
    std::shared_ptr<const Rule> rules{};
    // Products in the rule are found by their name: an attendee list without the shop's numbers.
    bool rules_by_name = false;
    // `list.limit_products` are the numbers that the attendee list has too; `products` are words.
    bool products_by_number = false;
    // Everybody inside is checked out at this local time, every day.
    std::optional<std::chrono::microseconds> exit_all_at{};
};

// A question and the products it is asked for, by name as in the attendee list; none = all.
struct QuestionSettings {
    Question question;
    std::vector<std::string> products;
};

struct EngineSettings {
    std::vector<Station> stations;
    std::vector<ListSettings> lists;
    std::chrono::milliseconds same_code_window{2500};
    ZoneOffsets zone;  // of the event: rules speak of its days and hours
    BootId boot;
    EventTimes times{};
    std::map<SubeventId, EventTimes> subevent_times{};  // else `times`
    std::vector<QuestionSettings> questions{};
    KeySet keys{};
    VenueSettings venue{};                        // checked; none = stations know their lists only
    const SignatureVerifier* verifier = nullptr;  // outlives the engine; none: no signed tickets
};

}  // namespace kiosk::core
