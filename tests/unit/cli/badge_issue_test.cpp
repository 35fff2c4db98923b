// tests/unit/cli/badge_issue_test.cpp — keys are made once and kept private; badges verify.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/cli/private_key_file.hpp"
#include "running.hpp"

namespace kiosk::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string contents(const fs::path& file) {
    std::ifstream input(file, std::ios::binary);
    std::ostringstream text;
    text << input.rdbuf();
    return text.str();
}

// A folder of its own with a key and its key set.
class BadgeIssue : public testing::Test {
  protected:
    BadgeIssue() {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        const Said made = keygen("66");
        EXPECT_EQ(made.exit_code, ExitCode::done) << made.talk;
        std::ofstream(keys_) << made.out;
    }
    ~BadgeIssue() override { fs::remove_all(folder_); }

    [[nodiscard]] Said keygen(const std::string& event, const std::string& id = "badges") const {
        return run_words({"badge", "keygen", "--id", id, "--number", "7", "--event", event, "--out",
                          key_.string()},
                         {});
    }
    [[nodiscard]] Said issue(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"badge",       "issue",  "--key",
                                       key_.string(), "--keys", keys_.string()};
        for (const std::string& word : more) words.push_back(word);
        return run_words(words, {});
    }
    void write(const fs::path& file, std::string_view text) const {
        std::ofstream(file, std::ios::binary) << text;
    }

    fs::path folder_ = fs::path(testing::TempDir()) / "badge-issue";
    fs::path key_ = folder_ / "badge.key";
    fs::path keys_ = folder_ / "keys.toml";
};

// Codes of the output, first column.
std::vector<std::string> codes_in(const std::string& csv) {
    std::vector<std::string> codes;
    std::istringstream in(csv);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) codes.push_back(line.substr(0, line.find(',')));
    return codes;
}

TEST_F(BadgeIssue, a_private_key_is_for_its_owner_and_never_overwritten) {
    struct stat status{};
    ASSERT_EQ(::stat(key_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const std::string before = contents(key_);
    const Said again = keygen("66");
    EXPECT_EQ(again.exit_code, ExitCode::conflict);
    EXPECT_THAT(again.talk, HasSubstr("a key is never overwritten"));
    EXPECT_EQ(again.out, "");
    EXPECT_EQ(contents(key_), before);
}

TEST_F(BadgeIssue, keygen_refuses_what_the_key_set_would_refuse) {
    fs::remove(key_);
    EXPECT_EQ(keygen("66", "No Id").exit_code, ExitCode::usage);
    EXPECT_FALSE(fs::exists(key_));
    EXPECT_EQ(keygen("65536").exit_code, ExitCode::usage);
}

TEST_F(BadgeIssue, no_output_holds_the_private_key) {
    const std::string secret = contents(key_).substr(28, 64);
    EXPECT_EQ(contents(keys_).find(secret), std::string::npos);
    const Said said = issue();
    EXPECT_EQ((said.out + said.talk).find(secret), std::string::npos);
}

TEST_F(BadgeIssue, one_badge_is_made_and_verifies) {
    const Said said = issue({"--product", "3", "--flags", "single_entry", "--from",
                             "2027-03-10T06:00:00Z", "--until", "2027-03-14T22:00:00Z"});
    ASSERT_EQ(said.exit_code, ExitCode::done) << said.talk;
    const auto codes = codes_in(said.out);
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].size(), 150U);
    const Said checked = run_words(
        {"token", "verify", "--keys", keys_.string(), "--at", "2027-03-12T00:00:00Z", codes[0]},
        {});
    EXPECT_EQ(checked.exit_code, ExitCode::done);
    EXPECT_THAT(checked.out, HasSubstr("\"gate\":\"ok\""));
    EXPECT_THAT(checked.out, HasSubstr("\"zones\":[],\"valid_from\":1804658400,"
                                       "\"valid_until\":1805061600,\"flags\":[\"single_entry\"]"));
}

