// tests/bench/list_walk.hpp — the reference for searches: every name is looked at, one by one.
//
// Names folded beforehand, as one text each; equal words and beginnings only, no mistakes forgiven,
// no other field. Any search without an index does at least this.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/core/roster.hpp"

namespace kiosk::bench {

class ListWalk {
  public:
    explicit ListWalk(const core::Roster& roster);

    // How many names have a word that begins so, for every word of the query.
    [[nodiscard]] std::size_t count(std::string_view query) const;

  private:
    std::string names_;  // " word word\n" for each ticket, one after another
};

}  // namespace kiosk::bench
