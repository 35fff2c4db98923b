// tests/unit/imports/csv_reader_test.cpp — quoting, line breaks, lines and faults of CSV.
#include "kiosk/imports/csv_reader.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/imports/limits.hpp"

namespace kiosk::imports {
namespace {

using namespace std::string_literals;

// Rows as "line:cell|cell", faulty cells in braces.
std::vector<std::string> rows_of(std::string_view text, char delimiter = ',') {
    std::vector<std::string> rows;
    CsvReader reader(text, delimiter);
    CsvRow row;
    std::string scratch;
    while (reader.next(row)) {
        std::string& shown = rows.emplace_back(std::to_string(row.line) + ":");
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string cell(text_of(row.cells[i], scratch));
            if (i > 0) shown += '|';
            shown += row.cells[i].fault == CellFault::none ? cell : "{" + cell + "}";
        }
    }
    return rows;
}

using Rows = std::vector<std::string>;

TEST(Csv, cells_and_rows_are_split) {
    EXPECT_EQ(rows_of("a,b\nc,d"), (Rows{"1:a|b", "2:c|d"}));
    EXPECT_EQ(rows_of("a,b\nc,d\n"), (Rows{"1:a|b", "2:c|d"}));
    EXPECT_EQ(rows_of(",\n"), (Rows{"1:|"}));
    EXPECT_EQ(rows_of("a,"), (Rows{"1:a|"}));
    EXPECT_EQ(rows_of(""), Rows{});
    EXPECT_EQ(rows_of("\n\na"), (Rows{"1:", "2:", "3:a"}));
}

TEST(Csv, all_three_line_breaks_count_one_line_each) {
    EXPECT_EQ(rows_of("a\r\nb\rc\nd"), (Rows{"1:a", "2:b", "3:c", "4:d"}));
    EXPECT_EQ(rows_of("\"a\r\nb\rc\nd\",e\r\nf"), (Rows{"1:a\r\nb\rc\nd|e", "5:f"}));
}

TEST(Csv, quotes_protect_delimiters_breaks_and_doubled_quotes) {
    EXPECT_EQ(rows_of(R"("a,b","c""d","""")"), (Rows{R"(1:a,b|c"d|")"}));
    EXPECT_EQ(rows_of("\"\",\"\"\n"), (Rows{"1:|"}));
    EXPECT_EQ(rows_of("\"a;b\";c", ';'), (Rows{"1:a;b|c"}));
}

TEST(Csv, a_quote_within_a_plain_cell_is_a_character) {
    EXPECT_EQ(rows_of("5\" nail,Ama \"A\" Owusu\n"), (Rows{"1:5\" nail|Ama \"A\" Owusu"}));
}

TEST(Csv, text_behind_a_closing_quote_costs_one_line) {
    EXPECT_EQ(rows_of("a,\"b\"c,d\ne,f\n"), (Rows{"1:a|{b\"c,d}", "2:e|f"}));
}

TEST(Csv, a_stray_quote_does_not_swallow_the_lines_to_the_next_quote) {
    EXPECT_EQ(rows_of("a,\"b\nc,d\ne,\"f\"\ng,h\n"), (Rows{"1:a|{b}", "2:c|d", "3:e|f", "4:g|h"}));
}

TEST(Csv, a_quote_that_is_never_closed_costs_one_line) {
    EXPECT_EQ(rows_of("a,\"b\nc,d\ne,f"), (Rows{"1:a|{b}", "2:c|d", "3:e|f"}));
    EXPECT_EQ(rows_of("a,\""), (Rows{"1:a|{}"}));
}

TEST(Csv, control_characters_are_faults_and_tabs_are_not) {
    EXPECT_EQ(rows_of("a\tb,c\0d\n"s), (Rows{"1:a\tb|{c\0d}"s}));
    EXPECT_EQ(rows_of("\"\x1B\",\x7F,\xC2\x85,\xC2\xA0\n"),
              (Rows{"1:{\x1B}|{\x7F}|{\xC2\x85}|\xC2\xA0"}));
    CsvReader reader("\xC2\x9F", ',');
    CsvRow row;
    ASSERT_TRUE(reader.next(row));
    EXPECT_EQ(row.cells[0].control, 0x9F);
}

TEST(Csv, a_cell_at_the_limit_is_read_and_one_above_is_a_fault) {
    for (const bool quoted : {false, true}) {
        const std::string quote = quoted ? "\"" : "";
        const std::string full(kCellBytesMax, 'x');
        CsvRow row;
        const std::string at_limit = quote + full + quote + ",b\n";
        CsvReader reads(at_limit, ',');
        ASSERT_TRUE(reads.next(row));
        EXPECT_FALSE(row.faulty);
        const std::string above = quote + full + "x" + quote + ",b\nc,d\n";
        CsvReader refuses(above, ',');
        ASSERT_TRUE(refuses.next(row));
        EXPECT_EQ(row.cells[0].fault, CellFault::too_long);
        EXPECT_EQ(row.width, 2U);
        ASSERT_TRUE(refuses.next(row));
        EXPECT_FALSE(row.faulty);
    }
}

TEST(Csv, cells_past_the_column_limit_are_counted_not_kept) {
    const std::string text = std::string(kColumnsMax + 10, ',') + "\n";
    CsvReader reader(text, ',');
    CsvRow row;
    ASSERT_TRUE(reader.next(row));
    EXPECT_EQ(row.cells.size(), kColumnsMax);
    EXPECT_EQ(row.width, kColumnsMax + 11);
}

TEST(Delimiters, the_most_frequent_one_of_the_header_row_counts) {
    EXPECT_EQ(detect_delimiter("a,b,c;d\n"), ',');
    EXPECT_EQ(detect_delimiter("a;b;c,d\n,,,,,,"), ';');
    EXPECT_EQ(detect_delimiter("a\tb\r\n,,,"), '\t');
    EXPECT_EQ(detect_delimiter("\n\r\na;b\n"), ';');
    EXPECT_EQ(detect_delimiter("code\nx;y;z\n"), ',');
    EXPECT_EQ(detect_delimiter("\"a,b,c,d\n,,,\";\"e\"\n"), ';');
}

}  // namespace
}  // namespace kiosk::imports
