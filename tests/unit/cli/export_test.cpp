// tests/unit/cli/export_test.cpp — kioskctl export: what is asked for, and files that appear whole.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/cli/output_file.hpp"
#include "running.hpp"

namespace kiosk::cli {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

constexpr const char* kTable = "seq,name\r\n1,Ama\r\n";

std::string content_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

class Export : public testing::Test {
  protected:
    Export() : folder_(fs::path(testing::TempDir()) / "kioskctl-export") {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~Export() override { fs::remove_all(folder_); }

    fs::path folder_;
    FakeDaemon daemon_;
};

TEST_F(Export, a_table_goes_out_as_the_daemon_gives_it) {
    daemon_.answer(200, kTable);
    const Said said = run_words({"export", "checkins"}, daemon_.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::done) << said.talk;
    EXPECT_EQ(said.out, kTable);
    EXPECT_EQ(daemon_.requests().at(0).target, "/api/v1/exports/checkins.csv?bom=0");
}

TEST_F(Export, what_is_wanted_is_asked_of_the_daemon) {
    daemon_.answer(200, "x");
    const auto asked = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "export");
        static_cast<void>(run_words(words, daemon_.endpoint()));
        return daemon_.requests().back().target;
    };
    EXPECT_EQ(asked({"stats", "--raw", "--anonymous"}),
              "/api/v1/exports/stats.csv?bom=0&raw=1&anonymous=1");
    EXPECT_EQ(asked({"audit", "-f", "json"}), "/api/v1/exports/audit.json?bom=0");
    EXPECT_EQ(asked({"muster", "--ndjson"}), "/api/v1/exports/muster.ndjson?bom=0");
    EXPECT_EQ(asked({"attendees", "--json"}), "/api/v1/exports/attendees.json?bom=0");
}

TEST_F(Export, the_file_is_private_and_replaced_only_when_complete) {
    const fs::path file = folder_ / "out.csv";
    std::ofstream(file) << "old";
    daemon_.answer(503, R"({"detail":"storage failed"})");
    const Said cut = run_words({"export", "checkins", "-o", file.string()}, daemon_.endpoint());
    EXPECT_EQ(cut.exit_code, ExitCode::try_again);
    EXPECT_EQ(content_of(file), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "nothing is left behind";
    FakeDaemon healthy;
    healthy.answer(200, kTable);
    EXPECT_EQ(run_words({"export", "checkins", "-o", file.string()}, healthy.endpoint()).exit_code,
              ExitCode::done);
    EXPECT_EQ(content_of(file), kTable);
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Export, a_daemon_that_does_not_answer_leaves_standard_output_empty) {
    const Said said = run_words({"export", "stats"}, {"http://127.0.0.1:1", {}});
    EXPECT_EQ(said.exit_code, ExitCode::unreachable);
    EXPECT_EQ(said.out, "");
}

TEST_F(Export, what_is_for_staff_is_refused_in_words) {
    daemon_.answer(403, R"({"detail":"attendees is for staff"})");
    const Said refused = run_words({"export", "attendees"}, daemon_.endpoint());
    EXPECT_EQ(refused.exit_code, ExitCode::not_allowed);
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.talk, HasSubstr("for staff"));
}

TEST_F(Export, a_folder_that_is_not_there_is_named) {
    const Said said =
        run_words({"export", "stats", "-o", (folder_ / "no/x.csv").string()}, daemon_.endpoint());
    EXPECT_NE(said.exit_code, ExitCode::done);
    EXPECT_THAT(said.talk, HasSubstr("no/x.csv: No such file"));
}

}  // namespace
}  // namespace kiosk::cli
