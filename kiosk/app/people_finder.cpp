// kiosk/app/people_finder.cpp — search on the worker, order and views on the main thread.
#include "kiosk/app/people_finder.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <string>
#include <tuple>
#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/app/attendee_view.hpp"
#include "kiosk/search/text_order.hpp"

namespace kiosk::app {

void PeopleFinder::take(std::shared_ptr<const core::Roster> roster,
                        std::shared_ptr<const search::PeopleIndex> index) {
    auto retired =
        std::exchange(list_, std::make_shared<IndexedList>(std::move(roster), std::move(index)));
    // An index takes milliseconds to free: not here, where scans wait.
    added_.reset();
    if (retired) run_search_([retired = std::move(retired)]() mutable { retired.reset(); });
    if (list_->index) return;
    run_search_([list = list_] {
        try {
            std::ignore = index_of(*list);
        } catch (const std::exception& error) {
            spdlog::warn("search: no room for an index, tried again at the next: {}", error.what());
        }
    });
}

// Its index is made by the first search: some ten milliseconds for the most that there may be.
void PeopleFinder::take_added(std::shared_ptr<const core::Roster> added) {
    added_ = added ? std::make_shared<IndexedList>(std::move(added), nullptr) : nullptr;
}

Result<std::vector<search::Hit>> PeopleFinder::hits_in(const Lists& lists, std::string_view text) {
    auto hits = KIOSK_TRY(search::search(index_of(*lists.list), text));
    if (!lists.added) return hits;
    const auto offset = static_cast<std::uint32_t>(lists.list->roster->size());
    for (search::Hit hit : KIOSK_TRY(search::search(index_of(*lists.added), text))) {
        hit.ticket.value += offset;
        hits.push_back(hit);
    }
    std::ranges::stable_sort(hits, std::greater{}, &search::Hit::score);
    hits.resize(std::min(hits.size(), search::kHitsMax));
    return hits;
}

std::vector<std::uint32_t> PeopleFinder::tickets_of(const Lists& lists, const std::string& order) {
    std::vector<std::uint32_t> tickets;
    std::size_t offset = 0;
    for (const auto& list : {lists.list, lists.added}) {
        if (!list) continue;
        for (const std::uint32_t ticket :
             index_of(*list).orders().equal_to(*list->roster, search::bare_text(order))) {
            tickets.push_back(static_cast<std::uint32_t>(ticket + offset));
        }
        offset += list->roster->size();
    }
    std::ranges::sort(tickets);
    return tickets;
}

const search::PeopleIndex& PeopleFinder::index_of(IndexedList& list) {
    if (!list.index) list.index = std::make_shared<const search::PeopleIndex>(list.roster);
    return *list.index;
}

void PeopleFinder::find(ports::AttendeeQuery query, Found done) {
    if (!list_) {
        return done(fail(Errc::unavailable, "no attendee list yet: kioskctl import FILE.csv"));
    }
    run_search_([this, list = list_, added = added_, query = std::move(query),
                 done = std::move(done)]() mutable {
        Result<std::vector<search::Hit>> hits = std::vector<search::Hit>();
        try {
            hits = hits_in({list, added}, query.search);
        } catch (const std::exception& error) {
            hits = fail(Errc::unavailable, std::string("not enough room to work: ") + error.what());
        }
        run_on_main_([this, list, query = std::move(query), hits = std::move(hits),
                      done = std::move(done)]() mutable {
            // A new list came in between: its tickets stand elsewhere, so search again.
            if (list != list_) return find(std::move(query), std::move(done));
            if (!hits) return done(fail(std::move(hits).error()));
            keep_status(*hits, query.status);
            answer(query, *std::move(hits), done);
        });
    });
}

void PeopleFinder::find_order(std::string order, Found done) {
    if (!list_) return done(fail(Errc::unavailable, "no attendee list yet"));
    run_search_([this, list = list_, added = added_, order = std::move(order),
                 done = std::move(done)]() mutable {
        Result<std::vector<std::uint32_t>> tickets = std::vector<std::uint32_t>();
        try {
            tickets = tickets_of({list, added}, order);
        } catch (const std::exception& error) {
            tickets =
                fail(Errc::unavailable, std::string("not enough room to work: ") + error.what());
        }
        run_on_main_([this, list, order = std::move(order), tickets = std::move(tickets),
                      done = std::move(done)]() mutable {
            // A new list came in between: its tickets stand elsewhere, so look again.
            if (list != list_) return find_order(std::move(order), std::move(done));
            if (!tickets) return done(fail(std::move(tickets).error()));
            ports::AttendeePage page;
            for (const std::uint32_t ticket : *tickets) {
                if (page.items.size() == ports::kOrderTicketsMax) break;
                page.items.push_back(view_attendee(engine_, core::TicketIndex{ticket}));
            }
            done(std::move(page));
        });
    });
}

void PeopleFinder::keep_status(std::vector<search::Hit>& hits, std::string_view status) const {
    if (status.empty()) return;
    std::erase_if(hits, [&](const search::Hit& hit) {
        return view_attendee(engine_, hit.ticket).status != status;
    });
}

void PeopleFinder::answer(const ports::AttendeeQuery& query, std::vector<search::Hit> hits,
                          const Found& done) const {
    put_expected_first(hits);
    put_whole_code_first(hits, query.search);
    const std::size_t begin = std::min<std::size_t>(query.after, hits.size());
    const std::size_t end = std::min<std::size_t>(begin + query.limit, hits.size());
    ports::AttendeePage page;
    for (std::size_t at = begin; at < end; ++at) {
        page.items.push_back(view_attendee(engine_, hits[at].ticket));
        page.items.back().match = search::name_of(hits[at].field);
    }
    if (end < hits.size()) page.next = end;
    done(std::move(page));
}

void PeopleFinder::put_whole_code_first(std::vector<search::Hit>& hits,
                                        std::string_view text) const {
    const auto whose = engine_.roster()->find(hasher_.key_of(core::clean_code(text)));
    if (!whose) return;
    std::erase_if(hits, [&](const search::Hit& hit) { return hit.ticket == *whose; });
    hits.insert(hits.begin(), {*whose, search::kEqual, search::MatchedField::code});
}

void PeopleFinder::put_expected_first(std::vector<search::Hit>& hits) const {
    const auto& scanned = engine_.tally().tickets();
    const auto has_arrived = [&](const search::Hit& hit) {
        const auto found = scanned.find(engine_.roster()->facts(hit.ticket).id);
        return found != scanned.end() && found->second.entries > 0;
    };
    std::vector<std::pair<bool, search::Hit>> ranked;
    ranked.reserve(hits.size());
    for (const search::Hit& hit : hits) ranked.emplace_back(has_arrived(hit), hit);
    std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) {
        return std::pair(-a.second.score, a.first) < std::pair(-b.second.score, b.first);
    });
    std::ranges::transform(ranked, hits.begin(), &std::pair<bool, search::Hit>::second);
}

}  // namespace kiosk::app
