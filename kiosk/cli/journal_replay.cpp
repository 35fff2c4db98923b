// kiosk/cli/journal_replay.cpp — the configuration's file first, then the journal.
#include "kiosk/cli/journal_replay.hpp"

#include <string>
#include <string_view>

#include "kiosk/config/config_toml.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"
#include "kiosk/pretix/rule_json.hpp"

namespace kiosk::cli {
namespace {

// An error is one line; what a file says may have several.
std::string one_line(std::string text) {
    text.erase(text.find_last_not_of('\n') + 1);
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) {
        text.replace(at, 1, "; ");
    }
    return text;
}

Result<config::Config> read_config(const std::filesystem::path& file) {
    auto loaded = config::load_config(
        file,
        [](std::string_view zone) {
            return locale::zone_offsets_from_tzdb(std::string(zone)).has_value();
        },
        pretix::read_rule_text);
    if (!loaded.config)
        return fail(Errc::invalid_input, one_line(config::to_text(loaded.problems)));
    return *std::move(loaded.config);
}

}  // namespace

Result<> replay_journal(const ReplayFiles& files,
                        const std::function<bool(const core::ReplayFinding&)>& visit) {
    const config::Config config = KIOSK_TRY(read_config(files.config));
    const ZoneOffsets zone = KIOSK_TRY(locale::zone_offsets_from_tzdb(config.node.timezone));
    return replay::replay_journal({files.state, config, zone}, visit);
}

Result<core::ReplayFinding> find_scan(const ReplayFiles& files,
                                      const std::variant<core::ScanId, std::uint64_t>& scan) {
    const config::Config config = KIOSK_TRY(read_config(files.config));
    const ZoneOffsets zone = KIOSK_TRY(locale::zone_offsets_from_tzdb(config.node.timezone));
    return replay::find_scan({files.state, config, zone}, scan);
}

}  // namespace kiosk::cli
