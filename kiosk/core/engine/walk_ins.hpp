// kiosk/core/engine/walk_ins.hpp — who got a ticket at the desk, beside every attendee list.
//
// A list may come and go; walk-ins stay, and are looked up behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kiosk/core/roster.hpp"
#include "kiosk/core/walk_in.hpp"

namespace kiosk::core {

struct WalkIn {
    std::uint64_t seq = 0;  // of its record
    WalkInRecord record;
    WalkInTexts texts;  // empty where they were forgotten
};

class WalkIns {
  public:
    // A durable one; without texts where the journal tells of it.
    void add(WalkIn walk_in);

    // The texts of one from before the start; those of no record are not kept.
    void name(const CodeKey& code, WalkInTexts texts);

    // On its way to the disk: counts when its record is durable.
    void await(WalkIn walk_in) { waiting_.push_back(std::move(walk_in)); }
    // True where some began to count.
    bool durable_through(std::uint64_t seq);
    void failed_from(std::uint64_t seq);

    [[nodiscard]] const std::vector<WalkIn>& all() const { return all_; }  // oldest first
    [[nodiscard]] std::size_t awaited() const { return waiting_.size(); }
    [[nodiscard]] const WalkIn* find(TicketId ticket) const;
    // The one that this request made; nullptr for an empty nonce.
    [[nodiscard]] const WalkIn* made_by(std::string_view nonce) const;
    // The same of one that waits for the disk.
    [[nodiscard]] bool awaits(std::string_view nonce) const;

    // The list with the walk-ins behind it. Whoever is on the list too is found there. Products
    // that the list lacks have numbers that no list has.
    [[nodiscard]] std::shared_ptr<const Roster> join(std::shared_ptr<const Roster> list);
    // What was joined: the list alone, and the walk-ins alone; null where there are none.
    [[nodiscard]] const std::shared_ptr<const Roster>& list() const { return list_; }
    [[nodiscard]] const std::shared_ptr<const Roster>& added() const { return added_; }

  private:
    std::shared_ptr<const Roster> list_;
    std::shared_ptr<const Roster> added_;
    std::vector<WalkIn> all_;
    std::deque<WalkIn> waiting_;
    std::unordered_map<TicketId, std::size_t> by_ticket_;
    std::unordered_map<std::string, std::size_t> by_nonce_;
};

}  // namespace kiosk::core
