// tests/unit/cli/export_test.cpp — kioskctl export: pages, columns, files that appear whole.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/cli/output_file.hpp"
#include "running.hpp"

namespace kiosk::cli {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

constexpr const char* kFirstPage = R"({"items":[{"seq":1,"id":"a","at":"2027-03-10T09:00:00.000Z",
"station":"desk-1","list":"main","type":"entry","verdict":"go","reason":"ok","clock_trusted":true,
"code_hash":"00ff","source":"scanner","reader":"usb","list_objection":null,"list_version":3,
"attendee":{"id":"csv:1","display_name":"=Ama, \"A\"","product":"Talks","order":"K7"}}],
"next_cursor":"1"})";
constexpr const char* kLastPage =
    R"({"items":[{"seq":2,"id":"b","verdict":"stop","attendee":null}],"next_cursor":null})";

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

TEST_F(Export, checkins_come_page_by_page_with_stable_columns) {
    daemon_.answer(200, kFirstPage);
    daemon_.answer(200, kLastPage);
    const Said said = run_words({"export", "checkins"}, daemon_.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::done) << said.talk;
    EXPECT_EQ(said.out,
              "seq,scan_id,captured_at,station_id,list_id,type,verdict,reason,attendee_id,"
              "order_code,name,product,code_hash,clock_trusted,source,reader_id,list_objection,"
              "list_version\r\n"
              "1,a,2027-03-10T09:00:00.000Z,desk-1,main,entry,go,ok,csv:1,K7,"
              "\"'=Ama, \"\"A\"\"\",Talks,00ff,true,scanner,usb,,3\r\n"
              "2,b,,,,,stop,,,,,,,,,,,\r\n");
    EXPECT_EQ(daemon_.requests().at(0).target, "/api/v1/checkins?limit=500");
    EXPECT_EQ(daemon_.requests().at(1).target, "/api/v1/checkins?limit=500&cursor=1");
}

TEST_F(Export, raw_leaves_cells_alone) {
    daemon_.answer(200, kFirstPage);
    daemon_.answer(200, kLastPage);
    EXPECT_THAT(run_words({"export", "checkins", "--raw"}, daemon_.endpoint()).out,
                HasSubstr(",\"=Ama, \"\"A\"\"\","));
}

TEST_F(Export, json_is_one_array_and_ndjson_one_row_a_line) {
    for (int i = 0; i < 2; ++i) {
        daemon_.answer(200, kFirstPage);
        daemon_.answer(200, kLastPage);
    }
    const Said array = run_words({"export", "checkins", "-f", "json"}, daemon_.endpoint());
    EXPECT_EQ(boost::json::parse(array.out).as_array().size(), 2U);
    const Said lines = run_words({"export", "checkins", "--ndjson"}, daemon_.endpoint());
    EXPECT_EQ(std::ranges::count(lines.out, '\n'), 2);
}

TEST_F(Export, an_empty_log_is_a_header_or_an_empty_array) {
    daemon_.answer(200, R"({"items":[],"next_cursor":null})");
    EXPECT_THAT(run_words({"export", "checkins"}, daemon_.endpoint()).out,
                testing::MatchesRegex("seq,[a-z_,]*\r\n"));
    const Said json = run_words({"export", "checkins", "--json"}, daemon_.endpoint());
    EXPECT_TRUE(boost::json::parse(json.out).as_array().empty());
}

TEST_F(Export, the_file_is_private_and_replaced_only_when_complete) {
    const fs::path file = folder_ / "out.csv";
    std::ofstream(file) << "old";
    daemon_.answer(200, kFirstPage);
    daemon_.answer(503, R"({"detail":"storage failed"})");
    const Said cut = run_words({"export", "checkins", "-o", file.string()}, daemon_.endpoint());
    EXPECT_EQ(cut.exit_code, ExitCode::try_again);
    EXPECT_EQ(content_of(file), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "nothing is left behind";
    FakeDaemon healthy;
    healthy.answer(200, kLastPage);
    EXPECT_EQ(run_words({"export", "checkins", "-o", file.string()}, healthy.endpoint()).exit_code,
              ExitCode::done);
    EXPECT_THAT(content_of(file), HasSubstr("2,b,"));
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Export, a_daemon_that_does_not_answer_leaves_standard_output_empty) {
    const Said said = run_words({"export", "stats"}, {"http://127.0.0.1:1", {}});
    EXPECT_EQ(said.exit_code, ExitCode::unreachable);
    EXPECT_EQ(said.out, "");
}

TEST_F(Export, everybody_is_given_out_over_the_socket_only) {
    const Said refused = run_words({"export", "attendees"}, daemon_.endpoint());
    EXPECT_EQ(refused.exit_code, ExitCode::not_allowed);
    EXPECT_TRUE(daemon_.requests().empty());
    FakeDaemon local(folder_ / "d.sock");
    local.answer(200, R"({"items":[{"id":"csv:1","display_name":"Ama","status":"inside",
        "entries":1,"exits":0,"note":null}],"next_cursor":null})");
    const Said said = run_words({"export", "attendees"}, local.endpoint());
    EXPECT_THAT(said.out, HasSubstr("csv:1,,Ama,,,,,,inside,,,,1,0,\r\n"));
}

TEST_F(Export, stats_are_in_long_form) {
    daemon_.answer(200, R"({"expected":5,"arrived":2,"inside":1,"entries":2,"exits":1,"refused":3,
        "by_product":[{"product":"Talks","expected":5,"arrived":2,"inside":1,"entries":2,"exits":1,
        "refused":0}],"by_hour":[{"hour":"2027-03-10T09","arrived":2,"entries":2,"exits":1,
        "refused":3}]})");
    EXPECT_EQ(run_words({"export", "stats"}, daemon_.endpoint()).out,
              "dimension,key,expected,arrived_first_time,entries,exits,inside_end,refused\r\n"
              "total,,5,2,2,1,1,3\r\n"
              "product,Talks,5,2,2,1,1,0\r\n"
              "hour,2027-03-10T09,,2,2,1,,3\r\n");
}

TEST_F(Export, a_folder_that_is_not_there_is_named) {
    const Said said =
        run_words({"export", "stats", "-o", (folder_ / "no/x.csv").string()}, daemon_.endpoint());
    EXPECT_NE(said.exit_code, ExitCode::done);
    EXPECT_THAT(said.talk, HasSubstr("no/x.csv: No such file"));
}

}  // namespace
}  // namespace kiosk::cli
