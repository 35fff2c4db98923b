// kiosk/cli/supervisor_options.hpp — what supervisors asked for, as plain values.
#pragma once

#include <string>

namespace kiosk::cli {

struct MusterOptions {
    std::string zone;  // empty: the whole venue
    bool csv = false;
};

struct EmergencyOptions {
    bool begin = false;
    std::string operator_id;
    std::string note;
};

struct ForgiveOptions {
    std::string who;   // attendee id or code
    std::string zone;  // empty: every zone
    std::string operator_id;
    std::string note;
};

struct OverrideOptions {
    std::string scan;  // id of the refused scan
    std::string operator_id;
    std::string second;
    std::string reason;
};

struct UndoOptions {
    std::string checkin;  // id or number of its record; "last": the newest of `station`
    std::string station;
    std::string operator_id;
    std::string reason;
    std::string note;
};

struct WalkInOptions {
    std::string name;
    std::string product;
    std::string email;
    std::string company;
    std::string language;
    std::string paid_by = "cash";
    std::string note;
    std::string station;  // where to check in at once; empty: not at all
    std::string operator_id;
};

struct AlertsOptions {
    bool follow = false;
};

}  // namespace kiosk::cli