TEST_F(BadgeIssue, holders_come_from_csv_and_each_gets_a_credential_of_its_own) {
    const fs::path csv = folder_ / "holders.csv";
    write(csv, "name,credential,issue\n=Ama,,\nKofi,00000000deadbeef,2\nEsi,,\n");
    const fs::path out = folder_ / "badges.csv";
    const Said said = issue({"--csv", csv.string(), "-o", out.string()});
    ASSERT_EQ(said.exit_code, ExitCode::done) << said.talk;
    EXPECT_EQ(said.out, "");
    EXPECT_THAT(said.talk, HasSubstr("3 badges issued with key \"badges\""));
    const std::string list = contents(out);
    EXPECT_THAT(
        list, testing::StartsWith("code,name,product,valid_from,valid_until,credential,issue\r\n"));
    EXPECT_THAT(list, HasSubstr(",'=Ama,,1970-01-01T00:00:00Z,2106-02-07T06:28:15Z,"));
    EXPECT_THAT(list, HasSubstr(",00000000deadbeef,2\r\n"));
    const auto codes = codes_in(list);
    EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 3U);
    struct stat status{};
    ASSERT_EQ(::stat(out.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

// The list is imported by name: "3" would be a product that no zone and no rule knows.
TEST_F(BadgeIssue, the_product_is_written_as_the_key_set_names_it) {
    write(keys_, contents(keys_) + "product = [{ number = 3, name = \"Day pass, Tuesday\" }]\n");
    const fs::path csv = folder_ / "holders.csv";
    write(csv, "name,product\nAma,3\nKofi,4\nEsi,\nYaw,4\n");
    const Said said = issue({"--csv", csv.string()});
    ASSERT_EQ(said.exit_code, ExitCode::done) << said.talk;
    EXPECT_THAT(said.out, HasSubstr(",Ama,\"Day pass, Tuesday\",1970"));
    EXPECT_THAT(said.out, HasSubstr(",Kofi,,1970"));
    EXPECT_THAT(said.out, HasSubstr(",Esi,,1970"));
    EXPECT_THAT(said.talk,
                HasSubstr("product 4 has no name in key \"badges\": its badges are of no "
                          "product\n4 badges issued"));
}

// No door would look at them: a badge must not promise what nobody keeps.
TEST_F(BadgeIssue, zones_are_not_signed) {
    EXPECT_EQ(issue({"--zones", "0 2"}).exit_code, ExitCode::usage);
    const fs::path csv = folder_ / "holders.csv";
    write(csv, "name,zones\nAma,1\n");
    const Said said = issue({"--csv", csv.string()});
    EXPECT_EQ(said.exit_code, ExitCode::failed);
    EXPECT_THAT(said.talk, HasSubstr("unknown column \"zones\""));
}

TEST_F(BadgeIssue, with_one_mistake_nothing_is_issued) {
    const fs::path csv = folder_ / "holders.csv";
    write(csv, "name,issue\nAma,1\nKofi,256\n");
    const fs::path out = folder_ / "badges.csv";
    const Said said = issue({"--csv", csv.string(), "-o", out.string()});
    EXPECT_EQ(said.exit_code, ExitCode::failed);
    EXPECT_FALSE(fs::exists(out));
    EXPECT_THAT(said.talk, HasSubstr("holders.csv: line 3 column \"issue\": \"256\" is no number"));
    EXPECT_THAT(said.talk, HasSubstr("no badge was issued"));
}

TEST_F(BadgeIssue, a_key_that_others_may_read_is_refused) {
    for (const mode_t mode : {0640U, 0604U, 0620U, 0601U}) {
        ASSERT_EQ(::chmod(key_.c_str(), mode), 0);
        const Said said = issue();
        EXPECT_EQ(said.exit_code, ExitCode::not_allowed);
        EXPECT_THAT(said.talk, HasSubstr("others may use it (mode 06"));
        EXPECT_THAT(said.talk, HasSubstr("run: chmod 600 "));
    }
    ASSERT_EQ(::chmod(key_.c_str(), 0400), 0);
    EXPECT_EQ(issue().exit_code, ExitCode::done);
}

TEST_F(BadgeIssue, a_key_of_another_user_is_refused) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
    ASSERT_EQ(::chown(key_.c_str(), 12'345, static_cast<gid_t>(-1)), 0);
    EXPECT_THAT(issue().talk, HasSubstr("belongs to user 12345"));
}

TEST_F(BadgeIssue, a_file_that_is_no_key_is_refused) {
    const std::string good = contents(key_);
    const auto with = [&](const std::string& text) {
        write(key_, text);
        return issue().talk;
    };
    for (const std::string& text :
         {std::string(), good.substr(1), good + "\n", good.substr(0, good.size() - 1),
          std::string("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"),
          "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VvBCIEI" + good.substr(48)}) {
        EXPECT_THAT(with(text), HasSubstr("no Ed25519 key in PEM")) << text.size();
    }
    EXPECT_THAT(with(std::string(4'097, '-')), HasSubstr("more than 4096 bytes"));
    EXPECT_THAT(with(std::string(4'096, '-')), HasSubstr("no Ed25519 key in PEM"));
    fs::remove(key_);
    EXPECT_THAT(issue().talk, HasSubstr("No such file or directory"));
    fs::create_directory(key_);
    EXPECT_THAT(issue().talk, HasSubstr("no file"));
}

TEST_F(BadgeIssue, a_badge_is_not_signed_that_the_station_would_refuse) {
    const std::string entry = contents(keys_);
    const auto under = [&](const std::string& set, const std::vector<std::string>& more = {}) {
        write(keys_, set);
        const Said said = issue(more);
        EXPECT_NE(said.exit_code, ExitCode::done);
        EXPECT_EQ(said.out, "");
        return said.talk;
    };
    EXPECT_THAT(under(""), HasSubstr("the key set does not have the public half of this key"));
    EXPECT_THAT(under(entry + "revoked = true\n"), HasSubstr("key \"badges\" is revoked"));
    EXPECT_THAT(under(entry, {"--event", "67"}), HasSubstr("would be refused: wrong_event"));
    EXPECT_THAT(under(entry + "valid_until = 2027-01-01T00:00:00Z\n"),
                HasSubstr("longer than key \"badges\" is"));
    EXPECT_THAT(under(entry + "valid_from = 2027-01-01T00:00:00Z\n"),
                HasSubstr("valid from 1970-01-01T00:00:00Z, before key \"badges\" is"));
    EXPECT_THAT(under(entry, {"--from", "2027-01-02T00:00:00Z", "--until", "2027-01-01T00:00:00Z"}),
                HasSubstr("before it begins"));
    const fs::path csv = folder_ / "holders.csv";
    write(csv, "credential\n00000000deadbeef\n");
    EXPECT_THAT(under("revoked_badges = [\"00000000deadbeef\"]\n" + entry, {"--csv", csv.string()}),
                HasSubstr("line 2: credential 00000000deadbeef would be refused: revoked"));
    EXPECT_THAT(under("x"), HasSubstr("keys.toml:1"));
}

TEST_F(BadgeIssue, a_key_for_several_events_needs_to_be_told_which) {
    fs::remove(key_);
    const Said made = run_words({"badge", "keygen", "--id", "two", "--number", "1", "--event", "1",
                                 "2", "--out", key_.string()},
                                {});
    write(keys_, made.out);
    EXPECT_THAT(issue().talk, HasSubstr("signs for several events: say --event"));
    EXPECT_EQ(issue({"--event", "2"}).exit_code, ExitCode::done);
}

// The form of RFC 8410, section 10.3, whose seed is known.
TEST(PrivateKeyFile, reads_the_standards_own_key) {
    const fs::path file = fs::path(testing::TempDir()) / "rfc8410.key";
    std::ofstream(file) << "-----BEGIN PRIVATE KEY-----\n"
                           "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
                           "-----END PRIVATE KEY-----\n";
    ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
    const auto seed = read_private_key(file);
    ASSERT_TRUE(seed.has_value());
    EXPECT_EQ(seed->bytes[0], 0xD4);
    EXPECT_EQ(seed->bytes[31], 0x42);
    fs::remove(file);
}

}  // namespace
}  // namespace kiosk::cli
