// kiosk/cli/journal_replay.cpp — gathers configuration, lists, answers and records.
#include "kiosk/cli/journal_replay.hpp"

#include <array>
#include <charconv>
#include <memory>
#include <string_view>
#include <utility>

#include "kiosk/cases/rule_json.hpp"
#include "kiosk/config/config_toml.hpp"
#include "kiosk/config/engine_settings.hpp"
#include "kiosk/crypto/keyed_hasher.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"
#include "kiosk/storage/answer_file.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/roster_rows.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::cli {
namespace {

Result<config::Config> read_config(const std::filesystem::path& file) {
    auto loaded = config::load_config(
        file,
        [](std::string_view zone) {
            return locale::zone_offsets_from_tzdb(std::string(zone)).has_value();
        },
        cases::read_rule_text);
    if (!loaded.config) return fail(Errc::invalid_input, config::to_text(loaded.problems));
    return *std::move(loaded.config);
}

// "roster-12.sqlite" is 12; nothing for other names.
std::optional<std::uint64_t> version_of(std::string_view name) {
    constexpr std::string_view kPrefix = "roster-";
    constexpr std::string_view kSuffix = ".sqlite";
    if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
    name = name.substr(kPrefix.size(), name.size() - kPrefix.size() - kSuffix.size());
    std::uint64_t version = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), version);
    if (error != std::errc{} || end != name.data() + name.size()) return std::nullopt;
    return version;
}

// Those that can be read; the journal tells which are missed.
Result<core::Replay::Rosters> read_rosters(storage::FileSystem& files,
                                           const storage::Path& directory) {
    core::Replay::Rosters rosters;
    const auto names = files.list(directory);
    if (!names && names.error().code == Errc::not_found) return rosters;
    if (!names) return fail(names.error());
    for (const auto& name : *names) {
        const auto version = version_of(name);
        if (!version) continue;
        auto roster = storage::read_roster_tables(directory / name);
        if (roster) rosters[*version] = std::make_shared<const core::Roster>(*std::move(roster));
    }
    return rosters;
}

Result<> know_answers(storage::FileSystem& files, const storage::Path& state,
                      const config::Config& config, core::Replay& replay) {
    const auto answers = KIOSK_TRY(storage::read_answers(files, state / storage::kAnswerFileName));
    for (const auto& answer : answers) {
        if (const auto number = config::question_number(config, answer.question)) {
            replay.know({answer.ticket, {{*number, answer.text}}});
        }
    }
    return {};
}

}  // namespace

Result<> replay_journal(const ReplaySource& source,
                        const std::function<bool(const core::ReplayFinding&)>& visit) {
    const config::Config config = KIOSK_TRY(read_config(source.config));
    const ZoneOffsets zone = KIOSK_TRY(locale::zone_offsets_from_tzdb(config.node.timezone));
    storage::FileSystem files;
    const storage::StatePaths paths{source.state};
    // No code is read here, so the station's own pepper is not needed.
    const crypto::KeyedHasher hasher(std::array<std::uint8_t, crypto::kPepperBytes>{});
    core::Replay replay(config::engine_settings(config, zone), hasher,
                        KIOSK_TRY(read_rosters(files, paths.roster())));
    KIOSK_TRY_VOID(know_answers(files, source.state, config, replay));
    bool over = false;
    const auto report =
        KIOSK_TRY(storage::walk_journal(files, paths.journal(), storage::WalkDepth::verify,
                                        [&](const storage::RecordView& view) -> Result<> {
                                            if (over) return {};
                                            const core::Record record =
                                                KIOSK_TRY(core::decode_record(view.payload));
                                            const auto finding = replay.take({view.seq, record});
                                            if (finding) over = !visit(*finding);
                                            return {};
                                        }));
    if (report.damage && !over) return fail(Errc::corrupt, describe(*report.damage));
    return {};
}

}  // namespace kiosk::cli
