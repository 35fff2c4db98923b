// tests/unit/demo/demo_folder_test.cpp — the folder is complete, readable and always the same.
#include "kiosk/demo/demo_folder.hpp"

#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "kiosk/config/config_toml.hpp"
#include "kiosk/demo/code_sheet.hpp"
#include "tests/unit/demo/picture_reading.hpp"

namespace kiosk::demo {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

DemoPlan plan_for(const fs::path& folder) {
    return {.folder = folder, .day_one = std::chrono::sys_days(2027y / 3 / 8), .samples = {}};
}

std::map<std::string, std::string> contents_of(const fs::path& folder) {
    std::map<std::string, std::string> contents;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        contents[fs::relative(entry.path(), folder).string()] = bytes_of(entry.path());
    }
    return contents;
}

class DemoFolder : public testing::Test {
  protected:
    void SetUp() override {
        const auto written = write_demo_folder(plan_for(folder_.path()));
        ASSERT_TRUE(written) << written.error().context;
    }

    TemporaryFolder folder_;
};

TEST_F(DemoFolder, holds_the_list_the_sheet_the_configuration_and_52_pictures) {
    const auto contents = contents_of(folder_.path());
    for (const auto* name :
         {"attendees.csv", "codes.csv", "codes.html", "codes.css", "kioskd.toml"}) {
        EXPECT_TRUE(contents.contains(name)) << name;
    }
    EXPECT_EQ(contents.size(), 5U + kBadges + kSheetCodes);
    EXPECT_TRUE(fs::is_empty(folder_.path() / "inbox"));
}

TEST_F(DemoFolder, is_byte_for_byte_the_same_when_made_elsewhere_and_when_made_again) {
    const TemporaryFolder elsewhere;
    ASSERT_TRUE(write_demo_folder(plan_for(elsewhere.path())));
    EXPECT_EQ(contents_of(folder_.path()), contents_of(elsewhere.path()));
    ASSERT_TRUE(write_demo_folder(plan_for(elsewhere.path())));
    EXPECT_EQ(contents_of(folder_.path()), contents_of(elsewhere.path()));
}

TEST_F(DemoFolder, each_badge_is_read_back_as_its_attendees_code) {
    const auto people = invent_attendees();
    const auto positions = badge_positions();
    ASSERT_EQ(std::set(positions.begin(), positions.end()).size(), kBadges);
    std::set<std::string_view> verdicts;
    for (const std::size_t position : positions) {
        const auto file = badge_file(people, position);
        EXPECT_EQ(text_in_picture(folder_.path() / file), people[position].code) << file;
        verdicts.insert(first_verdict(people[position]));
    }
    EXPECT_EQ(verdicts.size(), 2U);
}

TEST_F(DemoFolder, each_picture_of_the_sheet_is_read_back_as_its_code) {
    for (const auto& code : sheet_codes(invent_attendees())) {
        EXPECT_EQ(text_in_picture(folder_.path() / code.file()), code.code) << code.file();
    }
}

TEST_F(DemoFolder, the_configuration_is_accepted_without_a_word) {
    const auto loaded =
        config::load_config(folder_.path() / "kioskd.toml", [](std::string_view) { return true; });
    for (const auto& problem : loaded.problems) ADD_FAILURE() << problem.text;
    ASSERT_TRUE(loaded.config);
    EXPECT_EQ(loaded.config->event.starts, UtcTime(plan_for("").day_one));
    ASSERT_EQ(loaded.config->cameras.size(), 1U);
    EXPECT_EQ(loaded.config->cameras.front().station, "desk-1");
    EXPECT_EQ(loaded.config->cameras.front().folder.filename(), "inbox");
}

TEST_F(DemoFolder, the_list_takes_all_products_but_the_livestream) {
    const auto loaded =
        config::load_config(folder_.path() / "kioskd.toml", [](std::string_view) { return true; });
    ASSERT_TRUE(loaded.config);
    ASSERT_EQ(loaded.config->lists.size(), 1U);
    const auto& listed = loaded.config->lists.front().products;
    std::set<std::string> sold;
    for (const auto& offer : offers()) sold.insert(std::string(offer.product));
    sold.erase(std::string(kLivestream));
    EXPECT_EQ(std::set(listed.begin(), listed.end()), sold);
}

TEST_F(DemoFolder, sample_photographs_come_with_the_note_on_their_licence) {
    DemoPlan plan = plan_for(folder_.path());
    plan.samples = fs::path(KIOSK_TEST_DATA) / "qr-samples";
    const auto written = write_demo_folder(plan);
    ASSERT_TRUE(written) << written.error().context;
    const auto other = contents_of(folder_.path() / "badges" / "other");
    EXPECT_EQ(other.size(), 7U);
    EXPECT_TRUE(other.contains("README.md"));
}

TEST_F(DemoFolder, a_missing_sample_is_named) {
    const TemporaryFolder samples;
    std::ofstream(samples.path() / "README.md") << "Apache-2.0\n";
    DemoPlan plan = plan_for(folder_.path());
    plan.samples = samples.path();
    const auto written = write_demo_folder(plan);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, Errc::not_found);
    EXPECT_NE(written.error().context.find("zxing-qr1-a6910a78.png"), std::string::npos);
}

TEST(DemoFolderErrors, a_folder_that_cannot_be_made_is_named) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "in the way";
    const auto written = write_demo_folder(plan_for(folder.path() / "file"));
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().context.find("file/inbox"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::demo
