// tests/unit/camera/live_view_test.cpp — what of a stream of frames is looked at, and how.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drivers/camera/finder_patterns.hpp"
#include "drivers/camera/live_reader.hpp"
#include "drivers/camera/scene_gate.hpp"
#include "test_pictures.hpp"
#include "tests/fakes/manual_clock.hpp"

namespace kiosk::drivers {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

const Instant kStart{1h};

TEST(SceneGate, an_unchanged_scene_is_stopped_and_looked_at_again_in_time) {
    SceneGate gate;
    const Frame desk = test::plain_frame(160, 90, 120);
    EXPECT_TRUE(gate.lets_through(desk, kStart));
    EXPECT_FALSE(gate.lets_through(desk, kStart + 33ms));
    EXPECT_FALSE(gate.lets_through(desk, kStart + kLookAgainAfter - 1ms));
    EXPECT_TRUE(gate.lets_through(desk, kStart + kLookAgainAfter));
    EXPECT_FALSE(gate.lets_through(desk, kStart + kLookAgainAfter + 33ms));
}

TEST(SceneGate, noise_does_not_count_as_a_change_and_a_badge_does) {
    SceneGate gate;
    Frame scene = test::plain_frame(160, 90, 120);
    ASSERT_TRUE(gate.lets_through(scene, kStart));
    for (std::size_t i = 0; i < scene.luma().size(); ++i) {
        scene.luma()[i] = static_cast<std::uint8_t>(scene.luma()[i] + (i * 7919) % 21 - 10);
    }
    EXPECT_FALSE(gate.lets_through(scene, kStart + 33ms));
    test::paste(scene, test::plain_frame(2, 2, 200), 80, 40);  // 16 x 16 pixels of the picture
    EXPECT_TRUE(gate.lets_through(scene, kStart + 66ms));
}

TEST(SceneGate, what_creeps_is_seen_once_it_has_come_far) {
    SceneGate gate;
    int let_through = 0;
    for (int i = 0; i < 40; ++i) {
        const auto shade = static_cast<std::uint8_t>(100 + i);  // one level a frame
        let_through += gate.lets_through(test::plain_frame(160, 90, shade), kStart + i * 1ms);
    }
    EXPECT_EQ(let_through, 4);  // the first, and each 11 levels
}

TEST(SceneGate, another_size_and_a_forgotten_scene_are_new) {
    SceneGate gate;
    ASSERT_TRUE(gate.lets_through(test::plain_frame(160, 90, 120), kStart));
    EXPECT_TRUE(gate.lets_through(test::plain_frame(80, 60, 120), kStart));
    EXPECT_FALSE(gate.lets_through(test::plain_frame(80, 60, 120), kStart));
    gate.forget();
    EXPECT_TRUE(gate.lets_through(test::plain_frame(80, 60, 120), kStart));
}

TEST(FinderPatterns, the_three_of_a_code_are_found_in_their_places) {
    Frame frame = test::plain_frame(300, 300, 255);
    test::paste(frame, test::qr_frame("7f3kq8wz", 4), 40, 60);  // 21 modules, quiet zone of 4
    const auto patterns = find_patterns(frame);
    std::vector<std::pair<int, int>> places;
    for (const auto& pattern : patterns) {
        EXPECT_NEAR(pattern.module, 4, 0.5);
        places.emplace_back(static_cast<int>(pattern.x) / 4, static_cast<int>(pattern.y) / 4);
    }
    // Module 7.5 of the code with its quiet zone, and 21.5: 40 / 4 + 7 = 17, 60 / 4 + 7 = 22.
    EXPECT_THAT(places,
                UnorderedElementsAre(std::pair(17, 22), std::pair(31, 22), std::pair(17, 36)));
}

TEST(FinderPatterns, light_on_dark_is_found_too) {
    Frame frame = test::plain_frame(300, 300, 0);
    test::paste(frame, inverted(test::qr_frame("night", 4)), 40, 60);
    EXPECT_THAT(find_patterns(frame), SizeIs(3));
}

TEST(FinderPatterns, their_number_has_a_limit) {
    Frame frame = test::plain_frame(1200, 1200, 255);
    const Frame code = test::qr_frame("7f3kq8wz", 3);
    for (int i = 0; i < 36; ++i) test::paste(frame, code, i % 6 * 190, i / 6 * 190);
    EXPECT_THAT(find_patterns(frame), SizeIs(kFinderPatternsMax));
    EXPECT_THAT(code_regions(frame), SizeIs(kRegionsMax));
}

TEST(CodeRegions, a_part_holds_the_whole_code) {
    Frame frame = test::plain_frame(1280, 720, 200);
    const Frame badge = test::qr_frame("7f3kq8wz", 6);
    test::paste(frame, badge, 700, 300);
    const auto parts = code_regions(box_mean(frame, 2));
    ASSERT_THAT(parts, SizeIs(1));
    EXPECT_LE(parts[0].left, 700);
    EXPECT_LE(parts[0].top, 300);
    EXPECT_GE(parts[0].right, 700 + badge.width());
    EXPECT_GE(parts[0].bottom, 300 + badge.height());
    EXPECT_LT((parts[0].right - parts[0].left) * (parts[0].bottom - parts[0].top), 1280 * 720 / 4);
}

TEST(CodeRegions, nothing_looks_like_a_code_in_noise_stripes_and_plain_walls) {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        EXPECT_THAT(code_regions(test::noise_frame(640, 480, seed)), IsEmpty());
    }
    Frame stripes = test::plain_frame(640, 480, 255);
    for (int x = 0; x < 640; x += 8) test::paste(stripes, test::plain_frame(4, 480, 0), x, 0);
    EXPECT_THAT(code_regions(stripes), IsEmpty());
    EXPECT_THAT(code_regions(test::plain_frame(640, 480, 77)), IsEmpty());
    EXPECT_THAT(code_regions(test::plain_frame(1, 1, 77)), IsEmpty());
}

