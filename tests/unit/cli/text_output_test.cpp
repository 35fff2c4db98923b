// tests/unit/cli/text_output_test.cpp — tables, escaped names, numbers and CSV cells.
#include <array>
#include <string>

#include <gtest/gtest.h>

#include "kiosk/cli/table.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/wire/csv_text.hpp"

namespace kiosk::cli {
namespace {

using wire::csv_row;
using wire::FormulaGuard;

TEST(Printable, control_characters_and_direction_overrides_become_visible) {
    EXPECT_EQ(printable("\x1b[2J"), "\\x1b[2J");
    EXPECT_EQ(printable("a\nb\tc\x7f"), "a\\x0ab\\x09c\\x7f");
    EXPECT_EQ(printable("\u009b31m"), "\\x9b31m") << "C1 CSI";
    EXPECT_EQ(printable("\u202eOG"), "\\u{202e}OG");
    EXPECT_EQ(printable("a\u2066b\u2069\u200f"), "a\\u{2066}b\\u{2069}\\u{200f}");
    EXPECT_EQ(printable("\U000e0041"), "\\u{e0041}");
}

TEST(Printable, names_of_all_scripts_stay_as_they_are) {
    for (const std::string name :
         {"Ọláwálé Adébáyọ̀", "Kwadwó ɔsɛe", "ሰላም ተስፋዬ", "أمينة", "N'Guessan", "陈"}) {
        EXPECT_EQ(printable(name), name);
    }
}

TEST(Printable, bytes_that_are_no_utf8_become_visible) {
    EXPECT_EQ(printable("caf\xe9"), "caf\\xe9");
    EXPECT_EQ(printable("\xc0\xaf"), "\\xc0\\xaf");
}

TEST(DisplayWidth, counts_columns_not_bytes) {
    EXPECT_EQ(display_width("Ama"), 3U);
    EXPECT_EQ(display_width("o\u0323\u0300"), 1U) << "combining marks take no column";
    EXPECT_EQ(display_width("陈"), 2U);
    EXPECT_EQ(display_width("ɔsɛe"), 4U);
    EXPECT_EQ(padded("陈", 4) + "|", "陈  |");
    EXPECT_EQ(padded("7", 3, true), "  7");
    EXPECT_EQ(padded("long", 2), "long");
}

TEST(Table, columns_line_up_and_lines_end_without_blanks) {
    Table table({{"NAME"}, {"N", true}, {"NOTE"}});
    table.add({"Ọla", "5", ""});
    table.add({"Kofi Mensah", "1,204", "\x1b"});
    EXPECT_EQ(table.to_text(),
              "NAME             N  NOTE\n"
              "Ọla              5\n"
              "Kofi Mensah  1,204  \\x1b\n");
}

TEST(Numbers, are_grouped_by_thousands) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1204), "1,204");
    EXPECT_EQ(grouped(1'000'000), "1,000,000");
    EXPECT_EQ(grouped(-1204), "-1,204");
    EXPECT_EQ(grouped(-204), "-204");
}

TEST(Ages, are_said_in_the_unit_people_use) {
    EXPECT_EQ(age_text(119), "119 s");
    EXPECT_EQ(age_text(120), "2 min");
    EXPECT_EQ(age_text(7'200), "2 h");
    EXPECT_EQ(age_text(172'800), "2 days");
    EXPECT_EQ(clock_text("2027-03-10T09:42:07.113Z"), "2027-03-10 09:42:07");
    EXPECT_EQ(clock_text(""), "");
}

std::string one_cell(const std::string& text, FormulaGuard guard = FormulaGuard::on) {
    const std::array<std::string, 1> cells{text};
    const std::string row = csv_row(cells, guard);
    return row.substr(0, row.size() - 2);
}

TEST(Csv, quotes_only_where_rfc_4180_asks_for_it) {
    EXPECT_EQ(one_cell("Ama Owusu"), "Ama Owusu");
    EXPECT_EQ(one_cell("Owusu, Ama"), "\"Owusu, Ama\"");
    EXPECT_EQ(one_cell("the \"boss\""), "\"the \"\"boss\"\"\"");
    EXPECT_EQ(one_cell("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(one_cell(""), "");
}

TEST(Csv, rows_end_with_carriage_return_and_line_feed) {
    const std::array<std::string, 3> cells{"a", "", "c"};
    EXPECT_EQ(csv_row(cells, FormulaGuard::on), "a,,c\r\n");
}

TEST(Csv, french_sheets_part_cells_by_semicolons) {
    const std::array<std::string, 3> cells{"a,b", "c;d", "e"};
    EXPECT_EQ(csv_row(cells, FormulaGuard::on, ';'), "a,b;\"c;d\";e\r\n");
}

TEST(Csv, a_cell_that_looks_like_a_formula_is_disarmed_unless_raw) {
    for (const std::string start : {"=", "+", "-", "@", "\t"}) {
        EXPECT_EQ(one_cell(start + "1"), "'" + start + "1");
        EXPECT_EQ(one_cell(start + "1", FormulaGuard::off), start + "1");
    }
    EXPECT_EQ(one_cell("\r1"), "\"'\r1\"");
    EXPECT_EQ(one_cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    EXPECT_EQ(one_cell("a=1"), "a=1");
}

}  // namespace
}  // namespace kiosk::cli
