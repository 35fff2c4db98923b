// kiosk/core/venue/identities.hpp — which tickets and codes are one and the same person.
//
// A main ticket and its add-ons are; so is a code that came before the list had it, or came again
// after the list had dropped it, and the ticket that it stands for.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "kiosk/core/roster.hpp"
#include "kiosk/core/venue/person.hpp"

namespace kiosk::core {

class Identities {
  public:
    Identities() = default;
    explicit Identities(const RosterLinks& links);

    // Takes what a scan of this code knew, and what the list knows of it now.
    void learn(const Roster& roster, const CodeKey& code, std::optional<TicketId> ticket);

    // The code stands for this ticket, whatever a list says.
    void tell(const CodeKey& code, TicketId ticket) { tickets_.insert_or_assign(code, ticket); }

    // By the main ticket, for an add-on; by the ticket, for a code that is known to stand for one.
    [[nodiscard]] Person holder(const Person& person) const;

    friend bool operator==(const Identities&, const Identities&) = default;

  private:
    std::vector<AddOnLink> mains_;                               // by add-on
    std::unordered_map<CodeKey, TicketId, PersonHash> tickets_;  // of codes that scans came with
};

}  // namespace kiosk::core
