// tests/unit/login/credentials_test.cpp — what may stand in the file, and what comes back out of
// it.
#include "kiosk/login/credentials.hpp"

#include <gtest/gtest.h>

#include "kiosk/crypto/pin_hash.hpp"

namespace kiosk::login {
namespace {

using ports::Role;

Credentials some() {
    Credentials made;
    made.people = {{"Abena Owusu", Role::lead, crypto::nobodys_pin_hash()},
                   {"Zoë N’Diaye", Role::admin, crypto::nobodys_pin_hash()}};
    made.tokens = {{"North gate tablet", Role::station, "gate-in", crypto::digest_of("a")},
                   {"Wall", Role::viewer, "", crypto::digest_of("b")}};
    return made;
}

TEST(Credentials, come_back_as_they_were) {
    const std::string text = print_credentials(some());
    auto back = parse_credentials(text);
    ASSERT_TRUE(back) << back.error().context;
    EXPECT_EQ(print_credentials(*back), text);
    EXPECT_EQ(back->people[0].name, "Abena Owusu");
    EXPECT_EQ(back->people[0].role, Role::lead);
    EXPECT_EQ(back->tokens[0].station, "gate-in");
    EXPECT_EQ(back->tokens[1].station, "");
    EXPECT_EQ(back->tokens[1].digest, crypto::digest_of("b"));
}

TEST(Credentials, a_damaged_line_is_named) {
    const std::string hash = crypto::nobodys_pin_hash();
    const std::string first = "kiosk-credentials 1\n";
    for (const std::string& line :
         {std::string("person lead nohash Abena"), "person boss " + hash + " Abena",
          "person nobody " + hash + " Abena", "person lead " + hash + " ",
          std::string("guest lead x y"), std::string("token viewer 00 - Wall"), std::string("x")}) {
        const auto read = parse_credentials(first + line + "\n");
        ASSERT_FALSE(read) << line;
        EXPECT_EQ(read.error().code, Errc::corrupt);
        EXPECT_NE(read.error().context.find("line 2"), std::string::npos) << read.error().context;
    }
    EXPECT_FALSE(parse_credentials("kiosk-credentials 2\n"));
}

TEST(Credentials, two_lines_of_names_that_look_alike_are_one_too_many) {
    const std::string hash = crypto::nobodys_pin_hash();
    EXPECT_FALSE(parse_credentials("kiosk-credentials 1\nperson lead " + hash +
                                   " Abena\nperson desk " + hash + " ABENA\n"));
}

TEST(Credentials, somebody_is_found_by_a_name_that_looks_alike) {
    Credentials all = some();
    EXPECT_NE(all.person("abena owusu"), nullptr);
    EXPECT_NE(all.person("Owusu, Abena"), nullptr);
    EXPECT_NE(all.person("abe\u200bna owusu"), nullptr);
    EXPECT_EQ(all.person("Abena"), nullptr);
    EXPECT_EQ(all.person(""), nullptr);
}

TEST(Credentials, there_is_room_for_so_many_and_no_more) {
    Credentials all;
    for (std::size_t i = 0; i < kPeopleMax; ++i) {
        all.people.push_back({"P" + std::to_string(i), Role::desk, crypto::nobodys_pin_hash()});
    }
    EXPECT_TRUE(parse_credentials(print_credentials(all)));
    all.people.push_back({"one more", Role::desk, crypto::nobodys_pin_hash()});
    EXPECT_FALSE(parse_credentials(print_credentials(all)));
}

TEST(Credentials, names_are_bounded_and_say_something) {
    EXPECT_TRUE(check_name(std::string(64, 'n')));
    EXPECT_FALSE(check_name(std::string(65, 'n')));
    for (const char* wrong : {"", " ", "\u200b", "a\nb", " a", "a "}) {
        EXPECT_FALSE(check_name(wrong)) << wrong;
    }
    EXPECT_TRUE(check_name("أمينة"));
}

TEST(Credentials, pins_have_digits_enough_and_are_not_the_first_that_one_tries) {
    EXPECT_TRUE(check_pin_rules("428193"));
    EXPECT_TRUE(check_pin_rules("4281934281934281"));
    for (const char* wrong : {"", "42819", "42819342819342819", "42819a", "42 193", "111111",
                              "123456", "987654", "0123456789", "٤٢٨١٩٣"}) {
        EXPECT_FALSE(check_pin_rules(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace kiosk::login
