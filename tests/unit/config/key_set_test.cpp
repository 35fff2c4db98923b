// tests/unit/config/key_set_test.cpp — key set files: what they hold, and each mistake in its
// place.
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/config/bounded_file.hpp"
#include "kiosk/config/key_set_toml.hpp"
#include "kiosk/config/revoked_badges.hpp"

namespace kiosk::config {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr std::string_view kHex =
    "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";
constexpr std::string_view kPretix =
    "LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0KTUNvd0JRWURLMlZ3QXlFQVlNSnNPbkxwNUFXR3BKK2RGSkUycjlET1hl"
    "UUlaZ1ZyQ3Q5M0xBbDVCTjg9Ci0tLS0tRU5EIFBVQkxJQyBLRVktLS0tLQo=";

std::string k1_table(std::string_view id = "a", int number = 7) {
    std::string key(kHex);
    key[0] = static_cast<char>('0' + number);
    return "[[key]]\nid = \"" + std::string(id) +
           "\"\nkind = \"k1\"\nnumber = " + std::to_string(number) +
           "\nevents = [66]\npublic_key = \"" + key + "\"\n";
}

std::string problems_of(std::string_view text) {
    const LoadedKeySet loaded = read_key_set(text, "keys.toml");
    EXPECT_EQ(loaded.keys.has_value(), loaded.problems.empty());
    return loaded.problems.empty() ? "" : to_text(loaded.problems.front());
}

TEST(KeySetFile, every_field_goes_where_it_belongs) {
    const LoadedKeySet loaded = read_key_set(
        "revoked_badges = [\"00000000deadbeef\", \"ffffffffffffffff\"]\n[[key]]\nid = \"badges\"\n"
        "kind = \"k1\"\nnumber = 255\nevents = [66, 0, 65535]\npublic_key = \"" +
            std::string(kHex) +
            "\"\nvalid_from = 2027-01-01T00:00:00Z\nvalid_until = 2027-01-01T01:00:00+01:00\n"
            "[[key]]\nid = \"shop\"\nkind = \"pretix_sig1\"\npublic_key = \"" +
            std::string(kPretix) + "\"\nrevoked = true\n",
        "keys.toml");
    ASSERT_EQ(to_text(loaded.problems), "");
    const core::TicketKey& badges = loaded.keys->keys()[0];
    EXPECT_EQ(badges.id, "badges");
    EXPECT_EQ(badges.kind, core::KeyKind::k1);
    EXPECT_EQ(badges.number, 255);
    EXPECT_EQ(badges.events, (std::vector<std::uint16_t>{66, 0, 65535}));
    EXPECT_EQ(to_hex(badges.key), kHex);
    EXPECT_EQ(badges.valid_from->time_since_epoch().count(), 1'798'761'600'000);
    EXPECT_EQ(badges.valid_from, badges.valid_until);
    EXPECT_FALSE(badges.revoked);
    const core::TicketKey& shop = loaded.keys->keys()[1];
    EXPECT_EQ(shop.kind, core::KeyKind::pretix_sig1);
    EXPECT_EQ(to_hex(shop.key), "60c26c3a72e9e40586a49f9d149136afd0ce5de40866056b0adf772c097904df");
    EXPECT_TRUE(shop.revoked);
    EXPECT_FALSE(shop.valid_until.has_value());
    EXPECT_TRUE(loaded.keys->is_revoked(0xdeadbeef));
    EXPECT_TRUE(loaded.keys->is_revoked(UINT64_MAX));
    EXPECT_FALSE(loaded.keys->is_revoked(0xdeadbee));
}

TEST(KeySetFile, an_empty_file_is_an_empty_set) {
    EXPECT_EQ(problems_of(""), "");
}

// A table whose third and later lines are the row's own.
std::string table_with(std::string_view lines) {
    return "[[key]]\nid = \"b\"\n" + std::string(lines) + "public_key = \"" + std::string(kHex) +
           "\"\n";
}

std::string shop_table() {
    return table_with("kind = \"pretix_sig1\"\n");
}

struct Broken {
    std::string text;
    std::string expected;
};

const Broken kBrokenFiles[] = {
    {"[[kez]]\n", R"(keys.toml:1:3: error: unknown table "kez"; did you mean "key"?)"},
    {"[key]\n", R"(keys.toml:1:1: error: "key" must be written [[key]], with two brackets)"},
    {"[[key]]\nkind = \"k1\"\n", R"(keys.toml:1:1: error: [[key]] needs "events")"},
    {k1_table() + k1_table("a", 6), R"(keys.toml:7:1: error: key "a" is there already)"},
    {k1_table() + k1_table("b", 7),
     R"(keys.toml:7:1: error: key "b" has the public key of key "a")"},
    {"revoked_badges = [\"00000000DEADBEEF\"]\n",
     R"(keys.toml:1:19: error: "00000000DEADBEEF" is no credential: 16 digits of 0-9 and a-f)"},
    {"revoked_badges = [\"1\"]\n",
     R"(keys.toml:1:19: error: "1" is no credential: 16 digits of 0-9 and a-f)"},
    {"revoked_badges_file = \"no-such-list\"\n",
     "no-such-list: error: cannot be read: No such file or directory"},
};

const Broken kBrokenKeys[] = {
    {k1_table() + "nubmer = 3\n",
     R"(keys.toml:7:1: error: unknown key "nubmer" in [[key]]; did you mean "number"?)"},
    {k1_table() + "private_key = \"a\"\n",
     R"(keys.toml:7:1: error: unknown key "private_key" in [[key]]; known: id, kind, )"
     R"(public_key, valid_from, valid_until, revoked, product, number, events)"},
    {k1_table() + "secret = \"a\"\n",
     R"(keys.toml:7:10: error: "secret" is a secret and must not stand in this file; give it as )"
     R"(a systemd credential: secret = { credential = "name" })"},
    {shop_table() + "number = 3\n",
     R"(keys.toml:5:1: error: unknown key "number" in [[key]]; known: id, kind, public_key, )"
     R"(valid_from, valid_until, revoked, product)"},
    {"[[key]]\nid = \"B\"\nkind = \"pretix_sig1\"\npublic_key = \"" + std::string(kHex) + "\"\n",
     R"(keys.toml:2:6: error: "id" in [[key]] is "B"; an id has 1 to 64 of a-z, 0-9, - and _)"},
    {table_with("kind = \"k2\"\n"),
     R"(keys.toml:3:8: error: kind "k2" in [[key]] is unknown; did you mean "k1"?)"},
    {"[[key]]\nid = \"b\"\nkind = \"pretix_sig1\"\npublic_key = \"03A1\"\n",
     R"(keys.toml:4:14: error: public_key "03A1" is neither 64 hexadecimal digits nor an )"
     R"(Ed25519 key as pretix gives it)"},
    {table_with("kind = \"k1\"\nnumber = 256\nevents = [1]\n"),
     R"(keys.toml:4:10: error: "number" in [[key]] is 256; allowed: 0 to 255)"},
    {table_with("kind = \"k1\"\nnumber = 1\nevents = [1, 65536]\n"),
     R"(keys.toml:5:14: error: "events" in [[key]] has 65536; allowed: 0 to 65535)"},
    {table_with("kind = \"k1\"\nnumber = 1\nevents = [1, -1]\n"),
     R"(keys.toml:5:14: error: "events" in [[key]] has -1; allowed: 0 to 65535)"},
    {table_with("kind = \"k1\"\nnumber = 1\nevents = 1\n"),
     R"(keys.toml:5:10: error: "events" in [[key]] must be an array of integers, )"
     R"(not an integer)"},
    {table_with("kind = \"k1\"\nnumber = 1\nevents = [\"1\"]\n"),
     R"(keys.toml:5:11: error: "events" in [[key]] must be an array of integers, not a text)"},
    {table_with("kind = \"k1\"\nnumber = 1\nevents = []\n"),
     R"(keys.toml:1:1: error: key "b" signs for no event)"},
    {k1_table() + "valid_from = 2027-01-02T00:00:00Z\nvalid_until = 2027-01-01T00:00:00Z\n",
     R"(keys.toml:1:1: error: key "a" ends before it begins)"},
    {k1_table() + "valid_from = 2027-01-02T00:00:00\n",
     R"(keys.toml:7:14: error: "valid_from" in [[key]] must be a time with its offset from UTC, )"
     R"(such as 2027-03-13T08:00:00Z, not a date with time)"},
    {shop_table() + "product = [{ number = 0, name = \"Gala\" }]\n",
     R"(keys.toml:5:23: error: "number" in [[product]] is 0; allowed: 1 to 9223372036854775807)"},
    {shop_table() + "product = [{ number = 1 }]\n",
     R"(keys.toml:5:12: error: [[product]] needs "name")"},
    {shop_table() + "product = [{ number = 1, name = \"\" }]\n",
     R"(keys.toml:1:1: error: key "b": product 1 has an empty name)"},
    {shop_table() + "product = [{ number = 1, name = \"A\" }, { number = 1, name = \"B\" }]\n",
     R"(keys.toml:1:1: error: key "b" has product 1 twice)"},
    {shop_table() +
         "product = [{ number = 1, name = \"A\", variation = [{ number = 2, name = \"B\" }, "
         "{ number = 2, name = \"C\" }] }]\n",
     R"(keys.toml:1:1: error: key "b" has variation 2 of product 1 twice)"},
    {k1_table() + "revoked = 1\n",
     R"(keys.toml:7:11: error: "revoked" in [[key]] must be true or false, not an integer)"},
};

TEST(KeySetFile, products_and_variations_get_their_names) {
    const LoadedKeySet loaded = read_key_set(
        shop_table() +
            "product = [\n  { number = 12, name = \"Conference\" },\n  { number = 14, name = \"Day "
            "pass\", variation = [{ number = 31, name = \"Tuesday\" }] },\n]\n",
        "keys.toml");
    ASSERT_EQ(to_text(loaded.problems), "");
    const auto& products = loaded.keys->keys()[0].products;
    ASSERT_EQ(products.size(), 2U);
    EXPECT_EQ(products[0].number, 12);
    EXPECT_EQ(products[0].name, "Conference");
    ASSERT_EQ(products[1].variations.size(), 1U);
    EXPECT_EQ(products[1].variations[0].number, 31);
    EXPECT_EQ(products[1].variations[0].name, "Tuesday");
}

TEST(KeySetFile, each_mistake_is_named_and_placed) {
    for (const Broken& row : kBrokenFiles) EXPECT_EQ(problems_of(row.text), row.expected);
    for (const Broken& row : kBrokenKeys) EXPECT_EQ(problems_of(row.text), row.expected);
}

TEST(KeySetFile, what_is_no_toml_is_one_problem) {
    EXPECT_THAT(problems_of("[[key]]\nid = \"a\" b\n"), HasSubstr("keys.toml:2:"));
    EXPECT_THAT(problems_of("\xff\xfe"), HasSubstr("not TOML"));
}

TEST(KeySetFile, is_bounded_at_one_mebibyte) {
    EXPECT_EQ(problems_of(std::string(kKeySetBytesMax - 1, '#') + "\n"), "");
    EXPECT_EQ(problems_of(std::string(kKeySetBytesMax, '#') + "\n"),
              "keys.toml: error: 1048577 bytes long, limit 1048576");
}

TEST(KeySetFile, holds_8_active_keys_of_a_kind) {
    std::string text;
    for (int i = 0; i < 8; ++i) text += k1_table("k" + std::to_string(i), i);
    EXPECT_EQ(problems_of(text), "");
    EXPECT_EQ(problems_of(text + k1_table("k8", 8)),
              "keys.toml:49:1: error: 9 keys of one kind that are not revoked, limit 8");
}

// A list beside the key set, made anew for each test.
class RevokedList : public testing::Test {
  protected:
    RevokedList() { fs::create_directories(folder_); }
    ~RevokedList() override { fs::remove_all(folder_); }

