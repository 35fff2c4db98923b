// tests/hub/race_test.cpp — each ticket at every station at the same instant: one go each.
//
// Four hubs, each with its own engine and connection, serve 16 stations. Two rounds in the suite;
// KIOSK_RACE_ROUNDS=50 for the long form.
#include <charconv>
#include <cstdlib>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/hub/venue_hubs.hpp"

namespace kiosk::testing {
namespace {

constexpr std::size_t kStations = 16;
constexpr std::size_t kTickets = 200;
constexpr std::size_t kHubs = 4;

int rounds() {
    const char* asked = std::getenv("KIOSK_RACE_ROUNDS");
    int rounds = 2;
    if (asked != nullptr) {
        const std::string_view text(asked);
        std::from_chars(text.data(), text.data() + text.size(), rounds);
    }
    return rounds;
}

class RaceTest : public VenueTest {};

TEST_F(RaceTest, each_ticket_shown_at_all_stations_at_once_gets_one_go) {
    const VenueForm form{.stations = kStations, .tickets = kTickets};
    for (int round = 0; round < rounds(); ++round) {
        sql("TRUNCATE kiosk.claim");
        std::vector<std::unique_ptr<OneHub>> hubs;
        while (hubs.size() < kHubs) hubs.push_back(open_hub(form));
        for (std::size_t ticket = 0; ticket < kTickets; ticket += 10) {
            std::vector<std::pair<hub::ClaimDesk*, core::ScanSeen>> questions;
            for (std::size_t i = 0; i < 10 * kStations; ++i) {
                const std::size_t station = i % kStations;
                questions.emplace_back(&hubs[station % kHubs]->desk,
                                       a_scan(ticket * kStations + i, "s" + std::to_string(station),
                                              ticket + i / kStations));
            }
            std::map<core::TicketId, int> admitted;
            for (const auto& [id, answer] : ask_all(questions)) {
                ASSERT_TRUE(answer) << answer.error().context;
                EXPECT_TRUE(answer->recorded);
                if (answer->admitted()) ++admitted[answer->holder->ticket];
            }
            ASSERT_EQ(admitted.size(), 10U) << "round " << round;
            for (const auto& [one, times] : admitted) EXPECT_EQ(times, 1) << one.value;
        }
        EXPECT_EQ(sql("SELECT count(*) FROM kiosk.claim"), std::to_string(kTickets * kStations));
        std::uint64_t lost = 0;
        for (const auto& one : hubs) lost += one->desk.counts().races_lost;
        EXPECT_GT(lost, 0U) << "hubs that never meet prove nothing";
    }
}

}  // namespace
}  // namespace kiosk::testing
