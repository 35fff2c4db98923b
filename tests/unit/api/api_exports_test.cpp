// tests/unit/api/api_exports_test.cpp — tables: whole, safe in a sheet, and personal only for
// staff.
#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/api/export_body.hpp"

namespace kiosk::api {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

ExportPages pages_of(std::vector<ExportPage> pages) {
    auto left = std::make_shared<std::vector<ExportPage>>(std::move(pages));
    return [left](const std::function<void(Result<ExportPage>)>& done) {
        ExportPage page = std::move(left->front());
        left->erase(left->begin());
        done(std::move(page));
    };
}

std::string whole(ExportLook look, std::vector<ExportPage> pages) {
    const auto body = std::make_shared<ExportBody>(std::move(look), pages_of(std::move(pages)));
    std::string text;
    for (bool more = true; more;) {
        body->next([&](const Result<std::string>& part) {
            more = part && !part->empty();
            if (more) text += *part;
        });
    }
    return text;
}

ExportLook look(ExportFormat format) {
    ExportLook look;
    look.format = format;
    look.titles = {"name", "entries"};
    look.meta = {{"table", "checkins"}};
    return look;
}

const std::vector<ExportPage> kPages{
    {{{{"name", "=Ama, \"A\""}, {"entries", 2}, {"email", "a@example.org"}}}, false},
    {{}, false},
    {{{{"name", nullptr}}}, true}};

TEST(ExportBody, csv_has_a_mark_a_header_and_disarmed_cells) {
    EXPECT_EQ(whole(look(ExportFormat::csv), kPages),
              "\xEF\xBB\xBFname,entries\r\n\"'=Ama, \"\"A\"\"\",2\r\n,\r\n");
}

TEST(ExportBody, csv_without_mark_raw_and_with_semicolons) {
    ExportLook plain = look(ExportFormat::csv);
    plain.mark = false;
    plain.guard = wire::FormulaGuard::off;
    plain.delimiter = ';';
    EXPECT_EQ(whole(plain, kPages), "name;entries\r\n\"=Ama, \"\"A\"\"\";2\r\n;\r\n");
}

TEST(ExportBody, json_says_what_it_is_and_leaves_out_what_has_no_title) {
    const auto document = json::parse(whole(look(ExportFormat::json), kPages)).as_object();
    EXPECT_EQ(document.at("_meta").at("table"), "checkins");
    ASSERT_EQ(document.at("items").as_array().size(), 2U);
    EXPECT_EQ(document.at("items").at(0), (json::value{{"name", "=Ama, \"A\""}, {"entries", 2}}));
    EXPECT_EQ(document.at("items").at(1), (json::value{{"name", nullptr}, {"entries", nullptr}}));
}

TEST(ExportBody, json_lines_are_rows_alone) {
    EXPECT_EQ(whole(look(ExportFormat::ndjson), {{{{{"name", "Ama"}, {"entries", 1}}}, true}}),
              "{\"name\":\"Ama\",\"entries\":1}\n");
}

TEST(ExportBody, an_empty_table_is_a_header_or_an_empty_list) {
    EXPECT_THAT(whole(look(ExportFormat::csv), {{{}, true}}), HasSubstr("name,entries\r\n"));
    const auto document = json::parse(whole(look(ExportFormat::json), {{{}, true}})).as_object();
    EXPECT_TRUE(document.at("items").as_array().empty());
    EXPECT_EQ(whole(look(ExportFormat::ndjson), {{{}, true}}), "");
}

TEST(ExportBody, a_page_that_fails_is_an_error_and_no_end) {
    const auto body = std::make_shared<ExportBody>(
        look(ExportFormat::csv), [](const auto& done) { done(fail(Errc::io_failure, "no disk")); });
    std::optional<Errc> code;
    body->next([&](const Result<std::string>& part) {
        if (!part) code = part.error().code;
    });
    EXPECT_EQ(code, Errc::io_failure);
}

TEST(ExportBody, a_page_that_comes_when_nobody_reads_any_more_is_dropped) {
    std::function<void(Result<ExportPage>)> later;
    auto body = std::make_shared<ExportBody>(look(ExportFormat::csv),
                                             [&](auto done) { later = std::move(done); });
    bool told = false;
    body->next([&](const Result<std::string>&) { told = true; });
    body.reset();
    later(ExportPage{});
    EXPECT_FALSE(told);
}

}  // namespace
}  // namespace kiosk::api