    void write(const char* name, std::string_view text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    [[nodiscard]] LoadedKeySet load() const { return load_key_set(folder_ / "keys.toml"); }

    fs::path folder_ = fs::path(testing::TempDir()) /
                       testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(RevokedList, is_read_beside_the_key_set_and_adds_to_its_own) {
    write("keys.toml",
          "revoked_badges = [\"0000000000000001\"]\nrevoked_badges_file = \"r.txt\"\n");
    write("r.txt", "# lost\n\n0000000000000003\r\n  0000000000000002\t# Monday\n0000000000000004");
    const LoadedKeySet loaded = load();
    ASSERT_EQ(to_text(loaded.problems), "");
    EXPECT_THAT(loaded.keys->revoked_badges(), testing::ElementsAre(1, 2, 3, 4));
}

TEST_F(RevokedList, a_wrong_line_is_named_with_its_number) {
    write("keys.toml", "revoked_badges_file = \"r.txt\"\nnothing = 1\n");
    write("r.txt", "0000000000000001\n0000 0001\n");
    const LoadedKeySet loaded = load();
    EXPECT_FALSE(loaded.keys.has_value());
    ASSERT_EQ(loaded.problems.size(), 2U);
    EXPECT_THAT(to_text(loaded.problems[0]), HasSubstr("keys.toml:2:1: error: unknown key"));
    EXPECT_THAT(to_text(loaded.problems[1]),
                HasSubstr("r.txt:2:1: error: \"0000 0001\" is no credential"));
}

TEST_F(RevokedList, of_many_wrong_lines_20_are_named_and_all_counted) {
    std::vector<std::uint64_t> revoked;
    std::vector<Problem> problems;
    std::string text;
    for (std::size_t i = 0; i < kRevokedProblemsMax; ++i) text += "x\n";
    read_revoked_badges(text, "r.txt", revoked, problems);
    EXPECT_EQ(problems.size(), kRevokedProblemsMax);
    problems.clear();
    read_revoked_badges(text + "x\n", "r.txt", revoked, problems);
    ASSERT_EQ(problems.size(), kRevokedProblemsMax + 1);
    EXPECT_EQ(to_text(problems.back()),
              "r.txt: error: 21 lines are no credential; 20 of them are named");
}

TEST_F(RevokedList, past_a_million_the_set_is_refused) {
    write("keys.toml", "revoked_badges_file = \"r.txt\"\n");
    std::string text;
    for (std::size_t i = 0; i < core::kRevokedBadgesMax; ++i) text += "0000000000000001\n";
    write("r.txt", text);
    EXPECT_EQ(load().keys->revoked_badges().size(), 1U);
    write("r.txt", text + "0000000000000001\n");
    EXPECT_THAT(to_text(load().problems), HasSubstr("1000001 revoked badges, limit 1000000"));
}

TEST_F(RevokedList, files_are_bounded_and_folders_are_none) {
    write("ten", "0123456789");
    EXPECT_EQ(read_bounded_file(folder_ / "ten", 10).value(), "0123456789");
    EXPECT_EQ(read_bounded_file(folder_ / "ten", 9).error().context, "more than 9 bytes long");
    EXPECT_EQ(read_bounded_file(folder_, 9).error().context, "is a directory, not a file");
    EXPECT_THAT(to_text(load_key_set(folder_ / "none.toml").problems),
                HasSubstr("none.toml: error: cannot be read: No such file or directory"));
}

}  // namespace
}  // namespace kiosk::config
