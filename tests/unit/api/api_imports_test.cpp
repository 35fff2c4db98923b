// tests/unit/api/api_imports_test.cpp — attendee lists sent in by the operator.
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

constexpr const char* kCsv = "Content-Type: text/csv\r\n";

TEST_F(Api, a_list_reaches_the_station_as_a_file_with_its_options) {
    const auto response = operator_asks(
        "POST "
        "/api/v1/"
        "imports?dry_run=1&keep_good=true&allow_shrink=0&column.code=Ticket+ID&column.name=Name",
        kCsv, "Ticket ID;Name\nX1;Ama\n");
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(json(response).at("sentence").as_string(), "1 ticket imported");
    ASSERT_EQ(station.imports.size(), 1U);
    const auto& import = station.imports[0];
    EXPECT_EQ(station.imported_text, "Ticket ID;Name\nX1;Ama\n");
    EXPECT_TRUE(import.dry_run);
    EXPECT_TRUE(import.keep_good);
    EXPECT_FALSE(import.allow_shrink);
    EXPECT_EQ(import.columns.at("code"), "Ticket ID");
    EXPECT_EQ(import.columns.at("name"), "Name");
}

TEST_F(Api, the_file_is_gone_after_the_answer) {
    operator_asks("POST /api/v1/imports", kCsv, "a");
    ASSERT_EQ(station.imports.size(), 1U);
    operator_asks("GET /healthz");
    EXPECT_FALSE(std::filesystem::exists(station.imports[0].file));
}

TEST_F(Api, an_import_is_csv_from_the_operator_with_known_options) {
    EXPECT_EQ(operator_asks("POST /api/v1/imports", "Content-Type: image/png\r\n", "a").status,
              415);
    EXPECT_EQ(operator_asks("POST /api/v1/imports?dryrun=1", kCsv, "a").status, 422);
    EXPECT_EQ(operator_asks("POST /api/v1/imports?dry_run=yes", kCsv, "a").status, 422);
    EXPECT_EQ(post("/api/v1/imports", "{}").status, 401);
    EXPECT_EQ(asks_as(kAbena, "POST /api/v1/imports", "{}").status, 403) << "a lead is no admin";
    EXPECT_TRUE(station.imports.empty());
}

TEST_F(Api, an_import_is_refused_before_its_body_when_it_is_too_large) {
    http::RawClient client(socket_path());
    client.send(
        "POST /api/v1/imports HTTP/1.1\r\nHost: k\r\nContent-Type: text/csv\r\n"
        "Content-Length: 536870913\r\n\r\n");
    const auto response = client.receive();
    EXPECT_EQ(response.status, 413);
    EXPECT_EQ(detail(response), "body is larger than its limit of 536870912 bytes");
}

}  // namespace
}  // namespace kiosk::api
