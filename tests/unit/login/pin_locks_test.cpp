// tests/unit/login/pin_locks_test.cpp — five tries, then a wait that grows, whoever asks.
#include "kiosk/login/pin_locks.hpp"

#include <gtest/gtest.h>

namespace kiosk::login {
namespace {

using std::chrono::seconds;

Timestamp at(int second) {
    return {.mono = Instant(seconds(1000 + second)),
            .utc = UtcTime(seconds(1'800'000'000 + second))};
}

PinLocks after(int tries, const char* name = "Abena") {
    PinLocks locks;
    for (int i = 0; i < tries; ++i) locks.try_one(name, /*is_known=*/true, at(0));
    return locks;
}

TEST(PinLocks, four_tries_are_free_and_the_fifth_locks_for_a_minute) {
    EXPECT_EQ(after(4).left("Abena", at(0)), seconds(0));
    EXPECT_EQ(after(5).left("Abena", at(0)), seconds(60));
    EXPECT_EQ(after(5).left("Abena", at(59)), seconds(1));
    EXPECT_EQ(after(5).left("Abena", at(60)), seconds(0));
    EXPECT_EQ(after(5).left("Kofi", at(0)), seconds(0));
}

TEST(PinLocks, each_further_try_doubles_the_wait_up_to_a_quarter_of_an_hour) {
    EXPECT_EQ(after(6).left("Abena", at(0)), seconds(120));
    EXPECT_EQ(after(8).left("Abena", at(0)), seconds(480));
    EXPECT_EQ(after(9).left("Abena", at(0)), seconds(900));
    EXPECT_EQ(after(50).left("Abena", at(0)), seconds(900));
}

TEST(PinLocks, another_spelling_is_no_new_set_of_tries) {
    EXPECT_EQ(after(5).left("  ABENA", at(0)), seconds(60));
    EXPECT_EQ(after(5).left("abe\u200bna", at(0)), seconds(60));
}

TEST(PinLocks, a_right_pin_begins_anew) {
    PinLocks locks = after(4);
    EXPECT_TRUE(locks.forget("abena"));
    EXPECT_FALSE(locks.forget("abena"));
    locks.try_one("Abena", true, at(1));
    EXPECT_EQ(locks.left("Abena", at(1)), seconds(0));
}

TEST(PinLocks, a_restart_gives_no_try_back) {
    const auto known = [](std::string_view) { return true; };
    PinLocks four = PinLocks::parse(after(4).print(at(0)), at(1), known);
    four.try_one("Abena", true, at(1));
    EXPECT_EQ(four.left("Abena", at(1)), seconds(60));
    const PinLocks locked = PinLocks::parse(after(6).print(at(0)), at(20), known);
    EXPECT_EQ(locked.left("Abena", at(20)), seconds(100));
}

TEST(PinLocks, a_clock_that_was_set_back_locks_no_longer_than_the_whole_time) {
    Timestamp back = at(0);
    back.utc -= std::chrono::hours(24);
    const auto locks = PinLocks::parse(after(5).print(at(0)), back, [](auto) { return true; });
    EXPECT_EQ(locks.left("Abena", back), seconds(60));
}

TEST(PinLocks, lines_that_mean_nothing_are_left_out) {
    const std::string text = "\nx\n5 1 \n-1 1 Abena\n1001 1 Abena\n5 x Abena\n" +
                             after(5, "Kofi").print(at(0)) + after(6, "kofi").print(at(0)) + "5 18";
    const auto locks = PinLocks::parse(text, at(0), [](auto) { return false; });
    EXPECT_EQ(locks.left("Abena", at(0)), seconds(0));
    EXPECT_EQ(locks.left("Kofi", at(0)), seconds(60));
}

TEST(PinLocks, strangers_push_out_strangers_and_nobody_who_is_known) {
    PinLocks locks = after(5);
    for (std::size_t i = 0; i < PinLocks::kStrangersMax; ++i) {
        for (int n = 0; n < 5; ++n) locks.try_one("X" + std::to_string(i), false, at(0));
    }
    EXPECT_EQ(locks.left("X0", at(0)), seconds(60));
    locks.try_one("one more", false, at(0));
    EXPECT_EQ(locks.left("X0", at(0)), seconds(0));
    EXPECT_EQ(locks.left("X1", at(0)), seconds(60));
    EXPECT_EQ(locks.left("Abena", at(0)), seconds(60));
    EXPECT_LT(locks.print(at(0)).size(), PinLocks::kFileMax);
}

}  // namespace
}  // namespace kiosk::login
