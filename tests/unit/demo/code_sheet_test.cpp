// tests/unit/demo/code_sheet_test.cpp — every code on the sheet does what its label says.
#include "kiosk/demo/code_sheet.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "kiosk/demo/sheet_page.hpp"
#include "tests/unit/demo/station_rules.hpp"

namespace kiosk::demo {
namespace {

std::size_t times(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
    return count;
}

TEST(CodeSheet, has_twelve_codes_in_order) {
    const auto codes = sheet_codes(invent_attendees());
    ASSERT_EQ(codes.size(), 12U);
    for (std::size_t i = 0; i < codes.size(); ++i) EXPECT_EQ(codes[i].number, i + 1);
}

TEST(CodeSheet, each_code_shown_in_order_gives_its_verdict_and_reason) {
    DemoStation station(invent_attendees());
    for (const auto& code : sheet_codes(station.attendees())) {
        const auto reason = station.scan(code.code);
        EXPECT_EQ(core::name_of(reason), code.reason) << code.number;
        EXPECT_EQ(core::name_of(core::verdict_of(reason)), code.verdict) << code.number;
    }
}

TEST(CodeSheet, shows_every_verdict_and_nine_reasons) {
    std::set<std::string_view> verdicts;
    std::set<std::string_view> reasons;
    for (const auto& code : sheet_codes(invent_attendees())) {
        verdicts.insert(code.verdict);
        reasons.insert(code.reason);
    }
    EXPECT_EQ(verdicts.size(), 3U);
    EXPECT_EQ(reasons.size(), 9U);
}

TEST(CodeSheet, the_table_names_code_file_and_verdict) {
    const auto codes = sheet_codes(invent_attendees());
    const std::string csv = sheet_csv(codes);
    EXPECT_EQ(std::ranges::count(csv, '\n'), 13);
    EXPECT_NE(csv.find("\n8," + codes[7].code +
                       ",codes/08-stop-invalid_time.png,stop,"
                       "invalid_time,Ɗanladi Maiƙano,\"Tutorial day, Day 1\"," +
                       std::string(codes[7].headline) + "\n"),
              std::string::npos);
}

TEST(SheetPage, shows_twelve_qr_codes_with_word_and_holder) {
    const auto codes = sheet_codes(invent_attendees());
    const auto page = sheet_page(codes);
    ASSERT_TRUE(page) << page.error().context;
    EXPECT_EQ(times(*page, "class=\"qr\""), 12U);
    EXPECT_EQ(times(*page, ">GO<"), 3U);
    EXPECT_EQ(times(*page, ">CHECK<"), 3U);
    EXPECT_EQ(times(*page, ">STOP<"), 6U);
    for (const auto& code : codes) {
        EXPECT_NE(page->find(html_text(code.name)), std::string::npos) << code.name;
        EXPECT_NE(page->find("<code>" + html_text(code.code) + "</code>"), std::string::npos);
    }
}

TEST(SheetPage, needs_nothing_that_a_strict_content_security_policy_forbids) {
    const auto page = sheet_page(sheet_codes(invent_attendees()));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->find("<script"), std::string::npos);
    EXPECT_EQ(page->find("<style"), std::string::npos);
    EXPECT_EQ(page->find("style="), std::string::npos);
    EXPECT_EQ(times(*page, "href="), 1U);
    EXPECT_NE(page->find("href=\"codes.css\""), std::string::npos);
}

TEST(SheetPage, a_name_cannot_bring_markup_with_it) {
    SheetCode code{1, "x", "go", "ok", "<b>", "&", "<script>'\"", "p"};
    const auto page = sheet_page({&code, 1});
    ASSERT_TRUE(page);
    EXPECT_NE(page->find("&lt;script&gt;&#39;&quot;"), std::string::npos);
    EXPECT_EQ(page->find("<script>"), std::string::npos);
}

}  // namespace
}  // namespace kiosk::demo
