// kiosk/demo/names.hpp — a stock of names as their bearers write them, by language.
//
// All text is UTF-8 in Unicode normalisation form C. Given and family names are common ones; who
// comes out of combining them is invented.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/demo/dice.hpp"

namespace kiosk::demo {

struct NameStock {
    std::string_view language;
    unsigned share;  // how often, relative to the others
    std::span<const std::string_view> given;
    std::span<const std::string_view> middle;  // may be empty
    std::span<const std::string_view> family;
    bool joins_families = false;  // double family names with a hyphen occur
};

[[nodiscard]] std::span<const NameStock> name_stocks();

// A language by its share.
[[nodiscard]] const NameStock& pick_stock(Dice& dice);

// One full name, for example "Akosua Pokuaa Boateng-Ɔsei".
[[nodiscard]] std::string pick_name(const NameStock& stock, Dice& dice);

// The name in small Latin letters and hyphens, for file names and mail addresses; "guest" where
// nothing is left. Romanised by ICU.
[[nodiscard]] std::string slug_of(std::string_view name);

}  // namespace kiosk::demo
