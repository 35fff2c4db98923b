// tests/unit/login/sessions_test.cpp — how long somebody stays who they said they are.
#include "kiosk/login/sessions.hpp"

#include <gtest/gtest.h>

namespace kiosk::login {
namespace {

using ports::Caller;
using ports::Role;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Caller kLead{.role = Role::lead, .name = "Abena"};
const Caller kDesk{.role = Role::desk, .name = "Esi"};

Instant at(std::chrono::seconds time) {
    return Instant(time);
}

TEST(Sessions, a_secret_is_long_and_knows_its_person) {
    Sessions sessions;
    const std::string secret = sessions.begin(kDesk, at(seconds(0)));
    EXPECT_EQ(secret.size(), 32U);
    EXPECT_EQ(sessions.find(secret, false, at(seconds(1))), kDesk);
    EXPECT_FALSE(sessions.find(secret + "0", false, at(seconds(1))));
    EXPECT_FALSE(sessions.find("", false, at(seconds(1))));
}

TEST(Sessions, end_after_twelve_hours) {
    Sessions sessions;
    const std::string secret = sessions.begin(kDesk, at(seconds(0)));
    EXPECT_TRUE(sessions.find(secret, false, at(hours(12) - seconds(1))));
    EXPECT_FALSE(sessions.find(secret, false, at(hours(12))));
    EXPECT_EQ(sessions.size(), 0U);
}

TEST(Sessions, a_lead_who_does_nothing_for_five_minutes_is_a_guard) {
    Sessions sessions;
    const std::string secret = sessions.begin(kLead, at(seconds(0)));
    const auto role_at = [&](std::chrono::seconds time, bool acts) {
        return sessions.find(secret, acts, at(time))->role;
    };
    EXPECT_EQ(role_at(minutes(5) - seconds(1), false), Role::lead);
    EXPECT_EQ(role_at(minutes(5), false), Role::gate) << "looking is no act";
    EXPECT_EQ(role_at(minutes(6), true), Role::gate) << "an act that was refused wakes nobody";
}

TEST(Sessions, an_act_keeps_a_lead_awake) {
    Sessions sessions;
    const std::string secret = sessions.begin(kLead, at(seconds(0)));
    EXPECT_EQ(sessions.find(secret, true, at(minutes(4)))->role, Role::lead);
    EXPECT_EQ(sessions.find(secret, true, at(minutes(8)))->role, Role::lead);
    EXPECT_EQ(sessions.find(secret, true, at(minutes(13)))->role, Role::gate);
}

TEST(Sessions, signing_out_ends_one_session_and_losing_the_right_ends_all) {
    Sessions sessions;
    const std::string one = sessions.begin(kDesk, at(seconds(0)));
    const std::string two = sessions.begin(kDesk, at(seconds(0)));
    const std::string other = sessions.begin(kLead, at(seconds(0)));
    sessions.end(one);
    EXPECT_FALSE(sessions.find(one, false, at(seconds(1))));
    EXPECT_TRUE(sessions.find(two, false, at(seconds(1))));
    sessions.end_all_of("Esi");
    EXPECT_FALSE(sessions.find(two, false, at(seconds(1))));
    EXPECT_TRUE(sessions.find(other, false, at(seconds(1))));
}

TEST(Sessions, one_person_has_four_and_the_oldest_goes) {
    Sessions sessions;
    const std::string first = sessions.begin(kDesk, at(seconds(0)));
    const std::string lead = sessions.begin(kLead, at(seconds(0)));
    for (int i = 0; i < 3; ++i) static_cast<void>(sessions.begin(kDesk, at(seconds(1))));
    EXPECT_TRUE(sessions.find(first, false, at(seconds(2))));
    static_cast<void>(sessions.begin(kDesk, at(seconds(3))));
    EXPECT_FALSE(sessions.find(first, false, at(seconds(4))));
    EXPECT_TRUE(sessions.find(lead, false, at(seconds(4))));
    EXPECT_EQ(sessions.size(), 5U);
}

}  // namespace
}  // namespace kiosk::login
