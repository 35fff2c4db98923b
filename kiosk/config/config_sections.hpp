// kiosk/config/config_sections.hpp — which keys each table of kioskd.toml has.
//
// Private to this folder.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/config/config.hpp"
#include "kiosk/config/table_reader.hpp"

namespace kiosk::config {

// Fields of an attendee that a column can fill; the same names as kiosk/imports/field.hpp, which a
// test compares.
inline constexpr std::array<std::string_view, 25> kColumnFields{"code",
                                                                "name",
                                                                "first_name",
                                                                "last_name",
                                                                "email",
                                                                "contact",
                                                                "company",
                                                                "order",
                                                                "product",
                                                                "variation",
                                                                "note",
                                                                "status",
                                                                "paid",
                                                                "canceled",
                                                                "blocked",
                                                                "attention",
                                                                "valid_from",
                                                                "valid_until",
                                                                "subevent",
                                                                "require_approval",
                                                                "valid_if_pending",
                                                                "position",
                                                                "addon_to",
                                                                "medium",
                                                                "medium_expires"};

inline constexpr std::int64_t kNumberMax = INT64_MAX;  // of the shop's numbers
inline constexpr std::size_t kWalkInProductsMax = 50;  // more do not fit a choice

// [[list]], [[question]] and [walk_in] (list_sections.cpp).
void read_list(TableReader& in, ListSettings& list);
void read_question(TableReader& in, QuestionSettings& question);
void read_walk_in(TableReader& in, WalkInSettings& walk_in);

// [[scanner]] (scanner_sections.cpp); `window` is of all readers.
void read_scanner(TableReader& in, ScannerSettings& scanner, std::chrono::milliseconds& window);

// [[zone]], [[entitlement]] and [[deny]] (venue_sections.cpp).
void read_zone(TableReader& in, ZoneSettings& settings);
void read_entitlement(TableReader& in, core::Entitlement& entitlement);
void read_deny(TableReader& in, std::vector<core::TicketId>& denied);

// Reads every table of one file into `config`; what is not written keeps its value.
void read_sections(TableReader& top, Config& config);

}  // namespace kiosk::config
