// tests/fuzz/pretix_page_fuzz.cpp — a shop may answer anything; we never ask elsewhere for it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/check.hpp"
#include "kiosk/pretix/download.hpp"
#include "kiosk/pretix/limits.hpp"

namespace {

using namespace kiosk;

constexpr std::string_view kEvent = "/api/v1/organizers/accra/events/demo/";

pretix::Reply json_reply(std::string body) {
    return {.status = 200, .headers = {{"X-Page-Generated", "T"}}, .body = std::move(body)};
}

void check(const pretix::Download& run, const pretix::Fetched& fetched) {
    KIOSK_CHECK(run.request().target.starts_with(kEvent), "only this event is asked for");
    KIOSK_CHECK(fetched.objections.size() <= pretix::kObjectionsMax, "objections are bounded");
    KIOSK_CHECK(run.stamps().resume_from.size() <= pretix::kStampBytesMax, "stamps are bounded");
    for (const auto& order : fetched.orders) {
        KIOSK_CHECK(!order.is_test, "test orders stay out");
    }
    const bool has_words = !run.words().empty();
    const bool is_well =
        run.state() == pretix::DownloadState::asking || run.state() == pretix::DownloadState::over;
    KIOSK_CHECK(is_well || has_words, "trouble has words");
}

}  // namespace

// The first byte says how many lists were read before; the rest is the answer to the next question.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    pretix::Download run(
        {.shop = pretix::ShopAddress::parse("https://pretix.example").value(),
         .organizer = "accra",
         .event = "demo",
         .api_token = "token",
         .zone = [](const std::string&) -> Result<ZoneOffsets> { return ZoneOffsets(); },
         .dates_after = {}},
        {});
    for (int lists = bytes[0] % 8; lists > 0; --lists) {
        static_cast<void>(run.take(json_reply(
            run.request().target == kEvent
                ? R"({"slug": "demo", "timezone": "UTC", "date_from": "2024-09-24T08:00:00Z",
                      "has_subevents": true})"
                : R"({"count": 0, "next": null, "results": []})")));
    }
    if (run.state() == pretix::DownloadState::over) return 0;
    const std::string body(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    for (int times = 0; times < 2 && run.state() == pretix::DownloadState::asking; ++times) {
        check(run, run.take(json_reply(body)));
    }
    return 0;
}
