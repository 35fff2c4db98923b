// kiosk/config/list_settings.hpp — check-in lists, dates and questions as they are written.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/access/question.hpp"
#include "kiosk/core/rules/rule.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::config {

struct ListSettings {
    std::string id;
    ports::LocalText name;
    bool all_products = true;           // products = ["*"]
    std::vector<std::string> products;  // names as in the attendee list
    bool include_pending = false;
    bool allow_multiple_entries = false;
    bool allow_entry_after_exit = true;
    bool addon_match = false;
    std::optional<std::int64_t> subevent;                  // the shop's number of one date
    std::optional<std::chrono::microseconds> exit_all_at;  // local time of every day
    std::optional<std::int64_t> shop_list;    // the shop's list that this is; says what it means
    std::string rules_text;                   // JSON, or the name of a file with it
    std::shared_ptr<const core::Rule> rules;  // read from that; none: no rule
};

// One date of a series.
struct SubeventSettings {
    std::int64_t id = 0;  // the shop's number
    std::string name;     // as attendee lists write it; empty: they give the number
    std::optional<UtcTime> starts;
    std::optional<UtcTime> ends;
    std::optional<UtcTime> admission;
};

struct QuestionSettings {
    std::string id;
    ports::LocalText text;
    core::QuestionType type = core::QuestionType::line;
    bool required = false;
    std::vector<std::string> products;  // names as in the attendee list; none = everybody
    std::vector<std::string> options;   // what may be answered to choice and choices
    std::string only_if;                // id of another question; empty: always asked
    std::vector<std::string> only_if_answers;
    core::AnswerLimits limits;  // min, max and max_length
};

}  // namespace kiosk::config
