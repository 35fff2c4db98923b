// tests/unit/api/api_attendees_test.cpp — people found over HTTP.
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

TEST_F(Api, finds_people_by_part_of_the_name) {
    const auto response = get("/api/v1/attendees?search=adebayo&limit=5");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(json(response).at("items").as_array().size(), 2U);
    EXPECT_EQ(station.searches[0].limit, 5U);
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
}

TEST_F(Api, a_search_needs_two_latin_letters_or_one_other) {
    for (const char* text : {"", "a", "+a+", "%C3%A9", "%E2%80%99"}) {
        EXPECT_EQ(get("/api/v1/attendees?search=" + std::string(text)).status, 422) << text;
    }
    for (const char* text : {"ab", "a+b", "%D9%85", "%E1%88%B0"}) {
        EXPECT_EQ(get("/api/v1/attendees?search=" + std::string(text)).status, 200) << text;
    }
}

TEST_F(Api, a_search_has_a_longest_text) {
    EXPECT_EQ(get("/api/v1/attendees?search=" + std::string(200, 'a')).status, 200);
    EXPECT_EQ(get("/api/v1/attendees?search=" + std::string(201, 'a')).status, 422);
}

TEST_F(Api, the_whole_list_is_for_whoever_leads) {
    EXPECT_EQ(asks_as(kEsi, "GET /api/v1/attendees").status, 422);
    EXPECT_EQ(asks_as(kAbena, "GET /api/v1/attendees").status, 200);
}

TEST_F(Api, the_whole_list_is_for_the_operator_and_not_for_a_screen) {
    EXPECT_EQ(get("/api/v1/attendees").status, 422);
    EXPECT_EQ(get("/api/v1/attendees?limit=500").status, 422);
    const auto response = operator_asks("GET /api/v1/attendees?limit=500&cursor=20");
    EXPECT_EQ(response.status, 200);
    ASSERT_EQ(station.searches.size(), 1U);
    EXPECT_EQ(station.searches[0].search, "");
    EXPECT_EQ(station.searches[0].after, 20U);
}

TEST_F(Api, shows_one_person) {
    const auto response = get("/api/v1/attendees/csv%3A0000000000000001");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(json(response).at("note").as_string(), "Red lanyard, green room at 09:30");
    EXPECT_EQ(get("/api/v1/attendees/csv:00000000000000ff").status, 404);
    EXPECT_EQ(get("/api/v1/attendees/Ama").status, 404);
}

}  // namespace
}  // namespace kiosk::api
