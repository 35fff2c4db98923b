// kiosk/core/engine/engine.hpp — the pure heart: an Event in, Effects out.
//
// No clock, thread, socket, file or random inside: the same events give the same effects, in the
// daemon, in a simulation and in a replay. One thread at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kiosk/core/engine/answers.hpp"
#include "kiosk/core/engine/badge_issues.hpp"
#include "kiosk/core/engine/effect.hpp"
#include "kiosk/core/engine/engine_settings.hpp"
#include "kiosk/core/engine/event.hpp"
#include "kiosk/core/engine/history.hpp"
#include "kiosk/core/engine/judgement.hpp"
#include "kiosk/core/engine/pending.hpp"
#include "kiosk/core/engine/scan_filter.hpp"
#include "kiosk/core/engine/tally.hpp"
#include "kiosk/core/engine/walk_ins.hpp"
#include "kiosk/core/venue/muster.hpp"
#include "kiosk/core/venue/presence.hpp"

namespace kiosk::core {

class Engine {
  public:
    // `hasher` must outlive the engine. Every station's list exists (the configuration was
    // checked); anything else breaks an invariant.
    Engine(EngineSettings settings, const CodeHasher& hasher);
    Engine(const Engine&) = delete;  // presence looks into the venue beside it
    // Takes one record of the journal at start, in order, before any event; asked only behind one.
    void restore(const SequencedRecord& record);
    void name_walk_in(WalkInTexts texts);  // kept beside the journal; before a list
    [[nodiscard]] Effects handle(const Event& event);

    // The answers of this scan that the shop would store, and whose they are. They are to be made
    // durable and handed in as AnswersKept before the scan itself. Nothing where there are none.
    [[nodiscard]] std::optional<AnswersKept> answers_to_keep(const ScanSeen& seen) const;
    // Decides a record again, with what the engine knows now. Its station must be configured.
    [[nodiscard]] Judgement judge_again(const ScanRecord& record) const;

    // Whose ticket this is: by the list, else by the word of the code itself. A list is loaded.
    [[nodiscard]] Whose whose(const Presented& presented) const;

    // Takes over a list without a note in the journal: replays.
    void use(std::shared_ptr<const Roster> list);
    // Gives a record that is no scan its place in the journal.
    [[nodiscard]] AppendRecord note(Record record);

    // The list, and walk-ins behind it. Null until the first RosterReplaced.
    [[nodiscard]] const std::shared_ptr<const Roster>& roster() const { return roster_; }
    [[nodiscard]] const WalkIns& walk_ins() const { return walk_ins_; }
    [[nodiscard]] const History& history() const { return history_; }
    [[nodiscard]] const Tally& tally() const { return tally_; }
    [[nodiscard]] const Venue& venue() const { return venue_; }
    [[nodiscard]] const Presence& presence() const { return presence_; }
    [[nodiscard]] std::optional<UtcTime> emergency_since() const { return emergency_since_; }
    [[nodiscard]] Muster muster_at(const Timestamp& now) const;
    [[nodiscard]] const EngineSettings& settings() const { return settings_; }
    // How the check-in of this number was taken back; nullptr: it stands.
    [[nodiscard]] const AnnulmentRecord* annulment_of(std::uint64_t seq) const;
    [[nodiscard]] const Station* station(std::string_view id) const;
    [[nodiscard]] const CheckInList& list(std::string_view id) const;
    [[nodiscard]] std::uint64_t last_seq() const { return next_seq_ - 1; }
    [[nodiscard]] std::uint64_t durable_seq() const { return durable_seq_; }
    [[nodiscard]] StorageState storage() const { return storage_; }
    [[nodiscard]] bool can_store() const { return storage_ != StorageState::red; }  // durably

