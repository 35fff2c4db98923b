// tests/unit/wire/scan_request_test.cpp — bodies of scans and check-ins.
#include "kiosk/wire/scan_request.hpp"

#include <string>

#include <gtest/gtest.h>

#include "kiosk/core/record.hpp"

namespace kiosk::wire {
namespace {

std::string body_with(const std::string& code) {
    return R"({"code":")" + code + "\"}";
}

TEST(ScanRequest, reads_all_fields) {
    const auto read = read_scan_request(
        R"({"station":"gate","code":"7f3kq","source":"qr","type":"exit","nonce":"n-1",)"
        R"("dry_run":true,"ignore_unpaid":true,)"
        R"("force":true,"operator":"abena","answers":{"tshirt":"M"}})");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->station, "gate");
    EXPECT_EQ(read->code, "7f3kq");
    EXPECT_EQ(read->source, core::ScanSource::scanner);
    EXPECT_EQ(read->direction, core::Direction::exit);
    EXPECT_EQ(read->nonce, "n-1");
    EXPECT_TRUE(read->dry_run);
    EXPECT_TRUE(read->ignore_unpaid);
    EXPECT_TRUE(read->force);
    EXPECT_EQ(read->operator_id, "abena");
    EXPECT_EQ(read->answers, (std::map<std::string, std::string>{{"tshirt", "M"}}));
}

TEST(ScanRequest, answers_are_an_object_of_texts_within_limits) {
    const auto error_for = [](const std::string& answers) {
        const auto read = read_scan_request(R"({"code":"x","answers":)" + answers + "}");
        return read ? std::string("accepted") : read.error().at(0).code;
    };
    const auto object_of = [](std::size_t entries) {
        std::string text;
        for (std::size_t i = 0; i < entries; ++i) {
            text += (i == 0 ? "\"q" : ",\"q") + std::to_string(i) + "\":\"1\"";
        }
        return "{" + text + "}";
    };
    EXPECT_EQ(error_for("[]"), "not_object");
    EXPECT_EQ(error_for(R"({"a":1})"), "not_text");
    EXPECT_EQ(error_for(R"({"a":")" + std::string(4096, 'x') + "\"}"), "accepted");
    EXPECT_EQ(error_for(R"({"a":")" + std::string(4097, 'x') + "\"}"), "too_long");
    EXPECT_EQ(error_for(object_of(64)), "accepted");
    EXPECT_EQ(error_for(object_of(65)), "too_many");
}

TEST(ScanRequest, forcing_needs_the_name_of_who_does_it) {
    const auto read = read_scan_request(R"({"code":"x","force":true})");
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().at(0).pointer, "/operator");
    EXPECT_EQ(read.error().at(0).code, "missing");
    EXPECT_TRUE(read_scan_request(R"({"code":"x","force":true,"operator":"abena"})").has_value());
    EXPECT_FALSE(read_scan_request(R"({"code":"x","ignore_unpaid":true})").has_value());
    EXPECT_TRUE(read_scan_request(R"({"code":"x","force":false})").has_value());
}

TEST(ScanRequest, needs_only_a_code) {
    const auto read = read_scan_request(body_with("x"));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->station, "");
    EXPECT_EQ(read->source, core::ScanSource::api);
    EXPECT_EQ(read->direction, std::nullopt);
    EXPECT_FALSE(read->dry_run);
    EXPECT_FALSE(read->ignore_unpaid);
}

TEST(ScanRequest, takes_control_characters_for_the_engine_to_judge) {
    const auto read = read_scan_request(body_with(R"(a\u0000\u001bb)"));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->code, std::string("a\0\x1b"
                                      "b",
                                      4));
}

TEST(ScanRequest, takes_the_longest_code_and_names_the_limit_for_one_byte_more) {
    EXPECT_TRUE(read_scan_request(body_with(std::string(core::kScanBytesMax, 'a'))).has_value());
    const auto read = read_scan_request(body_with(std::string(core::kScanBytesMax + 1, 'a')));
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error()[0].detail, "code is 8193 bytes, limit 8192");
}

TEST(ScanRequest, takes_the_longest_nonce_and_refuses_one_byte_more) {
    const auto body = [](std::size_t size) {
        return R"({"code":"x","nonce":")" + std::string(size, 'n') + "\"}";
    };
    EXPECT_TRUE(read_scan_request(body(core::kNonceMax)).has_value());
    EXPECT_FALSE(read_scan_request(body(core::kNonceMax + 1)).has_value());
}

TEST(ScanRequest, refuses_wrong_fields) {
    for (const char* body :
         {"{}", R"({"code":""})", R"({"code":1})", R"({"code":"x","type":"in"})",
          R"({"code":"x","source":"psychic"})",
          R"({"code":"x","captured_at":"2027-03-10T09:42:07Z"})", R"({"code":"x","dry_run":1})",
          R"({"code":"x","attendee":"csv:0000000000001234"})"}) {
        EXPECT_FALSE(read_scan_request(body).has_value()) << body;
    }
}

TEST(ScanRequest, a_time_of_the_client_is_refused_with_what_to_do_and_not_dropped) {
    const auto read = read_scan_request(R"({"code":"x","captured_at":"2027-03-10T09:42:07.061Z"})");
    ASSERT_FALSE(read.has_value());
    ASSERT_EQ(read.error().size(), 1U);
    EXPECT_EQ(read.error()[0].pointer, "/captured_at");
    EXPECT_EQ(read.error()[0].code, "not_supported");
    EXPECT_NE(read.error()[0].detail.find("without captured_at"), std::string::npos);
}

TEST(CheckInRequest, names_a_person_of_the_list) {
    const auto read = read_check_in_request(R"({"attendee":"csv:0000000000001234","nonce":"n"})");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->attendee, core::TicketId{0x1234});
    EXPECT_EQ(read->code, "");
    EXPECT_EQ(read->source, core::ScanSource::typed);
}

TEST(CheckInRequest, refuses_what_is_no_person) {
    EXPECT_FALSE(read_check_in_request("{}").has_value());
    EXPECT_FALSE(read_check_in_request(R"({"attendee":"Ama"})").has_value());
}

}  // namespace
}  // namespace kiosk::wire
