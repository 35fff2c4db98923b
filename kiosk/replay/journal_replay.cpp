// kiosk/replay/journal_replay.cpp — gathers lists, answers and records.
#include "kiosk/replay/journal_replay.hpp"

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "kiosk/config/engine_settings.hpp"
#include "kiosk/crypto/keyed_hasher.hpp"
#include "kiosk/storage/answer_file.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/past_lists.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::replay {
namespace {

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
    storage::FileSystem files;
    const storage::StatePaths paths{source.state};
    if (!storage::is_there(paths.journal())) {
        return fail(Errc::not_found, paths.journal().string() + ": no journal there");
    }
    // No code is read here, so the station's own pepper is not needed.
    const crypto::KeyedHasher hasher(std::array<std::uint8_t, crypto::kPepperBytes>{});
    core::Replay replay(config::engine_settings(source.config, source.zone), hasher,
                        KIOSK_TRY(storage::read_all_lists(files, paths.roster())));
    KIOSK_TRY_VOID(know_answers(files, source.state, source.config, replay));
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

Result<core::ReplayFinding> find_scan(const ReplaySource& source,
                                      const std::variant<core::ScanId, std::uint64_t>& scan) {
    const auto* id = std::get_if<core::ScanId>(&scan);
    std::optional<core::ReplayFinding> found;
    KIOSK_TRY_VOID(replay_journal(source, [&](const core::ReplayFinding& finding) {
        const bool is_it =
            id != nullptr ? finding.record.id == *id : finding.seq == std::get<std::uint64_t>(scan);
        if (is_it) found = finding;
        return !is_it;
    }));
    if (!found) return fail(Errc::not_found, "no recorded scan of this id or number");
    return *std::move(found);
}

}  // namespace kiosk::replay
