// tests/unit/base/phone_code_test.cpp — what phones offer to open is no ticket.
#include "kiosk/base/phone_code.hpp"

#include <gtest/gtest.h>

namespace kiosk {
namespace {

TEST(PhoneCode, is_told_by_its_beginning_in_any_case) {
    for (const char* code :
         {"WIFI:S:hall;T:WPA;P:secret;;", "wifi:", "BEGIN:VCARD", "MECARD:N:Ama;;", "bitcoin:1A",
          "otpauth://totp/x", "upi://pay?pa=x", "mailto:a@example.org", "TEL:+233", "BCD\n002",
          "http://example.org", "HTTPS://example.org/programme"}) {
        EXPECT_TRUE(is_phone_code(code)) << code;
    }
}

TEST(PhoneCode, is_no_ticket_that_only_looks_a_little_like_it) {
    for (const char* code : {"", "wifi", "wif", "tel", "begin", "http:/x", "7f3kq8wz", "AK1.eyJ",
                             "x-wifi:a", "{\"id\":7}"}) {
        EXPECT_FALSE(is_phone_code(code)) << code;
    }
}

}  // namespace
}  // namespace kiosk
