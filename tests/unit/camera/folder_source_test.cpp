// tests/unit/camera/folder_source_test.cpp — pictures arrive, folders vanish, nothing is touched.
#include "drivers/camera/folder_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_pictures.hpp"
#include "tests/fakes/failing_sink.hpp"
#include "tests/fakes/recording_sink.hpp"

namespace kiosk::drivers {
namespace {

using test::TestFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Timestamp kNoon{Instant(std::chrono::hours(12)), UtcTime(std::chrono::hours(500'000))};

class StoppedClock final : public ports::Clock {
  public:
    [[nodiscard]] Timestamp now() const override { return kNoon; }
};

test::Bytes badge(const std::string& code) {
    return test::png_of(test::qr_frame(code, 3));
}

class FolderSourceTest : public ::testing::Test {
  protected:
    FolderSourceSettings settings(ExistingPictures existing = ExistingPictures::ignore) {
        return {.reader = "camera-1",
                .station = "desk-1",
                .folder = folder_.path(),
                .existing = existing,
                .reopen_after = std::chrono::milliseconds(5)};
    }

    TestFolder folder_;
    kiosk::testing::RecordingSink sink_;
    StoppedClock clock_;
};

TEST_F(FolderSourceTest, a_new_picture_becomes_a_scan) {
    const FolderSource source(settings(), sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    folder_.write("a.png", badge("7f3kq"));
    ASSERT_THAT(sink_.codes_once(1), ElementsAre("7f3kq"));
    const core::Scan scan = sink_.wait_for_scans(1).at(0);
    EXPECT_EQ(scan.station, "desk-1");
    EXPECT_EQ(scan.reader, "camera-1");
    EXPECT_EQ(scan.source, core::ScanSource::camera);
    EXPECT_EQ(scan.seen_at, kNoon);
}

TEST_F(FolderSourceTest, what_is_thrown_on_its_thread_is_told_and_it_reads_on) {
    kiosk::testing::FailingSink failing(sink_);
    const FolderSource source(settings(), failing, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    folder_.write("lost.png", badge("lost"));
    EXPECT_EQ(sink_.report_with("cannot be read").state, ports::ReaderState::failing);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    folder_.write("a.png", badge("7f3kq"));
    EXPECT_THAT(sink_.codes_once(1), ElementsAre("7f3kq"));
}

TEST_F(FolderSourceTest, existing_pictures_are_replayed_in_name_order) {
    folder_.write("2.png", badge("second"));
    folder_.write("1.jpg", test::jpeg_of(test::qr_frame("first", 4)));
    folder_.write("3.pgm", test::pgm_of(test::qr_frame("third", 2)));
    const FolderSource source(settings(ExistingPictures::replay), sink_, clock_);
    EXPECT_THAT(sink_.codes_once(3), ElementsAre("first", "second", "third"));
}

TEST_F(FolderSourceTest, existing_pictures_can_be_ignored) {
    folder_.write("1.png", badge("yesterday"));
    const FolderSource source(settings(ExistingPictures::ignore), sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    folder_.write("2.png", badge("today"));
    EXPECT_THAT(sink_.codes_once(1), ElementsAre("today"));
}

TEST_F(FolderSourceTest, a_picture_that_is_moved_in_counts) {
    const TestFolder elsewhere;
    const auto made = elsewhere.write("a.png", badge("moved in"));
    const FolderSource source(settings(), sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    std::filesystem::rename(made, folder_.path() / "a.png");
    EXPECT_THAT(sink_.codes_once(1), ElementsAre("moved in"));
}

TEST_F(FolderSourceTest, hidden_files_are_left_alone) {
    folder_.write(".0.png", badge("hidden before"));
    const FolderSource source(settings(ExistingPictures::replay), sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    folder_.write(".a.png.x7Tq", badge("hidden"));
    folder_.write("b.png", badge("last"));
    EXPECT_THAT(sink_.codes_once(1), ElementsAre("last"));
}

TEST_F(FolderSourceTest, every_code_of_a_picture_is_a_scan) {
    Frame table = test::plain_frame(600, 300, 255);
    test::paste(table, test::qr_frame("left", 5), 20, 40);
    test::paste(table, test::qr_frame("right", 5), 320, 60);
    const FolderSource source(settings(), sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    folder_.write("table.png", test::png_of(table));
    EXPECT_THAT(sink_.codes_once(2), ::testing::UnorderedElementsAre("left", "right"));
}

TEST_F(FolderSourceTest, one_part_of_several_codes_is_misread_and_told) {
    const FolderSource source(settings(), sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    std::filesystem::copy_file(KIOSK_TEST_DATA "/qr-forms/part-1-of-2.png",
                               folder_.path() / "a.png");
    EXPECT_THAT(sink_.codes_once(1), ElementsAre("AKW-0001-PART\x18"));
    EXPECT_EQ(sink_.report_with("one part").sentence,
              "The last picture has one part of several codes: no ticket is divided.");
}

TEST_F(FolderSourceTest, an_unreadable_picture_is_reported_and_the_next_is_read) {
    const FolderSource source(settings(), sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    folder_.write("notes.txt", "buy milk");
    const auto report = sink_.report_with("notes.txt");
    EXPECT_EQ(report.state, ports::ReaderState::failing);
    EXPECT_EQ(report.reader, "camera-1");
    EXPECT_EQ(report.sentence, "picture \"notes.txt\": is not a PNG, JPEG, WebP or PGM picture.");
    folder_.write("good.png", badge("good"));
    EXPECT_THAT(sink_.codes_once(1), ElementsAre("good"));
    EXPECT_TRUE(sink_.becomes(ports::ReaderState::ready));
}

TEST_F(FolderSourceTest, files_are_never_changed_or_deleted) {
    const auto bytes = badge("kept");
    const auto path = folder_.write("kept.png", bytes);
    const auto written = std::filesystem::last_write_time(path);
    {
        const FolderSource source(settings(ExistingPictures::replay), sink_, clock_);
        ASSERT_THAT(sink_.codes_once(1), ElementsAre("kept"));
    }
    EXPECT_EQ(std::filesystem::file_size(path), bytes.size());
    EXPECT_EQ(std::filesystem::last_write_time(path), written);
}

TEST_F(FolderSourceTest, a_deleted_folder_is_reported_and_read_again_when_it_is_back) {
    const FolderSource source(settings(), sink_, clock_);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    std::filesystem::remove_all(folder_.path());
    EXPECT_EQ(sink_.report_with("was deleted").state, ports::ReaderState::absent);
    EXPECT_THAT(sink_.report_with("is missing").sentence, HasSubstr("create it"));
    std::filesystem::create_directory(folder_.path());
    folder_.write("a.png", badge("back again"));
    // Written before or after the folder was found: read once or, when both saw it, as one scan
    // within the station's repeat window.
    EXPECT_THAT(sink_.codes_once(1), ::testing::Contains("back again"));
    EXPECT_TRUE(sink_.becomes(ports::ReaderState::ready));
}

TEST_F(FolderSourceTest, pictures_of_a_folder_that_was_only_away_are_not_read_twice) {
    const auto away = folder_.path().string() + "-away";
    folder_.write("old.png", badge("old"));
    const FolderSource source(settings(ExistingPictures::replay), sink_, clock_);
    ASSERT_THAT(sink_.codes_once(1), ElementsAre("old"));
    std::filesystem::rename(folder_.path(), away);
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::absent));
    std::filesystem::rename(away, folder_.path());
    ASSERT_TRUE(sink_.becomes(ports::ReaderState::ready));
    folder_.write("new.png", badge("new"));
    EXPECT_THAT(sink_.codes_once(2), ElementsAre("old", "new"));
}

TEST_F(FolderSourceTest, a_file_in_place_of_the_folder_is_reported) {
    auto wrong = settings();
    wrong.folder = folder_.write("file", "x");
    const FolderSource source(wrong, sink_, clock_);
    EXPECT_EQ(sink_.report_with("is not a folder").state, ports::ReaderState::failing);
}

TEST_F(FolderSourceTest, stops_at_once_while_nothing_happens) {
    const auto start = std::chrono::steady_clock::now();
    {
        const FolderSource source(settings(), sink_, clock_);
    }
    auto missing = settings();
    missing.folder = folder_.path() / "none";
    missing.reopen_after = std::chrono::hours(1);
    {
        const FolderSource source(missing, sink_, clock_);
        EXPECT_EQ(sink_.report_with("is missing").state, ports::ReaderState::absent);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace kiosk::drivers
