// kiosk/cli/doctor_checks.cpp — each check with its reason and its cure.
#include "kiosk/cli/doctor_checks.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/config/config_toml.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"
#include "kiosk/pretix/rule_json.hpp"

namespace kiosk::cli {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::int64_t kProgramYearStart = 1'767'225'600;  // 2026-01-01: no clock is before this
constexpr std::int64_t kListAgeDoubtful = 7 * 86'400;      // seconds; a week without an import

Finding check_list(const json::value& list) {
    if (!truth_of(list, "loaded")) {
        return {"list", Health::bad, "no attendee list", "kioskctl import FILE.csv"};
    }
    const std::int64_t age = number_of(list, "age_s");
    const std::int64_t tickets = number_of(list, "tickets");
    const std::string text = fmt::format("{} ticket{}, {} old", grouped(tickets),
                                         tickets == 1 ? "" : "s", age_text(age));
    if (truth_of(list, "held")) {
        return {"list", Health::doubtful, text + "; a smaller list waits for a yes",
                "kioskctl import FILE.csv --confirm-shrink"};
    }
    if (age > kListAgeDoubtful) {
        return {"list", Health::doubtful, text, "import a newer list, if there is one"};
    }
    return {"list", Health::good, text, ""};
}

Finding check_storage(const json::value& storage) {
    const std::string state = text_of(storage, "state");
    const std::string code = text_of(storage, "code");
    if (state == "green" && code.empty()) {
        return {"storage", Health::good,
                fmt::format("{} records durable", grouped(number_of(storage, "durable_seq"))), ""};
    }
    return {"storage", state == "red" ? Health::bad : Health::doubtful,
            text_of(storage, "sentence") + (code.empty() ? "" : " " + code),
            "look at the disk (df, dmesg), then kioskctl verify; what the code means: states.md"};
}

Finding check_station_clock(const json::value& clock) {
    const std::string code = text_of(clock, "code");
    if (code.empty()) return {"station clock", Health::good, text_of(clock, "sentence"), ""};
    return {"station clock", Health::doubtful, text_of(clock, "sentence") + " " + code,
            "timedatectl set-ntp true; without network: timedatectl set-time, then restart kioskd"};
}

Finding check_reader(const json::value& reader) {
    const std::string name = "reader " + text_of(reader, "id");
    const std::string state = text_of(reader, "state");
    if (state == "ready") {
        return {name, Health::good, "ready", ""};
    }
    return {name, state == "absent" ? Health::doubtful : Health::bad, text_of(reader, "sentence"),
            "plug it in, or correct its path in kioskd.toml"};
}

}  // namespace

Finding check_config_file(const fs::path& file) {
    std::error_code unreadable;
    if (!fs::exists(file, unreadable)) {
        return {"config", Health::doubtful, fmt::format("{} is not there", file.string()),
                "name the file with --config"};
    }
    const auto loaded = config::load_config(
        file,
        [](std::string_view zone) {
            return locale::zone_offsets_from_tzdb(std::string(zone)).has_value();
        },
        pretix::read_rule_text);
    if (loaded.problems.empty()) {
        return {"config", Health::good, file.string(), ""};
    }
    const auto worst = std::ranges::max(loaded.problems, {}, &config::Problem::severity);
    return {"config", loaded.config ? Health::doubtful : Health::bad, to_text(worst),
            fmt::format("kioskd --check-config {} shows all {}", file.string(),
                        loaded.problems.size())};
}

Finding check_time_zones() {
    if (const auto zone = locale::zone_offsets_from_tzdb("Africa/Accra"); !zone) {
        return {"time zones", Health::bad, zone.error().context, "apt install tzdata"};
    }
    return {"time zones", Health::good, "known", ""};
}

Finding check_free_space(const fs::path& state) {
    std::error_code unreadable;
    const fs::space_info space = fs::space(state, unreadable);
    if (unreadable) {
        return {"disk", Health::doubtful,
                fmt::format("{}: {}", state.string(), unreadable.message()),
                "name the state directory with --state"};
    }
    const std::string text =
        fmt::format("{} MiB free in {}", space.available >> 20U, state.string());
    if (space.available < kFreeBytesDoubtful) {
        return {"disk", space.available < kFreeBytesBad ? Health::bad : Health::doubtful, text,
                "make room: every scan must be stored before it is admitted"};
    }
    return {"disk", Health::good, text, ""};
}

Finding check_clock(std::int64_t seconds_since_1970, bool kernel_synced) {
    if (seconds_since_1970 < kProgramYearStart) {
        return {"clock", Health::bad, "shows a time before this program was made",
                "timedatectl set-time, or connect the network"};
    }
    if (!kernel_synced) {
        return {"clock", Health::doubtful, "not synchronised with any time server",
                "timedatectl set-ntp true; without network compare it with a watch"};
    }
    return {"clock", Health::good, "synchronised", ""};
}

std::vector<Finding> check_status(const json::value& status) {
    std::vector<Finding> findings{check_list(field_of(status, "list")),
                                  check_storage(field_of(status, "storage")),
                                  check_station_clock(field_of(status, "clock"))};
    std::ranges::transform(items_of(status, "readers"), std::back_inserter(findings), check_reader);
    return findings;
}

}  // namespace kiosk::cli
