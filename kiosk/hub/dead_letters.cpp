// kiosk/hub/dead_letters.cpp — read, learn, settle; in this order.
#include "kiosk/hub/dead_letters.hpp"

#include <utility>

namespace kiosk::hub {
namespace {

struct Readable {
    std::vector<core::JournalHead> places;
    std::vector<News> news;
};

Readable readable_of(const std::vector<DeadLetter>& letters) {
    Readable readable;
    for (const auto& letter : letters) {
        auto record = core::decode_record(letter.payload);
        if (!record) continue;
        readable.places.push_back(letter.place);
        auto origin = origin_to_learn(*record, letter.place.journal, letter.place.seq);
        if (origin) readable.news.push_back({*std::move(origin), *std::move(record)});
    }
    return readable;
}

}  // namespace

pg::asio::awaitable<Result<std::size_t>> read_again(EventLog* log, ClaimDesk* desk,
                                                    pg::Deadline deadline) {
    auto letters = co_await log->dead_letters(deadline);
    if (!letters) co_return fail(std::move(letters).error());
    Readable readable = readable_of(*letters);
    const std::size_t count = readable.places.size();
    auto learned = co_await desk->learn(std::move(readable.news), deadline);
    if (!learned) co_return fail(std::move(learned).error());
    auto settled = co_await log->settle(std::move(readable.places), deadline);
    if (!settled) co_return fail(std::move(settled).error());
    co_return count;
}

}  // namespace kiosk::hub
