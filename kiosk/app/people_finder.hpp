// kiosk/app/people_finder.hpp — who is meant: searches of the list, on a worker.
//
// Lives on the main thread. The index of a list is made on the search worker, or beside an import;
// scans never wait for it. Searches that come while it is made wait for it, in their order.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/core/ticket_code.hpp"
#include "kiosk/ports/station_port.hpp"
#include "kiosk/search/people_search.hpp"

namespace kiosk::app {

class PeopleFinder {
  public:
    using Found = std::function<void(Result<ports::AttendeePage>)>;
    using Run = std::function<void(std::function<void()>)>;

    // `run_search`: on a worker, one after another; `run_on_main`: from any thread. Engine and
    // hasher must outlive the finder, and the finder what it gives to run.
    PeopleFinder(const core::Engine& engine, const core::CodeHasher& hasher, Run run_search,
                 Run run_on_main)
        : engine_(engine),
          hasher_(hasher),
          run_search_(std::move(run_search)),
          run_on_main_(std::move(run_on_main)) {}

    // From now on this list is searched. `index` may be null: it is then made on the worker.
    void take(std::shared_ptr<const core::Roster> roster,
              std::shared_ptr<const search::PeopleIndex> index);
    // The tickets behind that list, few; null where there are none.
    void take_added(std::shared_ptr<const core::Roster> added);

    // Of equal hits those who have not arrived come first. A whole ticket code finds its ticket,
    // too: codes are kept as hashes, so a part of one finds nothing. Errc::unavailable where there
    // is no list or no room for the work, Errc::too_large for a query beyond the search's limits.
    void find(ports::AttendeeQuery query, Found done);

    // The tickets of an order, in list order; at most kOrderTicketsMax. Errors as find().
    void find_order(std::string order, Found done);

  private:
    struct IndexedList {
        std::shared_ptr<const core::Roster> roster;
        std::shared_ptr<const search::PeopleIndex> index;  // of the worker, once one ran
    };

    struct Lists {
        std::shared_ptr<IndexedList> list;
        std::shared_ptr<IndexedList> added;  // null where there are none
    };

    [[nodiscard]] static const search::PeopleIndex& index_of(IndexedList& list);
    [[nodiscard]] static Result<std::vector<search::Hit>> hits_in(const Lists& lists,
                                                                  std::string_view text);
    [[nodiscard]] static std::vector<std::uint32_t> tickets_of(const Lists& lists,
                                                               const std::string& order);
    void answer(const ports::AttendeeQuery& query, std::vector<search::Hit> hits,
                const Found& done) const;
    void put_whole_code_first(std::vector<search::Hit>& hits, std::string_view text) const;
    void keep_status(std::vector<search::Hit>& hits, std::string_view status) const;
    void put_expected_first(std::vector<search::Hit>& hits) const;

    const core::Engine& engine_;
    const core::CodeHasher& hasher_;
    Run run_search_;
    Run run_on_main_;
    std::shared_ptr<IndexedList> list_;
    std::shared_ptr<IndexedList> added_;
};

}  // namespace kiosk::app
