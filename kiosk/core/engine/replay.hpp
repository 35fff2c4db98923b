// kiosk/core/engine/replay.hpp — the journal through the engine once more: does it say the same?
//
// Each recorded scan is judged by its facts, with the list of that time and what was recorded
// before it. Pure: records and lists come in, findings go out.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

#include "kiosk/core/engine/engine.hpp"

namespace kiosk::core {

enum class ReplayResult : std::uint8_t { same, different, not_judged };

struct ReplayFinding {
    std::uint64_t seq = 0;
    ScanRecord record;
    ReplayResult result = ReplayResult::not_judged;
    std::string_view why;  // not_judged: what is missing
    Judgement now;         // unless not_judged
};

class Replay {
  public:
    using Rosters = std::map<std::uint64_t, std::shared_ptr<const Roster>>;  // by version

    // `hasher` must outlive the replay.
    Replay(EngineSettings settings, const CodeHasher& hasher, Rosters rosters)
        : engine_(std::move(settings), hasher), rosters_(std::move(rosters)) {}

    // Answers to questions, which the journal does not hold; before the first record.
    void know(const AnswersKept& answers) { static_cast<void>(engine_.handle(answers)); }

    // Takes the records from the first on, in order. Nothing for a record that is no scan.
    [[nodiscard]] std::optional<ReplayFinding> take(const SequencedRecord& record);

  private:
    [[nodiscard]] std::string_view obstacle(const ScanRecord& scan);

    Engine engine_;
    Rosters rosters_;
    std::size_t walk_ins_ = 0;  // that the engine finds
};

}  // namespace kiosk::core
