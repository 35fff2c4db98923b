// kiosk/demo/station_config.cpp — the file as a whole; only the event's days are filled in.
#include "kiosk/demo/station_config.hpp"

#include <string_view>

#include "kiosk/base/check.hpp"
#include "kiosk/demo/conference.hpp"

namespace kiosk::demo {
namespace {

constexpr std::string_view kTemplate =
    R"(# kioskd.toml — the demo: a desk, a gate and a kiosk; no network, no devices.
config_version = 1

[node]
name = "demo-laptop"
role = "standalone"
timezone = "Africa/Accra"

[http]
listen = "127.0.0.1:8080"       # loopback only: nothing else can connect

[event]
name = "@NAME@"
starts = @STARTS@
ends = @ENDS@

[source]
type = "csv"
path = "attendees.csv"          # relative to this file

[[list]]
id = "main"
name = { en = "Main entrance", fr = "Entrée principale" }
products = ["Full pass", "Conference", "Tutorial day", "Workshop", "Workshop coach", "Speaker",
            "Volunteer", "Security staff", "Sponsor", "Press", "Sprint only"]

[[station]]
id = "desk-1"
name = { en = "Desk 1", fr = "Accueil 1" }
profile = "desk"
lists = ["main"]

[[station]]
id = "gate-main-in"
name = { en = "Main gate, in", fr = "Portail, entrée" }
profile = "gate"
lists = ["main"]
send_to = { en = "Desk 1", fr = "Accueil 1" }

[[station]]
id = "self-1"
name = { en = "Self-service", fr = "Libre-service" }
profile = "kiosk"
lists = ["main"]

[walk_in]                       # what the desk gives to people without a ticket
products = ["Tutorial day", "Conference"]

[[camera]]                      # a picture copied into the folder is seen as by a camera
id = "folder"
station = "desk-1"
folder = "inbox"
existing = "ignore"
)";

void fill_in(std::string& text, std::string_view place, std::string_view value) {
    const std::size_t at = text.find(place);
    KIOSK_CHECK(at != std::string::npos, "the template has the place");
    text.replace(at, place.size(), value);
}

}  // namespace

std::string station_config(std::chrono::sys_days day_one) {
    std::string text(kTemplate);
    fill_in(text, "@NAME@", kConferenceName);
    fill_in(text, "@STARTS@", start_of(day_one, 1));
    fill_in(text, "@ENDS@", end_of(day_one, kDays));
    return text;
}

}  // namespace kiosk::demo
