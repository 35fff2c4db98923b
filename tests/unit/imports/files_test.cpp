// tests/unit/imports/files_test.cpp — files refused as a whole, and odd files that are not.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include "tests/unit/imports/list_files.hpp"

namespace kiosk::imports::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Files, empty_ones_are_refused) {
    EXPECT_EQ(failure(""), "the file is empty");
    EXPECT_EQ(failure("\xEF\xBB\xBF"), "the file is empty");
    EXPECT_EQ(failure("\n \r\n,,\n"), "the file is empty");
    EXPECT_EQ(failure("sep=;\n"), "the file is empty");
}

TEST(Files, with_a_header_only_are_empty_lists) {
    for (const char* const text : {"code,name", "code,name\n,\n", "sep=;\ncode;name\n"}) {
        const ImportReport report = read(text).report;
        EXPECT_TRUE(report.empty()) << text;
        EXPECT_TRUE(report.acceptable(/*keep_good=*/false)) << text;
    }
}

TEST(Files, whose_rows_were_all_refused_are_no_empty_lists) {
    const ImportReport report = read("code,name\n,Ama\n").report;
    EXPECT_FALSE(report.empty());
    EXPECT_FALSE(report.acceptable(/*keep_good=*/false));
    EXPECT_FALSE(report.acceptable(/*keep_good=*/true));
}

TEST(Files, without_a_code_column_say_what_was_found_and_looked_for) {
    const std::string message = failure("Name,Shoe size\nAma,38\n");
    EXPECT_THAT(message, HasSubstr("columns found: \"Name\", \"Shoe size\""));
    EXPECT_THAT(message, HasSubstr("looked for: code, ticketcode"));
}

TEST(Files, of_many_columns_name_only_some_of_them) {
    std::string header = "h0";
    for (int i = 1; i < 30; ++i) header += ",h" + std::to_string(i);
    EXPECT_THAT(failure(header + "\n"), HasSubstr("\"h19\", and 10 more"));
}

TEST(Files, column_limit) {
    const std::string most = "code" + std::string(kColumnsMax - 1, ',');
    EXPECT_EQ(failure(most + "\nc1" + std::string(kColumnsMax - 1, ',') + "\n"), "");
    EXPECT_EQ(failure(most + ",\nc1\n"), "257 columns, limit 256");
}

TEST(Files, row_limit) {
    const ImportOptions options{.rows_max = 2};
    EXPECT_EQ(failure("code\nc1\n\nc2\n\n", options), "");
    EXPECT_EQ(failure("code\nc1\nc2\nc3\n", options), "line 4: more than 2 attendees");
}

TEST(Files, size_limit_of_the_caller) {
    const std::string text = "code\nc1\n";
    EXPECT_EQ(failure(text, {.file_bytes_max = text.size()}), "");
    EXPECT_EQ(failure(text, {.file_bytes_max = text.size() - 1}), "file of 8 bytes, limit 7");
}

TEST(Files, size_limit_cannot_be_raised) {
    // Address space only; the size is refused before a byte is read.
    const std::size_t size = kFileBytesMax + 1;
    void* const space =
        mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    ASSERT_NE(space, MAP_FAILED);
    const auto outcome =
        read_attendees({static_cast<const char*>(space), size}, {.file_bytes_max = size});
    munmap(space, size);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Errc::too_large);
    EXPECT_EQ(outcome.error().context, "file of 536870913 bytes, limit 536870912");
}

TEST(Files, blank_rows_and_blanks_around_cells_do_not_matter) {
    const ImportOutcome outcome = read("\n\ncode , name\n\n c1 ,\xC2\xA0 Ama Owusu\t\n , \nc2,\n");
    ASSERT_EQ(reasons(outcome.report), "");
    ASSERT_EQ(outcome.attendees.size(), 2U);
    EXPECT_EQ(outcome.attendees[0].code, "c1");
    EXPECT_EQ(outcome.attendees[0].name, "Ama Owusu");
    EXPECT_EQ(outcome.attendees[0].line, 5U);
    EXPECT_EQ(outcome.attendees[1].name, "");
}

TEST(Files, the_delimiter_hint_of_a_spreadsheet_is_followed) {
    const ImportOutcome outcome = read("sep=;\r\ncode;a,b,c,d\r\nc1;x\r\n");
    ASSERT_EQ(outcome.attendees.size(), 1U);
    EXPECT_EQ(outcome.report.delimiter, ';');
    EXPECT_EQ(outcome.attendees[0].line, 3U);
}

TEST(Files, a_single_column_of_codes_is_a_list) {
    EXPECT_EQ(read("code\nc1\nc2").attendees.size(), 2U);
}

TEST(Files, columns_without_a_header_text_are_named_by_number) {
    EXPECT_THAT(read("code,,name\nc1,x,Ama\n").report.ignored_columns, ElementsAre("column 2"));
}

TEST(Files, markup_and_sql_are_plain_text) {
    const ImportOutcome outcome =
        read("code,name\n<script>alert(1)</script>,'; DROP TABLE tickets;--\n");
    ASSERT_EQ(outcome.attendees.size(), 1U);
    EXPECT_EQ(outcome.attendees[0].name, "'; DROP TABLE tickets;--");
}

}  // namespace
}  // namespace kiosk::imports::test
