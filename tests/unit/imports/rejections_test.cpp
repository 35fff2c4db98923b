// tests/unit/imports/rejections_test.cpp — each reason for refusing a row, at and above its limit.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/core/ticket_code.hpp"
#include "tests/unit/imports/list_files.hpp"

namespace kiosk::imports::test {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

std::string repeated(std::size_t count) {
    return std::string(count, 'x');
}

// Reads one row below the header and says what is wrong with it.
std::string fault(const std::string& header, const std::string& row) {
    return reasons(read(header + "\n" + row + "\n").report);
}

TEST(Rejections, each_faulty_row_is_named_with_line_column_and_reason) {
    const ImportOutcome outcome = read(sample("faulty.csv"));

    EXPECT_EQ(reasons(outcome.report),
              "line 3, column 1 \"code\": no code\n"
              "line 4, column 4 \"status\": unknown status \"perhaps\" (paid, pending, expired, "
              "canceled, blocked)\n"
              "line 5, column 5 \"valid_from\": \"03/10/2027\" is not a date such as 2027-03-10 or "
              "2027-03-10 09:30\n"
              "line 6, column 1 \"code\": code \"a1b2…\" is already on line 2 (Ama Owusu)\n"
              "line 7: 3 cells, the header has 5\n"
              "line 8, column 1 \"code\": a spreadsheet program has rounded this number; take the "
              "file as exported\n"
              "line 9, column 2 \"name\": text behind the closing quote\n"
              "line 12, column 2 \"name\": control character U+0001\n");
    EXPECT_EQ(outcome.report.rows, 11U);
    EXPECT_EQ(outcome.report.accepted, 3U);
    EXPECT_EQ(outcome.attendees[1].name, "Abena Sika");
    EXPECT_EQ(outcome.attendees[2].line, 13U);
    EXPECT_FALSE(outcome.report.acceptable(/*keep_good=*/false));
    EXPECT_TRUE(outcome.report.acceptable(/*keep_good=*/true));
}

TEST(Rejections, nothing_accepted_is_never_acceptable) {
    EXPECT_FALSE(read("code,name\n,Ama\n").report.acceptable(/*keep_good=*/true));
}

TEST(Rejections, code_length_limit) {
    EXPECT_EQ(fault("code", repeated(core::kCodeBytesMax)), "");
    EXPECT_EQ(fault("code", repeated(core::kCodeBytesMax + 1)),
              "line 2, column 1 \"code\": 513 bytes, limit 512\n");
}

TEST(Rejections, email_length_limit) {
    EXPECT_EQ(fault("code,E-mail", "c1," + repeated(kEmailBytesMax)), "");
    EXPECT_EQ(fault("code,E-mail", "c1," + repeated(kEmailBytesMax + 1)),
              "line 2, column 2 \"E-mail\": 255 bytes, limit 254\n");
}

TEST(Rejections, text_length_limit_of_every_text) {
    for (const char* field : {"name", "company", "order", "product", "variation", "note"}) {
        SCOPED_TRACE(field);
        const std::string header = "code,"s + field;
        EXPECT_EQ(fault(header, "c1," + repeated(kTextBytesMax)), "");
        EXPECT_EQ(fault(header, "c1," + repeated(kTextBytesMax + 1)),
                  "line 2, column 2 \""s + field + "\": 1025 bytes, limit 1024\n");
    }
}

TEST(Rejections, a_name_of_two_halves_has_the_limit_of_one) {
    const std::string header = "code,first name,last name";
    EXPECT_EQ(fault(header, "c1," + repeated(511) + "," + repeated(512)), "");
    EXPECT_THAT(fault(header, "c1," + repeated(512) + "," + repeated(512)),
                HasSubstr("whole name is 1025 bytes, limit 1024"));
}

TEST(Rejections, cell_limit_counts_in_columns_that_are_not_read_too) {
    EXPECT_EQ(fault("code,size", "c1," + repeated(kCellBytesMax)), "");
    EXPECT_EQ(fault("code,size", "c1," + repeated(kCellBytesMax + 1)),
              "line 2, column 2 \"size\": cell of 65537 bytes, limit 65536\n");
}

TEST(Rejections, a_huge_cell_costs_one_row) {
    const std::string huge = repeated(10'000'000);
    const ImportOutcome outcome =
        read("code,name\nc1,Ama\nc2,\"" + huge + "\n" + huge + "\"\nc3,Esi\n");
    EXPECT_EQ(reasons(outcome.report),
              "line 3, column 2 \"name\": cell of 20000001 bytes, limit 65536\n");
    ASSERT_EQ(outcome.attendees.size(), 2U);
    EXPECT_EQ(outcome.attendees[1].line, 5U);
}

TEST(Rejections, nul_is_named) {
    EXPECT_EQ(fault("code,name", "c1,A\0a"s),
              "line 2, column 2 \"name\": control character U+0000\n");
}

TEST(Rejections, a_line_break_is_fine_in_a_text_and_not_in_a_code) {
    EXPECT_EQ(fault("code,name", "c1,\"Ama\nOwusu\""), "");
    EXPECT_EQ(fault("code,name", "\"c\n1\",Ama"),
              "line 2, column 1 \"code\": code with a tab or line break in it\n");
}

TEST(Rejections, yes_and_no_are_understood_and_other_words_refused) {
    EXPECT_EQ(fault("code,blocked", "c1,YES"), "");
    EXPECT_EQ(fault("code,blocked", "c1,maybe"),
              "line 2, column 2 \"blocked\": \"maybe\" is neither yes nor no\n");
}

TEST(Rejections, validity_cannot_end_before_it_begins) {
    const std::string header = "code,valid_from,valid_until";
    EXPECT_EQ(fault(header, "c1,2027-03-10,2027-03-10"), "");
    EXPECT_EQ(fault(header, "c1,2027-03-10 10:00,2027-03-10 09:59"),
              "line 2, column 3 \"valid_until\": ends before it begins\n");
}

TEST(Rejections, a_row_with_two_bad_cells_has_two) {
    const ImportOutcome outcome = read("code,status,blocked\nc1,odd,odd\n");
    EXPECT_EQ(outcome.report.rejections.size(), 2U);
    EXPECT_EQ(outcome.report.rows, 1U);
}

TEST(Rejections, only_the_first_thousand_are_kept_and_all_are_counted) {
    std::string text = "code,name\n";
    for (std::size_t i = 0; i <= kRejectionsKept; ++i) text += ",Ama\n";
    const ImportOutcome outcome = read(text);
    EXPECT_EQ(outcome.report.rejections.size(), kRejectionsKept);
    EXPECT_EQ(outcome.report.rejection_count, kRejectionsKept + 1);
}

TEST(Duplicates, a_code_of_a_refused_row_counts_as_used) {
    EXPECT_THAT(reasons(read("code,status\nabcdefgh,odd\nabcdefgh,paid\n").report),
                HasSubstr("line 3, column 1 \"code\": code \"abcd…\" is already on line 2 "
                          "(refused there)"));
}

TEST(Duplicates, short_codes_are_not_given_away) {
    EXPECT_THAT(reasons(read("code,name\nabcd,\nabcd,Esi\n").report),
                HasSubstr("code \"ab…\" is already on line 2 (no name)"));
}

TEST(Duplicates, codes_are_compared_as_a_scanner_would_read_them) {
    EXPECT_EQ(read("code\nabc123\n abc123\xC2\xA0\n").report.rejection_count, 1U);
    EXPECT_EQ(read("code\nabc123\nABC123\n").report.rejection_count, 0U);
}

}  // namespace
}  // namespace kiosk::imports::test
