// kiosk/ports/local_text.hpp — one text for people in several languages.
#pragma once

#include <map>
#include <string>

namespace kiosk::ports {

// Texts by language, for example {"en": "Desk 1", "fr": "Accueil 1"}.
using LocalText = std::map<std::string, std::string>;

}  // namespace kiosk::ports