Frame with_badge(const std::string& text, int left, int top) {
    Frame frame = test::plain_frame(1280, 720, 200);
    test::paste(frame, test::qr_frame(text, 6), left, top);
    return frame;
}

// Grey on grey with a slope of light across it: beyond one plain pass.
Frame faint(Frame frame) {
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            auto& pixel = frame.row(y)[static_cast<std::size_t>(x)];
            pixel = static_cast<std::uint8_t>(60 + 120 * x / frame.width() + pixel * 30 / 255);
        }
    }
    return box_mean(frame, 2);
}

class LiveReaderTest : public ::testing::Test {
  protected:
    testing::ManualClock clock_{{kStart, UtcTime{}}};
    LiveReader reader_{clock_};
};

TEST_F(LiveReaderTest, the_place_of_the_last_code_is_looked_at_first) {
    EXPECT_EQ(reader_.read(with_badge("7f3kq8wz", 400, 200)).pass, "raw");
    clock_.advance(33ms);
    const Reading moved = reader_.read(with_badge("7f3kq8wz", 410, 190));
    EXPECT_EQ(moved.pass, "region");
    ASSERT_THAT(moved.codes, SizeIs(1));
    EXPECT_EQ(moved.codes[0].bytes, "7f3kq8wz");
    EXPECT_NEAR(moved.codes[0].corners[0].x, 410 + 24, 4);
    EXPECT_NEAR(moved.codes[0].corners[0].y, 190 + 24, 4);
}

TEST_F(LiveReaderTest, a_code_elsewhere_is_found_all_the_same) {
    ASSERT_THAT(reader_.read(with_badge("first", 100, 100)).codes, SizeIs(1));
    const Reading next = reader_.read(with_badge("second", 900, 400));
    ASSERT_THAT(next.codes, SizeIs(1));
    EXPECT_EQ(next.codes[0].bytes, "second");
    EXPECT_EQ(next.pass, "raw");
}

