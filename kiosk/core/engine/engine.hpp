// kiosk/core/engine/engine.hpp — the pure heart: an Event in, Effects out.
//
// No clock, thread, socket, file or random inside: the same events give the same effects, in the
// daemon, in a simulation and in a replay. One thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/check_in_list.hpp"
#include "kiosk/core/engine/answers.hpp"
#include "kiosk/core/engine/effect.hpp"
#include "kiosk/core/engine/event.hpp"
#include "kiosk/core/engine/history.hpp"
#include "kiosk/core/engine/scan_filter.hpp"
#include "kiosk/core/engine/tally.hpp"

namespace kiosk::core {

// One reading place: a desk, or one direction of a gate.
struct Station {
    std::string id;
    std::string list;  // id of its check-in list
    Direction direction = Direction::entry;
    Verdict when_unstored = Verdict::stop;  // stop or check: for entries that cannot be stored
};

// A check-in list as the configuration names it: products by name, resolved in every new roster.
struct ListSettings {
    CheckInList list;
    std::vector<std::string> products;  // looked at only without all_products
};

struct EngineSettings {
    std::vector<Station> stations;
    std::vector<ListSettings> lists;
    std::chrono::milliseconds same_code_window{2500};
    ZoneOffsets zone;  // of the event: rules speak of its days and hours
    BootId boot;
};

class Engine {
  public:
    // `hasher` must outlive the engine. Every station's list exists (the configuration was
    // checked); anything else breaks an invariant.
    Engine(EngineSettings settings, const CodeHasher& hasher);

    // Takes one record of the journal at start, in order, before any event.
    void restore(const SequencedRecord& record);

    [[nodiscard]] Effects handle(const Event& event);

    // Gives a record that is no scan its place in the journal.
    [[nodiscard]] AppendRecord note(Record record);

    // Null until the first RosterReplaced.
    [[nodiscard]] const std::shared_ptr<const Roster>& roster() const { return roster_; }
    [[nodiscard]] const History& history() const { return history_; }
    [[nodiscard]] const Tally& tally() const { return tally_; }
    [[nodiscard]] const EngineSettings& settings() const { return settings_; }
    [[nodiscard]] const Station* station(std::string_view id) const;
    [[nodiscard]] const CheckInList& list(std::string_view id) const;
    [[nodiscard]] std::uint64_t last_seq() const { return next_seq_ - 1; }
    [[nodiscard]] std::uint64_t durable_seq() const { return durable_seq_; }
    [[nodiscard]] StorageState storage() const { return storage_; }
    // Whether an admission can be made durable.
    [[nodiscard]] bool can_store() const { return storage_ != StorageState::red; }

  private:
    // A decision on its way to the disk.
    struct Pending {
        ScanRecord record;
        Outcome outcome;
        std::vector<RequestId> waiting;
        std::string repeat_key;
    };

    [[nodiscard]] Effects on(const ScanSeen& seen);
    [[nodiscard]] Effects on(const RecordsDurable& durable);
    [[nodiscard]] Effects on(const RecordsFailed& failed);
    [[nodiscard]] Effects on(const StorageChanged& changed);
    [[nodiscard]] Effects on(const RosterReplaced& replaced);

    [[nodiscard]] Decision unstored(const Outcome& outcome) const;
    [[nodiscard]] Effects answer_unstored(const ScanSeen& seen, Outcome outcome) const;
    [[nodiscard]] Effects answer_again(const Outcome& earlier,
                                       const std::optional<RequestId>& request);
    [[nodiscard]] Outcome decide(const ScanSeen& seen, const Station& station,
                                 std::string_view code, const CodeKey& key) const;
    [[nodiscard]] Effects record(const ScanSeen& seen, Outcome outcome, std::string_view code,
                                 const CodeKey& key, std::string repeat_key);
    void keep_answer(const Pending& pending);

    EngineSettings settings_;
    const CodeHasher& hasher_;
    std::shared_ptr<const Roster> roster_;
    History history_;
    Tally tally_;
    ScanFilter filter_;
    Answers answers_;
    std::deque<Pending> pending_;  // in order of sequence
    std::uint64_t next_seq_ = 1;
    std::uint64_t durable_seq_ = 0;
    StorageState storage_ = StorageState::green;
    std::deque<SequencedRecord> notes_;  // not durable yet, in order of sequence
    std::vector<Record> lost_notes_;     // could not be stored; noted again when the disk is back
};

}  // namespace kiosk::core
