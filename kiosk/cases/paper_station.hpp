// kiosk/cases/paper_station.hpp — a station on paper: a shop's data, its scans, no network.
//
// The daemon's engine says whose code it is, the core what the list says to it; the station
// remembers what it admitted.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/cases/paper_engine.hpp"
#include "kiosk/cases/world.hpp"
#include "kiosk/core/access/access_policy.hpp"
#include "kiosk/core/ticket/signed_ticket.hpp"

namespace kiosk::cases {

// A check-in list in use: event slug and list number.
struct ListInUse {
    std::string event;
    std::int64_t list = 0;
};

struct PaperScan {
    FineTime now;
    std::optional<core::GateId> gate;
    std::string secret;  // as the scanner delivers it
    std::vector<ListInUse> lists;
    core::Direction direction = core::Direction::entry;
    std::string source_type = "barcode";
    std::vector<core::Answer> answers;
    bool ignore_unpaid = false;
    bool questions_supported = true;
    bool force = false;
};

// An admitted scan that waits for upload.
struct QueuedScan {
    std::string secret;
    core::Direction direction = core::Direction::entry;
    std::vector<core::Answer> answers;
};

struct PaperOutcome {
    core::Decision decision;
    std::optional<std::size_t> event;  // position in World::events
    const Position* position = nullptr;
    const pretix::Item* item = nullptr;
    const pretix::ItemVariation* variation = nullptr;
    std::optional<std::string> explanation;  // what would have to be true, in words
    std::size_t check_ins = 0;               // of this ticket on all lists, this scan included
    bool may_be_overridden = false;
};

using FoldCase = std::function<std::string(std::string_view text)>;

[[nodiscard]] std::string ascii_lower_case(std::string_view text);

class PaperStation {
  public:
    PaperStation(World world, const core::SignatureVerifier& verifier)
        : world_(std::move(world)), verifier_(verifier) {}

    // Errors: the scan names an event or list that is not loaded.
    [[nodiscard]] Result<PaperOutcome> scan(const PaperScan& scan);

    void forget_check_ins();

    // For search; ASCII letters without it.
    void fold_case_by(FoldCase fold) { fold_case_ = std::move(fold); }
    [[nodiscard]] std::string folded(std::string_view text) const { return fold_case_(text); }

    [[nodiscard]] World& world() { return world_; }
    [[nodiscard]] const World& world() const { return world_; }
    [[nodiscard]] const std::vector<QueuedScan>& queue() const { return queue_; }

    // True when the ticket has an entry or exit on this list.
    [[nodiscard]] bool has_check_in(const Position& position, std::int64_t list) const;
    [[nodiscard]] bool has_entry(const Position& position, std::int64_t list) const;

  private:
    // Names a ticket in the history: its number, or the signed payload.
    using TicketKey = std::pair<std::size_t, std::string>;

    struct Judged {
        std::size_t event = 0;
        std::int64_t list = 0;
        core::TicketFacts facts;
        TicketKey key;
        std::vector<core::Answer> answers;  // on record
        bool by_signature = false;          // no order data; a product may be unknown here
    };

    // What the engine says of the code with the data of one event.
    struct Found {
        std::size_t event = 0;
        std::int64_t list = 0;
        core::Whose whose;
    };

    [[nodiscard]] static TicketKey key_of(const Position& position);
    [[nodiscard]] const Position* position(std::size_t event, core::TicketId id) const;
    [[nodiscard]] Result<std::vector<Found>> look_up(const PaperScan& scan,
                                                     const std::string& code) const;
    [[nodiscard]] PaperOutcome judge_listed(const PaperScan& scan,
                                            const std::vector<Found>& listed);
    [[nodiscard]] PaperOutcome judge_without_data(const PaperScan& scan, const std::string& code,
                                                  const std::vector<Found>& all);
    [[nodiscard]] PaperOutcome judge(const PaperScan& scan, const Judged& judged);
    void record(const PaperScan& scan, const Judged& judged, const core::Decision& decision,
                const std::vector<core::Answer>& answers);
    void store(const TicketKey& key, const std::vector<core::Answer>& given);
    [[nodiscard]] std::vector<core::PastCheckIn> history(const Judged& judged) const;

    World world_;
    const core::SignatureVerifier& verifier_;
    PaperHasher hasher_;
    FoldCase fold_case_ = ascii_lower_case;
    std::map<TicketKey, std::vector<pretix::ShopCheckIn>> made_here_;
    std::map<TicketKey, std::vector<core::Answer>> answered_;  // as the shop has them now
    std::vector<QueuedScan> queue_;
};

}  // namespace kiosk::cases
