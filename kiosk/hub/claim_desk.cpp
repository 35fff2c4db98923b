// kiosk/hub/claim_desk.cpp — gather, read on, decide, store; whoever loses a race does it again.
#include "kiosk/hub/claim_desk.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <set>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/hub/pg/sqlstate.hpp"

namespace kiosk::hub {

// One caller: a scan to be claimed, or news to be learned.
struct ClaimDesk::Waiting {
    Waiting(const pg::asio::any_io_executor& executor, pg::Deadline until)
        : done(executor, until), deadline(until) {}

    std::optional<core::ScanSeen> seen;
    std::vector<News> news;
    std::optional<Result<core::Outcome>> answer;
    pg::asio::steady_timer done;  // expires at the deadline, cancelled by the answer
    pg::Deadline deadline;
    bool gone = false;  // nobody waits any more

    void tell(Result<core::Outcome> said) {
        answer = std::move(said);
        done.cancel();
    }
};

namespace {

// Of a scan that was recorded before; what the station showed with it, the station knows.
core::Outcome outcome_of(const Entry& entry, const core::ScanRecord& scan) {
    core::Outcome outcome;
    outcome.id = scan.id;
    outcome.seq = entry.position;
    outcome.station = scan.station;
    outcome.reader = scan.reader;
    outcome.list = scan.list;
    outcome.zone = scan.zone;
    outcome.direction = scan.direction;
    outcome.decision.reason = scan.reason;
    outcome.decision.list_objection = scan.list_objection;
    outcome.decision.set_aside = scan.set_aside;
    if (scan.ticket) outcome.holder.emplace().ticket = *scan.ticket;
    outcome.at = scan.at;
    outcome.roster_version = scan.roster_version;
    outcome.recorded = true;
    outcome.replayed = true;
    return outcome;
}

std::unexpected<Error> too_late() {
    return fail(Errc::timed_out, "claim: no answer in time; ask again with the same scan id");
}

}  // namespace

ClaimDesk::ClaimDesk(pg::asio::any_io_executor executor, pg::Pool& pool, EngineMaker make_engine)
    : executor_(std::move(executor)), journal_(pool), state_(std::move(make_engine)) {}

ClaimDesk::~ClaimDesk() = default;

Result<> ClaimDesk::check(const core::ScanSeen& seen) const {
    if (state_.engine().station(seen.scan.station) == nullptr) {
        return fail(Errc::invalid_input, "claim: no station \"" + seen.scan.station + "\"");
    }
    if (seen.scan.bytes.size() > core::kScanBytesMax || seen.nonce.size() > core::kNonceMax) {
        return fail(Errc::too_large,
                    "claim: a code has at most " + std::to_string(core::kScanBytesMax) +
                        " bytes, a nonce at most " + std::to_string(core::kNonceMax));
    }
    if (waiting_.size() >= kWaitingMax) {
        return fail(Errc::unavailable, "claim: " + std::to_string(kWaitingMax) + " scans wait");
    }
    return {};
}

pg::asio::awaitable<Result<core::Outcome>> ClaimDesk::claim(core::ScanSeen seen,
                                                            pg::Deadline deadline) {
    const auto sound = check(seen);
    if (!sound) co_return fail(sound.error());
    auto waiting = std::make_shared<Waiting>(executor_, deadline);
    waiting->seen = std::move(seen);
    auto waited = co_await wait_for(waiting);
    if (!waited) co_return fail(std::move(waited).error());
    co_return *std::move(waiting->answer);
}

pg::asio::awaitable<Result<>> ClaimDesk::learn(std::vector<News> news, pg::Deadline deadline) {
    if (news.empty()) co_return Result<>();
    KIOSK_CHECK(news.size() <= VenueJournal::kEntriesMax, "news come in bounded parts");
    auto waiting = std::make_shared<Waiting>(executor_, deadline);
    waiting->news = std::move(news);
    auto waited = co_await wait_for(waiting);
    if (!waited) co_return fail(std::move(waited).error());
    if (!waiting->answer->has_value()) co_return fail(waiting->answer->error());
    co_return Result<>();
}

pg::asio::awaitable<Result<>> ClaimDesk::wait_for(std::shared_ptr<Waiting> waiting) {
    waiting_.push_back(waiting);
    if (!std::exchange(serving_, true)) {
        pg::asio::co_spawn(executor_, serve(), [](const std::exception_ptr& failure) {
            KIOSK_CHECK(failure == nullptr, "claims are served without exceptions");
        });
    }
    boost::system::error_code ended;
    co_await waiting->done.async_wait(pg::asio::redirect_error(pg::asio::use_awaitable, ended));
    waiting->gone = true;
    if (!waiting->answer) {
        std::erase(waiting_, waiting);
        co_return too_late();
    }
    co_return Result<>();
}

pg::asio::awaitable<void> ClaimDesk::serve() {
    while (!waiting_.empty()) {
        if (!waiting_.front()->seen) {
            auto first = std::move(waiting_.front());
            waiting_.pop_front();
            co_await serve_news(std::move(first));
        } else {
            co_await serve_scans(take_batch());
        }
    }
    serving_ = false;
}

// Scans up to the next news. The same id twice is asked one after the other.
ClaimDesk::Batch ClaimDesk::take_batch() {
    Batch batch;
    std::set<core::ScanId> ids;
    while (!waiting_.empty() && waiting_.front()->seen && batch.size() < kBatchMax) {
        if (!ids.insert(waiting_.front()->seen->id).second) break;
        batch.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    ++counts_.batches;
    return batch;
}

pg::asio::awaitable<void> ClaimDesk::serve_scans(Batch batch) {
    while (true) {
        std::erase_if(batch, [](const auto& one) { return one->gone; });
        if (batch.empty()) co_return;
        const auto latest =
            std::ranges::max_element(batch, {}, [](const auto& one) { return one->deadline; });
        auto done = co_await try_scans(&batch, (*latest)->deadline);
        if (done && *done) co_return;
        if (done) continue;
        for (const auto& one : batch) one->tell(fail(done.error()));
        co_return;
    }
}

// False: another hub was faster, or nobody knows; what is there now decides anew.
pg::asio::awaitable<Result<bool>> ClaimDesk::try_scans(Batch* batch, pg::Deadline deadline) {
    auto current = co_await catch_up(deadline);
    if (!current) co_return fail(std::move(current).error());
    Batch fresh;
    for (const auto& one : *batch) {
        if (!state_.knows(origin_of(one->seen->id))) {
            fresh.push_back(one);
            continue;
        }
        auto before = co_await recall(*one->seen, deadline);
        one->tell(std::move(before));
    }
    *batch = fresh;
    std::vector<const core::ScanSeen*> scans;
    for (const auto& one : fresh) scans.push_back(&*one->seen);
    const VenueJournal::Mark mark = state_.mark();
    Decided decided = state_.decide(scans);
    if (!decided.entries.empty()) {
        auto stored = co_await journal_.append(mark, std::move(decided.entries), deadline);
        if (!stored) {
            state_.failed();
            if (stored.error().code != Errc::conflict) co_return fail(std::move(stored).error());
            ++counts_.races_lost;
            co_return false;
        }
    }
    decided.at_once.merge(state_.stored());
    for (auto& [place, outcome] : decided.at_once) fresh[place]->tell(std::move(outcome));
    co_return true;
}

pg::asio::awaitable<void> ClaimDesk::serve_news(std::shared_ptr<Waiting> waiting) {
    while (!waiting->gone) {
        auto done = co_await try_news(waiting.get(), waiting->deadline);
        if (done && !*done) continue;
        waiting->tell(done ? Result<core::Outcome>(core::Outcome()) : fail(done.error()));
        co_return;
    }
}

pg::asio::awaitable<Result<bool>> ClaimDesk::try_news(const Waiting* waiting,
                                                      pg::Deadline deadline) {
    auto current = co_await catch_up(deadline);
    if (!current) co_return fail(std::move(current).error());
    std::vector<Entry> entries;
    std::set<Origin> origins;
    for (const auto& news : waiting->news) {
        auto entry = state_.entry_for(news, state_.mark().position + entries.size() + 1);
        if (!entry || !origins.insert(entry->origin).second) continue;
        entries.push_back(*std::move(entry));
    }
    if (entries.empty()) co_return true;
    auto stored = co_await journal_.append(state_.mark(), entries, deadline);
    if (!stored && stored.error().code != Errc::conflict) {
        co_return fail(std::move(stored).error());
    }
    if (!stored) {
        ++counts_.races_lost;
        co_return false;
    }
    state_.take(entries);
    co_return true;
}

// Reads what other hubs have stored since.
pg::asio::awaitable<Result<>> ClaimDesk::catch_up(pg::Deadline deadline) {
    while (true) {
        auto entries = co_await journal_.read_behind(state_.mark(), deadline);
        if (!entries && entries.error().code == Errc::not_found) {
            ++counts_.begun_anew;
            state_.begin_anew();
            continue;
        }
        if (!entries) co_return fail(std::move(entries).error());
        state_.take(*entries);
        if (entries->size() < VenueJournal::kEntriesMax) co_return Result<>();
    }
}

pg::asio::awaitable<Result<core::Outcome>> ClaimDesk::recall(core::ScanSeen seen,
                                                             pg::Deadline deadline) {
    auto entry = co_await journal_.find(origin_of(seen.id), deadline);
    if (!entry) co_return fail(std::move(entry).error());
    const auto* scan = std::get_if<core::ScanRecord>(&entry->record);
    if (scan == nullptr || scan->station != seen.scan.station) {
        co_return fail(Errc::conflict, "claim: the id of this scan is another's");
    }
    co_return outcome_of(*entry, *scan);
}

}  // namespace kiosk::hub