TEST_F(LiveReaderTest, a_second_badge_is_seen_within_five_frames) {
    ASSERT_THAT(reader_.read(with_badge("first", 100, 100)).codes, SizeIs(1));
    Frame both = with_badge("first", 100, 100);
    test::paste(both, test::qr_frame("second", 6), 900, 400);
    int frames = 1;
    while (frames < 100 && reader_.read(both).codes.size() < 2) ++frames;
    EXPECT_EQ(frames, 5);
}

TEST_F(LiveReaderTest, a_place_of_long_ago_is_not_looked_at) {
    ASSERT_THAT(reader_.read(with_badge("first", 100, 100)).codes, SizeIs(1));
    clock_.advance(501ms);
    EXPECT_EQ(reader_.read(with_badge("first", 100, 100)).pass, "raw");
}

TEST_F(LiveReaderTest, a_smaller_frame_than_the_last_is_read_in_full) {
    ASSERT_THAT(reader_.read(with_badge("first", 1000, 400)).codes, SizeIs(1));
    EXPECT_EQ(reader_.read(test::qr_frame("small", 4)).pass, "raw");
}

TEST_F(LiveReaderTest, what_looks_like_a_code_is_read_with_the_costly_passes) {
    const Frame frame = faint(with_badge("faint badge 7f3kq8wz", 500, 250));
    ASSERT_THAT(read_once(frame).codes, IsEmpty());
    const Reading reading = reader_.read(frame);
    ASSERT_THAT(reading.codes, SizeIs(1));
    EXPECT_EQ(reading.codes[0].bytes, "faint badge 7f3kq8wz");
    EXPECT_NEAR(reading.codes[0].corners[0].x, 500 + 24, 8);
    EXPECT_NEAR(reading.codes[0].corners[0].y, 250 + 24, 8);
}

// Each look at the clock takes a while, as on a slow machine.
class CreepingClock final : public ports::Clock {
  public:
    explicit CreepingClock(std::chrono::milliseconds step) : step_(step) {}
    [[nodiscard]] Timestamp now() const override {
        ++looks_;
        return {kStart + looks_ * step_, UtcTime{}};
    }
    [[nodiscard]] int looks() const { return looks_; }

  private:
    std::chrono::milliseconds step_;
    mutable int looks_ = 0;
};

TEST(LiveReaderBudget, no_pass_begins_after_the_frames_time_is_up) {
    const Frame frame = faint(with_badge("faint badge 7f3kq8wz", 500, 250));
    const CreepingClock slow(60ms);
    LiveReader in_time(slow);
    EXPECT_THAT(in_time.read(frame).codes, IsEmpty());
}

// A whole code's look with its middle painted over, beyond error correction.
Frame decoy() {
    Frame frame = test::plain_frame(1280, 720, 200);
    test::paste(frame, test::qr_frame("7f3kq8wz", 6), 400, 200);
    test::paste(frame, test::plain_frame(48, 48, 128), 478, 278);
    return frame;
}

TEST(LiveReaderBudget, costly_passes_end_after_four_times_the_plain_one) {
    const Frame frame = decoy();
    const CreepingClock clock(1ms);
    LiveReader reader(clock);
    ASSERT_THAT(reader.read(frame).codes, IsEmpty());
    // The start, the end of the plain pass, before four passes, before the one too late, the end.
    EXPECT_EQ(clock.looks(), 8);
}

TEST(LiveReaderBudget, after_costly_passes_in_vain_there_is_a_rest) {
    const Frame frame = decoy();
    ASSERT_THAT(read_codes(frame).codes, IsEmpty());
    ASSERT_THAT(code_regions(frame), SizeIs(1));
    const CreepingClock clock(1ms);
    LiveReader reader(clock);
    ASSERT_THAT(reader.read(frame).codes, IsEmpty());
    const int busy = clock.looks();
    ASSERT_GT(busy, 3) << "the passes asked for the time";
    ASSERT_THAT(reader.read(frame).codes, IsEmpty());
    EXPECT_EQ(clock.looks(), busy + 1) << "no costly pass so soon";
}

}  // namespace
}  // namespace kiosk::drivers
