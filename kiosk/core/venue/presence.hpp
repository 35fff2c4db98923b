// kiosk/core/venue/presence.hpp — who is in which zone, by entries and exits only.
//
// The newest scan of a person tells where they are: after an entry in that zone and all zones
// around it, after an exit in the zones around it. So moving into a room leaves the room before.
// At a zone's reset time everybody in it counts as out. Rebuilt from the journal at start.
//
// Which tickets and codes are one person the attendee list says (identities.hpp); another list may
// say otherwise, so all moves are kept (64 bytes each), and made again then.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/venue/identities.hpp"
#include "kiosk/core/venue/person.hpp"
#include "kiosk/core/venue/venue.hpp"

namespace kiosk::core {

// What one person did in one zone.
struct Visit {
    ZoneNumber zone;
    bool inside = false;
    bool forgiven = false;         // a supervisor lets the next entry pass
    bool left_unseen = false;      // checked out by the clock, not by an exit
    bool came_unseen = false;      // inside only by leaving a zone within, which nobody saw entered
    UtcTime since{};               // begin of this visit, or of the newest,
    std::uint16_t station = 0;     // and the station that saw it
    UtcTime seen{};                // last sign of being inside
    std::optional<UtcTime> entry;  // newest scan at an entry of this very zone
    std::optional<UtcTime> exit;   // newest scan at an exit of this very zone
    std::uint16_t exit_station = 0;
};

struct Whereabouts {
    std::vector<Visit> visits;  // a handful
    // Entered a zone that the configuration does not know any more, and nothing since.
    std::optional<std::uint16_t> other_zone;
    UtcTime last_scan{};
};

class Presence {
  public:
    // Both must outlive it.
    Presence(const Venue& venue, const ZoneOffsets& local);

    // What a record changed, to take it back.
    struct Change {
        Person person;
        std::optional<Whereabouts> before;
        std::optional<ZoneNumber> unmatched_exit;
        std::uint32_t made = 0;  // with the moves of this making
    };

    // Takes an admission at a zone; nothing happens for any other record.
    std::optional<Change> apply(const ScanRecord& scan, std::uint64_t seq = 0);

    // The admission of this number counts no more, or again, once settle() has made all moves anew.
    void set_undone(std::uint64_t seq, bool undone);
    void settle();

    // The record did not become durable. Changes are taken back from the newest on, settle() last.
    void take_back(Change change);

    // The next entry passes anti-passback; in every zone where `zone` is empty.
    void forgive(TicketId ticket, std::optional<ZoneNumber> zone);

    // Who is who, from now on and for all that was. Looks at every move.
    void use(const Roster& roster);

    [[nodiscard]] Person holder(const Person& person) const { return identities_.holder(person); }

    // nullptr for a person that was never there; any of their tickets will do. Valid until the next
    // change.
    [[nodiscard]] const Visit* visit(const Person& ticket, ZoneNumber zone) const;

    // Whether the visit lasts; persons in the zone and its sub-zones. Resets up to `now` count.
    [[nodiscard]] bool is_inside(const Visit& visit, FineTime now) const;
    [[nodiscard]] std::uint32_t occupancy(ZoneNumber zone, FineTime now) const;

    // Exits of persons that were not inside, so far as is known: the doubt about occupancy().
    [[nodiscard]] std::uint32_t unmatched_exits(ZoneNumber zone) const {
        return counts_[zone.value].unmatched_exits;
    }

    using Persons = std::unordered_map<Person, Whereabouts, PersonHash>;  // by holder()
    [[nodiscard]] const Persons& persons() const { return persons_; }
    // Another number when persons stand elsewhere in their map, as its growth tells, too.
    [[nodiscard]] std::uint32_t made() const { return made_; }
    [[nodiscard]] const std::string& name(std::uint16_t number) const { return names_[number]; }
    [[nodiscard]] std::optional<UtcTime> newest_scan() const { return newest_scan_; }

  private:
    // An admission at a zone, or a forgiveness.
    struct Move {
        enum class Kind : std::uint8_t { entry, exit, check_out, forgiveness };
        CodeKey code;
        std::optional<TicketId> ticket;
        UtcTime at{};
        std::uint64_t seq = 0;             // of the record; 0 for a forgiveness
        std::optional<ZoneNumber> zone{};  // none: not configured any more; forgiven everywhere
        std::uint16_t zone_name = 0;
        std::uint16_t station = 0;
        Kind kind = Kind::entry;
        bool at_known_time = true;
        bool undone = false;
    };
    struct Count {
        std::uint32_t inside = 0;  // of visits seen at `from` or later
        FineTime from = FineTime::min();
        std::uint32_t unmatched_exits = 0;
    };

    [[nodiscard]] FineTime counted_from(ZoneNumber zone, FineTime now) const;
    [[nodiscard]] std::uint32_t count_since(ZoneNumber zone, FineTime from) const;
    [[nodiscard]] std::uint16_t intern(std::string_view name);
    void follow_resets(UtcTime at);
    void add_to_counts(const Whereabouts& whereabouts, int times);
    [[nodiscard]] Change make(const Move& move);
    void make_again();
    void carry_out(const Move& forgiveness);
    void adopt(const CodeKey& code, TicketId ticket);
    void bring(Whereabouts& person, std::span<const ZoneNumber> path, const Move& move,
               bool unseen);
    void enter(Whereabouts& person, const Move& move);
    void leave(Whereabouts& person, const Move& move, bool unmatched);
    const Venue& venue_;
    const ZoneOffsets& local_;
    Identities identities_;
    std::deque<Move> moves_;  // in order of recording
    std::uint32_t made_ = 0;  // how often they were made again
    bool settled_ = true;
    Persons persons_;
    std::vector<Count> counts_;       // by zone
    std::vector<std::string> names_;  // stations and forgotten zones
    std::optional<UtcTime> newest_scan_;
};

}  // namespace kiosk::core
