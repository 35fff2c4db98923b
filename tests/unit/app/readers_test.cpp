// tests/unit/app/readers_test.cpp — which camera a preview is asked of.
#include "kiosk/app/readers.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/recording_sink.hpp"

namespace kiosk::app {
namespace {

class ReadersPreview : public ::testing::Test {
  protected:
    static config::Config cameras() {
        config::Config config;
        auto& live = config.cameras.emplace_back();
        live.id = "door";
        live.device = "/dev/v4l/by-id/none-such";
        auto& folder = config.cameras.emplace_back();
        folder.id = "inbox";
        folder.folder = std::filesystem::temp_directory_path() / "kiosk-none-such";
        return config;
    }

    testing::RecordingSink sink_;
    testing::ManualClock clock_{{Instant(std::chrono::hours(1)), UtcTime{}}};
    Readers readers_{cameras(), sink_, clock_};
};

TEST_F(ReadersPreview, a_camera_that_is_away_has_none) {
    const auto asked = readers_.preview("door");
    ASSERT_FALSE(asked.has_value());
    EXPECT_EQ(asked.error().code, Errc::unavailable);
}

TEST_F(ReadersPreview, an_unknown_id_is_named) {
    const auto asked = readers_.preview("dor");
    ASSERT_FALSE(asked.has_value());
    EXPECT_EQ(asked.error().code, Errc::not_found);
    EXPECT_EQ(asked.error().context, "no camera \"dor\" is configured");
}

TEST_F(ReadersPreview, a_folder_s_pictures_are_where_they_are) {
    const auto asked = readers_.preview("inbox");
    ASSERT_FALSE(asked.has_value());
    EXPECT_EQ(asked.error().code, Errc::conflict);
}

}  // namespace
}  // namespace kiosk::app
