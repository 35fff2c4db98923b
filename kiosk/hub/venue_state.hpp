// kiosk/hub/venue_state.hpp — what the venue's journal means: the engine, and who is known already.
//
// Pure: entries in, decisions out. The engine is the station's own, told of every station; what a
// station writes to its disk is here an entry of the venue's journal.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/core/engine/engine.hpp"
#include "kiosk/hub/venue_journal.hpp"

namespace kiosk::hub {

// A new engine with its settings and its list, as often as it is asked.
using EngineMaker = std::function<std::unique_ptr<core::Engine>()>;

// What came of a batch of scans, by their place in it.
struct Decided {
    std::vector<Entry> entries;                    // to be stored before anything below is told
    std::map<std::size_t, core::Outcome> at_once;  // nothing to be stored: answered before
};

class VenueState {
  public:
    explicit VenueState(EngineMaker make_engine);

    // Forgets everything: the database is another one than before.
    void begin_anew();

    // Entries by other hubs, or by this one before it started; they follow the mark.
    void take(const std::vector<Entry>& entries);

    // Decides scans whose stations are configured and whose ids are new and differ. Then one of
    // stored() and failed() follows.
    [[nodiscard]] Decided decide(const std::vector<const core::ScanSeen*>& scans);
    [[nodiscard]] std::map<std::size_t, core::Outcome> stored();
    void failed();

    // As an entry; an annulment names what it takes back by its position here. Nothing where it is
    // known already, or takes back what is not known yet.
    [[nodiscard]] std::optional<Entry> entry_for(const News& news, std::uint64_t position) const;

    [[nodiscard]] const VenueJournal::Mark& mark() const { return mark_; }
    [[nodiscard]] bool knows(const Origin& origin) const;
    [[nodiscard]] const core::Engine& engine() const { return *engine_; }

  private:
    void note(const Entry& entry);

    EngineMaker make_engine_;
    std::unique_ptr<core::Engine> engine_;
    VenueJournal::Mark mark_;
    std::unordered_map<std::string, std::uint64_t> positions_;  // by origin
    std::vector<Entry> pending_;                                // decided, not stored yet
};

}  // namespace kiosk::hub
