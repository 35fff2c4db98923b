// tests/unit/api/api_preview_test.cpp — what a camera sees is for the operator alone.
#include <string>

#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

constexpr const char* kPreview = "GET /api/v1/cameras/door/preview";

TEST_F(Api, a_preview_is_the_picture_itself_and_nobody_keeps_it) {
    station.pictures["door"] = std::string("\xFF\xD8 a picture \0 with zeros \xFF\xD9", 27);
    const auto response = operator_asks(kPreview);
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.body, station.pictures["door"]);
    EXPECT_EQ(response.header("Content-Type"), "image/jpeg");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
}

TEST_F(Api, a_preview_is_refused_over_tcp_and_the_command_is_named) {
    station.pictures["door"] = "picture";
    const auto response = get("/api/v1/cameras/door/preview");
    EXPECT_EQ(response.status, 401);
    EXPECT_NE(response.body.find("kioskctl devices preview"), std::string::npos) << response.body;
}

TEST_F(Api, without_a_picture_yet_a_preview_is_to_be_asked_for_again_soon) {
    station.pictures["door"] = "";
    const auto response = operator_asks(kPreview);
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.header("Retry-After"), "1");
    EXPECT_EQ(detail(response), "the camera has no picture yet; ask again");
}

TEST_F(Api, of_an_unknown_camera_there_is_no_preview) {
    const auto response = operator_asks(kPreview);
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(detail(response), "no camera \"door\" is configured");
    EXPECT_EQ(operator_asks(std::string(kPreview) + "?width=4000").status, 422);
}

}  // namespace
}  // namespace kiosk::api
