// tests/unit/api/api_people_test.cpp — notes about attendees, and orders that come in together.
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

constexpr const char* kJson = "Content-Type: application/json\r\n";

class ApiPeople : public Api {
  protected:
    ApiPeople() {
        on_loop([this] {
            for (std::uint64_t number = 1; number <= 4; ++number) {
                ports::AttendeeView person;
                person.card.ticket = {number};
                person.card.name = "Guest " + std::to_string(number);
                person.card.order = number == 4 ? "Q2W8R" : "K7M9P";
                person.status = number == 2 ? "inside" : "not_arrived";
                person.entries = number == 2 ? 1 : 0;
                station.people.push_back(person);
            }
            station.people[0].notes = {{clock.now().utc, "Ama", "brings own projector"}};
        });
    }
};

const std::string kGuest = "/api/v1/attendees/csv:0000000000000001";

TEST_F(ApiPeople, a_card_has_the_notes_and_the_other_tickets_of_the_order) {
    const auto response = asks_as(kEsi, "GET " + kGuest);
    ASSERT_EQ(response.status, 200) << response.body;
    const auto card = json(response);
    EXPECT_EQ(card.at("notes").at(0).at("text").as_string(), "brings own projector");
    EXPECT_EQ(card.at("notes").at(0).at("operator").as_string(), "Ama");
    const auto& siblings = card.at("order_siblings").as_array();
    ASSERT_EQ(siblings.size(), 2U);
    EXPECT_EQ(siblings[0].at("status").as_string(), "inside");
    EXPECT_EQ(siblings[1].at("display_name").as_string(), "Guest 3");
}

TEST_F(ApiPeople, a_note_needs_words_and_tells_who_wrote_it) {
    const std::string write = "POST " + kGuest + "/notes";
    const auto response = asks_as(kEsi, write, R"({"text":"vegan","nonce":"n-1"})");
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(json(response).at("operator").as_string(), "Esi");
    ASSERT_EQ(station.notes.size(), 1U);
    EXPECT_EQ(station.notes[0].nonce, "n-1");
    const std::string most(ports::kStaffNoteMax, 'x');
    EXPECT_EQ(asks_as(kEsi, write, R"({"text":")" + most + R"("})").status, 200);
    EXPECT_EQ(asks_as(kEsi, write, R"({"text":")" + most + R"(x"})").status, 422);
    EXPECT_EQ(asks_as(kEsi, write, R"({"text":" "})").status, 422);
    EXPECT_EQ(asks_as(kEsi, write, R"({"text":"a\nb"})").status, 422);
    EXPECT_EQ(asks_as(kEsi, write, R"({})").status, 422);
    EXPECT_EQ(operator_asks(write, kJson, R"({"text":"who?"})").status, 422);
    EXPECT_EQ(asks_as(kEsi, "POST /api/v1/attendees/x/notes", R"({"text":"a"})").status, 404);
    EXPECT_EQ(station.notes.size(), 2U);
}

TEST_F(ApiPeople, an_order_is_checked_in_together_without_those_who_are_there) {
    const auto response = asks_as(kEsi, "POST /api/v1/checkins",
                                  R"({"station":"desk-1","attendee":"csv:0000000000000001",)"
                                  R"("nonce":"n-1","group":"order"})");
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_TRUE(json(response).at("admitted").as_bool());
    const auto group = json(response).at("group").as_array();
    ASSERT_EQ(group.size(), 2U);
    EXPECT_TRUE(group[0].at("arrived_before").as_bool());
    EXPECT_FALSE(group[0].at("checked_in").as_bool());
    EXPECT_TRUE(group[1].at("checked_in").as_bool());
    ASSERT_EQ(station.scan_requests.size(), 3U) << "the named one, one asked, one recorded";
    EXPECT_TRUE(station.scan_requests[1].dry_run);
    EXPECT_EQ(station.scan_requests[2].attendee, core::TicketId{3});
    EXPECT_EQ(station.scan_requests[2].nonce, "n-1 csv:0000000000000003");
    EXPECT_EQ(station.log.size(), 2U);
}

TEST_F(ApiPeople, an_order_is_neither_checked_out_nor_forced_together) {
    const auto status = [this](const std::string& more) {
        return asks_as(kAbena, "POST /api/v1/checkins",
                       R"({"station":"desk-1","attendee":"csv:0000000000000001","group":"order",)" +
                           more + "}")
            .status;
    };
    EXPECT_EQ(status(R"("type":"exit")"), 422);
    EXPECT_EQ(status(R"("force":true)"), 422);
    EXPECT_EQ(status(R"("ignore_unpaid":true)"), 422);
    EXPECT_TRUE(station.scan_requests.empty());
}

}  // namespace
}  // namespace kiosk::api