  private:
    [[nodiscard]] Effects on(const ScanSeen& seen);
    [[nodiscard]] Effects on(const RecordsDurable& durable);
    [[nodiscard]] Effects on(const RecordsFailed& failed);
    [[nodiscard]] Effects on(const StorageChanged& changed);
    [[nodiscard]] Effects on(const RosterReplaced& replaced);
    [[nodiscard]] Effects on(const AnswersKept& kept);
    [[nodiscard]] Effects on(const TimePassed& passed);
    [[nodiscard]] Effects on(const SupervisorActed& acted);
    [[nodiscard]] Effects on(const CheckInUndone& undone);
    [[nodiscard]] Effects on(const ShopTold& told);
    [[nodiscard]] Effects on(const WalkInMade& made);
    void resolve_products();
    [[nodiscard]] Decision unstored(const Outcome& outcome) const;
    [[nodiscard]] Effects answer_unstored(const ScanSeen& seen, Outcome outcome) const;
    [[nodiscard]] std::optional<Effects> answer_again(const std::string& key,
                                                      const std::optional<RequestId>& request);
    bool is_repeat(const ScanSeen& seen, const Presented& shown, const std::string& key);
    [[nodiscard]] Presented presented(const ScanSeen& seen) const;
    [[nodiscard]] std::vector<TicketIndex> listed(const Presented& presented) const;
    [[nodiscard]] std::vector<TicketIndex> with_add_ons(std::vector<TicketIndex> found,
                                                        std::string_view on_list) const;
    void choose_listed(const std::vector<TicketIndex>& found, const Presented& presented,
                       Whose& whose) const;
    void take_word_of(const Presented& presented, Whose& whose) const;
    void take_record_of(const Presented& presented, Whose& whose) const;
    void take_signed(SignedWord word, Whose& whose) const;
    [[nodiscard]] bool denies(const Presented& presented, const Whose& whose) const;
    [[nodiscard]] Judgement judge_check_out(const ScanRecord& record) const;
    enum class Detail : std::uint8_t { none, steps };
    [[nodiscard]] Judgement judge(const Presented& presented, Detail detail) const;
    [[nodiscard]] Judgement judge_by_list(const Presented& presented, Detail detail) const;
    void take(const SupervisorRecord& act);
    void take(const AnnulmentRecord& act, bool counts);
    [[nodiscard]] Outcome decide(const ScanSeen& seen, const Presented& presented) const;
    [[nodiscard]] RuleWords words_for(const Facts& facts, const HolderCard& card) const;
    [[nodiscard]] std::vector<Answer> answers_of(TicketId ticket,
                                                 std::span<const Answer> given) const;
    [[nodiscard]] Effects answer_recorded(const ScanSeen& seen, Outcome outcome);
    [[nodiscard]] Effects record(const ScanSeen& seen, Outcome&& outcome,
                                 const Presented& presented, std::string&& repeat_key);
    void check_everybody_out(const ListSettings& list, const Timestamp& now, Effects& effects);
    void check_out(TicketId ticket, const ListSettings& list, const Timestamp& at,
                   Effects& effects);
    void keep_answer(const Pending& done);

    EngineSettings settings_;
    const CodeHasher& hasher_;
    WalkIns walk_ins_;
    std::shared_ptr<const Roster> roster_;
    std::vector<Product> products_;  // of the list, and those that only the key set names
    std::vector<TicketId> denied_;   // with all their tickets on the list; ascending
    History history_;
    Tally tally_;
    BadgeIssues issues_;
    ScanFilter filter_;
    Answers answers_;
    std::deque<Pending> pending_;  // in order of sequence
    std::uint64_t next_seq_ = 1;
    std::uint64_t durable_seq_ = 0;
    StorageState storage_ = StorageState::green;
    std::deque<SequencedRecord> notes_;                // not durable yet, in order of sequence
    std::map<std::uint64_t, AnnulmentRecord> undone_;  // by the check-in's sequence
    std::vector<Record> lost_notes_;   // could not be stored; noted again when the disk is back
    std::vector<Question> questions_;  // products resolved in this roster
    std::unordered_map<TicketId, std::vector<Answer>> on_record_;  // answers, durable elsewhere
    std::map<std::string, FineTime> checked_out_until_;            // by list; swept for exit_all_at
    Venue venue_;
    Presence presence_;
    std::optional<UtcTime> emergency_since_;
    std::optional<std::pair<BootId, Instant>> emergency_act_;  // the last beginning or end
};

}  // namespace kiosk::core
