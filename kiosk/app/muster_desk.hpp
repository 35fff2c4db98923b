// kiosk/app/muster_desk.hpp — makes muster lists without letting anybody at a door wait.
//
// A hundred thousand people take a tenth of a second to look through and another to sort. So the
// main thread looks at a few hundred at a time and lets scans go between, and a worker sorts. Main
// thread; what it is handed runs works in order.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/muster_pages.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/ports/venue_views.hpp"

namespace kiosk::app {

class MusterDesk {
  public:
    using Run = std::function<void(std::function<void()>)>;
    using Done = std::function<void(Result<ports::MusterView>)>;

    static constexpr std::size_t kPersonsAtOnce = 500;
    static constexpr std::size_t kListsAtOnce = 4;  // being made
    static constexpr std::chrono::seconds kCountsKept{1};

    // The engine must outlive it. `on_main` comes back later, behind what waits already.
    MusterDesk(const core::Engine& engine, Run on_worker, Run on_main);

    // The query's zone exists, or it has none. `zones` as they are now.
    void ask(const ports::MusterQuery& query, const Timestamp& now,
             std::vector<ports::ZoneView> zones, Done done);

  private:
    // A list on its way.
    struct Making {
        ports::MusterQuery query;
        Timestamp now;
        MusterPages::List list;
        std::vector<std::string> within;  // ids of the zones that are asked for; empty: all
        std::size_t bucket = 0;           // of the persons' map, to go on with
        std::size_t buckets = 0;
        std::uint32_t made = 0;  // of the presence, then
        std::vector<Done> waiting;
    };
    struct Counts {
        Instant made;
        ports::MusterView view;
    };

    void begin(std::shared_ptr<Making> making);
    void look_on(const std::shared_ptr<Making>& making);
    void look_at(Making& making, const core::Person& person, const core::Whereabouts& whereabouts);
    void count(ports::MusterCounts& counts, const core::MusterEntry& entry) const;
    [[nodiscard]] bool is_denied(core::TicketId main) const;
    void sort(const std::shared_ptr<Making>& making);
    void answer(Making& making);
    [[nodiscard]] ports::MusterView page_of(MusterPages::Place place, std::uint32_t limit) const;
    [[nodiscard]] std::optional<core::HolderCard> card_of(const core::Person& person) const;

    const core::Engine& engine_;
    Run on_worker_;
    Run on_main_;
    MusterPages musters_;
    std::size_t lists_in_making_ = 0;
    std::map<std::string, std::shared_ptr<Making>> counting_;  // by zone
    std::map<std::string, Counts> counts_;                     // by zone
};

}  // namespace kiosk::app
