// kiosk/config/config.hpp — how this box is wired, as plain values with their defaults.
//
// Says what is plugged in where; who may enter comes from the attendee list and the check-in lists.
// Never changes after start. Secrets are not here: they come as systemd credentials.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/config/camera_settings.hpp"
#include "kiosk/config/list_settings.hpp"
#include "kiosk/config/scanner_settings.hpp"
#include "kiosk/config/units.hpp"
#include "kiosk/config/venue_settings.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/ticket/key_set.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::config {

using ports::LocalText;

struct NodeSettings {
    std::string name = "kiosk";    // shown in the status; names this box among others
    std::string timezone = "UTC";  // IANA name; days and hours on screens and in counts
};

struct ClockSettings {
    // How far this box's clock may be off where no time server is heard; judged by the hardware
    // where absent.
    std::optional<std::chrono::milliseconds> own_error;
};

struct HttpSettings {
    std::vector<ListenAddress> listen{{"127.0.0.1", 8080, true}};  // nothing else can connect
    std::string public_origin;  // of a proxy before us, "https://HOST" in lower case; empty: none
};

struct EventSettings {
    std::string name;
    std::optional<UtcTime> starts;
    std::optional<UtcTime> ends;
    std::optional<UtcTime> admission;  // doors open; custom rules may speak of it
};

struct KeysSettings {
    std::filesystem::path file;  // public keys of signed tickets; empty: none is trusted
    core::KeySet set;            // read from that
};

enum class SourceType : std::uint8_t { none, csv, pretix };

struct SourceSettings {
    SourceType type = SourceType::none;          // none: the list comes by `kioskctl import`
    std::filesystem::path path;                  // absolute, or relative to the file that names it
    std::map<std::string, std::string> columns;  // our field → header text in the file
    // Of a ticket shop. Its address and this device's key come by `kioskctl shop enrol`.
    std::string event;                                 // as the shop names it in addresses
    std::chrono::milliseconds download_every{60'000};  // until the shop is looked at again
    std::chrono::milliseconds upload_every{2'000};     // until the record is looked at again
    std::filesystem::path ca_file;  // absolute; trusted instead of the system's authorities
};

enum class Profile : std::uint8_t { desk, gate, kiosk, dashboard };

[[nodiscard]] std::string_view name_of(Profile profile);

struct StationSettings {
    std::string id;
    LocalText name;
    Profile profile = Profile::desk;
    std::string language;  // of its screen until a person chooses; empty: the browser's
    std::string list;      // id of its one check-in list
    core::Direction direction = core::Direction::entry;
    LocalText send_to;  // where refused guests are sent: "Help desk"
    core::Verdict when_unstored = core::Verdict::stop;  // entries that no disk takes: stop, check
    std::optional<std::int64_t> gate;                   // what custom rules call this place
    std::string zone;   // id of the zone that this station leads into or out of; empty = none
    bool force = true;  // staff may record what the list refuses; if not said, at desks outside
                        // security zones
};

enum class NameDisplay : std::uint8_t { full, first_initial, hidden };

struct UiSettings {
    std::vector<std::string> languages{"en"};  // the first is the default
    NameDisplay names = NameDisplay::full;
};

struct PrivacySettings {
    std::chrono::days erase_after{14};  // personal data is deleted this long after event.ends
};

struct BackupSettings {
    std::filesystem::path to;                    // empty: backups/ in the state directory
    std::chrono::milliseconds every{3'600'000};  // while something changed; 0: none by itself
};

// What the desk gives out to people without a ticket.
struct WalkInSettings {
    std::vector<std::string> products;  // names, on the attendee list or not; none: nothing
};

struct Config {
    NodeSettings node;
    ClockSettings clock;
    HttpSettings http;
    EventSettings event;
    std::vector<SubeventSettings> subevents;
    SourceSettings source;
    KeysSettings keys;
    std::vector<ListSettings> lists;
    std::vector<QuestionSettings> questions;
    std::vector<StationSettings> stations;
    std::vector<ZoneSettings> zones;
    std::vector<core::Entitlement> entitlements;
    std::vector<core::TicketId> denied;
    std::vector<ScannerSettings> scanners;
    std::vector<CameraSettings> cameras;
    UiSettings ui;
    PrivacySettings privacy;
    BackupSettings backup;
    WalkInSettings walk_in;
    // The same code at the same reader within this time is one scan: longer than a hand holds the
    // trigger, shorter than the next guest with a copy needs to step up.
    std::chrono::milliseconds same_code_window{2500};
};

}  // namespace kiosk::config
