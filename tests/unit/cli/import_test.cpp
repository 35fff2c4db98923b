// tests/unit/cli/import_test.cpp — kioskctl import: what is sent, said and answered.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "running.hpp"

namespace kiosk::cli {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

class Import : public testing::Test {
  protected:
    Import() : file_((fs::path(testing::TempDir()) / "kioskctl-import.csv").string()) {
        write("code,name\nA1,Ama\nA2,Kofi\n");
    }
    ~Import() override { fs::remove(file_); }

    void write(std::string_view text) const { std::ofstream(file_) << text; }

    std::string file_;
    FakeDaemon daemon_;
    const Endpoint nobody_{"http://127.0.0.1:1", {}};
};

TEST_F(Import, sends_the_file_and_the_wishes) {
    daemon_.answer(200, R"({"imported":true,"rows":2,"accepted":2,"sentence":"2 tickets."})");
    const Said said = run_words(
        {"import", file_, "--map", "code=Ticket ID", "--keep-good", "--yes"}, daemon_.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::done);
    const SeenRequest seen = daemon_.requests().at(0);
    EXPECT_EQ(seen.target, "/api/v1/imports?keep_good=1&allow_shrink=1&column.code=Ticket%20ID");
    EXPECT_EQ(seen.body, "code,name\nA1,Ama\nA2,Kofi\n");
}

TEST_F(Import, names_every_refused_row_and_fails) {
    daemon_.answer(200, R"({"imported":false,"rows":2,"accepted":1,"rejected":1,"dialect":"own",
        "encoding":"utf-8","delimiter":"comma","ignored_columns":["Shoe size"],
        "rejections":["line 3, column 1 \"code\": empty"],"sentence":"Nothing was imported."})");
    const Said said = run_words({"import", file_}, daemon_.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::failed);
    EXPECT_EQ(said.out,
              "✕ line 3, column 1 \"code\": empty\n  not used: column Shoe size\n"
              "2 rows: 1 accepted, 1 refused  (own, utf-8, comma)\nNothing was imported.\n");
}

TEST_F(Import, a_list_that_shrinks_waits_for_a_yes) {
    daemon_.answer(200, R"({"imported":false,"held":true,"accepted":1,"before":10,"removed":9,
        "sentence":"Held: from 10 to 1 tickets."})");
    const Said said = run_words({"import", file_}, daemon_.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::conflict);
    EXPECT_THAT(said.out, HasSubstr("Held: from 10 to 1 tickets.\n"));
}

TEST_F(Import, a_dry_run_that_would_work_is_done) {
    daemon_.answer(200, R"({"imported":false,"accepted":2,"rejected":0})");
    daemon_.answer(200, R"({"imported":false,"accepted":0,"rejected":0})");
    EXPECT_EQ(run_words({"import", file_, "--dry-run"}, daemon_.endpoint()).exit_code,
              ExitCode::done);
    EXPECT_EQ(run_words({"import", file_, "--dry-run"}, daemon_.endpoint()).exit_code,
              ExitCode::failed);
}

TEST_F(Import, a_dry_run_of_an_empty_list_is_done_only_where_that_is_confirmed) {
    for (const auto& [confirmed, code] : {std::pair("--confirm-shrink", ExitCode::done),
                                          std::pair("--keep-good", ExitCode::failed)}) {
        daemon_.answer(200, R"({"imported":false,"rows":0,"accepted":0,"rejected":0})");
        EXPECT_EQ(
            run_words({"import", file_, "--dry-run", confirmed}, daemon_.endpoint()).exit_code,
            code);
    }
    write("code,name\n");
    const Said here = run_words({"import", file_, "--dry-run"}, nobody_);
    EXPECT_EQ(here.exit_code, ExitCode::failed);
    EXPECT_THAT(here.out, HasSubstr("The list is empty."));
}

TEST_F(Import, a_file_that_cannot_be_read_as_a_list_fails) {
    daemon_.answer(422, R"({"detail":"a workbook, not CSV"})");
    const Said said = run_words({"import", file_}, daemon_.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::failed);
    EXPECT_EQ(said.talk, "kioskctl: a workbook, not CSV\n");
}

TEST_F(Import, without_a_daemon_a_dry_run_reads_the_file_here) {
    const Said good = run_words({"import", file_, "--dry-run"}, nobody_);
    EXPECT_EQ(good.exit_code, ExitCode::done) << good.talk;
    EXPECT_THAT(good.out, HasSubstr("2 rows: 2 accepted, 0 refused"));
    write("code,name\nA1,Ama\nA1,Kofi\n");
    const Said bad = run_words({"import", file_, "--dry-run"}, nobody_);
    EXPECT_EQ(bad.exit_code, ExitCode::failed);
    EXPECT_THAT(bad.out, HasSubstr("✕ line 3"));
    EXPECT_THAT(bad.out, HasSubstr("--keep-good"));
    EXPECT_EQ(run_words({"import", file_, "--dry-run", "--keep-good"}, nobody_).exit_code,
              ExitCode::done);
}

TEST_F(Import, without_a_daemon_nothing_is_imported) {
    const Said said = run_words({"import", file_}, nobody_);
    EXPECT_EQ(said.exit_code, ExitCode::unreachable);
    EXPECT_THAT(said.talk, HasSubstr("start kioskd first"));
}

TEST_F(Import, a_missing_file_is_named_before_anything_is_sent) {
    const Said said = run_words({"import", "/nonexistent.csv"}, daemon_.endpoint());
    EXPECT_THAT(said.talk, HasSubstr("/nonexistent.csv"));
    EXPECT_NE(said.exit_code, ExitCode::done);
    EXPECT_TRUE(daemon_.requests().empty());
}

}  // namespace
}  // namespace kiosk::cli
