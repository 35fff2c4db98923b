// tests/unit/api/api_backup_test.cpp — backups are for the operator, to a place with a full name.
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

TEST_F(Api, a_backup_is_asked_for_and_its_place_is_told) {
    const auto response = operator_asks("POST /api/v1/backup?to=%2Fmedia%2Fusb");
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(json(response).at("path").as_string(), "/media/usb/backup-1f0c93aa-000012");
    EXPECT_EQ(json(response).at("records").to_number<int>(), 412);
    EXPECT_EQ(json(response).at("chain").as_string(), "00ff");
    EXPECT_EQ(json(response).at("bytes").to_number<int>(), 4'200'000);
}

TEST_F(Api, a_backup_without_a_place_goes_to_the_usual_one) {
    ASSERT_EQ(operator_asks("POST /api/v1/backup").status, 200);
    ASSERT_EQ(station.backups.size(), 1U);
    EXPECT_TRUE(station.backups[0].empty());
}

TEST_F(Api, a_backup_is_refused_to_others_and_to_half_a_path) {
    EXPECT_EQ(post("/api/v1/backup", "{}").status, 403);
    EXPECT_EQ(operator_asks("POST /api/v1/backup?to=usb").status, 422);
    EXPECT_EQ(operator_asks("POST /api/v1/backup?into=%2Fusb").status, 422);
    EXPECT_TRUE(station.backups.empty());
}

}  // namespace
}  // namespace kiosk::api
