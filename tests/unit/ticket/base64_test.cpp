// tests/unit/ticket/base64_test.cpp — the alphabet, padding and canonical form, each by itself.
#include "kiosk/core/ticket/base64.hpp"

#include <string>

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

TEST(Base64, takes_every_sign_of_the_alphabet_and_no_other) {
    int signs = 0;
    for (int byte = 0; byte < 256; ++byte) {
        if (byte == '=') continue;
        const std::string text{'A', 'A', 'A', static_cast<char>(byte)};
        const auto reading = read_base64(text);
        if (reading.fault == Base64Fault::none) ++signs;
        EXPECT_EQ(reading.bytes.size(), reading.fault == Base64Fault::none ? 3U : 0U);
    }
    EXPECT_EQ(signs, 64);
}

// RFC 4648, section 10.
TEST(Base64, has_the_texts_of_the_standard) {
    const std::pair<std::string, std::string> rows[] = {{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg=="},
                                                        {"fooba", "Zm9vYmE="},
                                                        {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, text] : rows) {
        const auto reading = read_base64(text);
        EXPECT_EQ(reading.fault, Base64Fault::none) << text;
        EXPECT_EQ(std::string(reading.bytes.begin(), reading.bytes.end()), plain);
        EXPECT_EQ(write_base64(std::vector<std::uint8_t>(plain.begin(), plain.end())), text);
    }
}

TEST(Base64, each_fault_has_its_name) {
    const std::pair<std::string, Base64Fault> rows[] = {
        {"Zm9v\n", Base64Fault::alphabet},    {"Zm9-", Base64Fault::alphabet},
        {"Zm9", Base64Fault::padding},        {"Zg=", Base64Fault::padding},
        {"Z===", Base64Fault::padding},       {"====", Base64Fault::padding},
        {"Zg=g", Base64Fault::padding},       {"Zg==Zg==", Base64Fault::padding},
        {"Zh==", Base64Fault::not_canonical}, {"Zm9=", Base64Fault::not_canonical}};
    for (const auto& [text, fault] : rows) EXPECT_EQ(read_base64(text).fault, fault) << text;
}

}  // namespace
}  // namespace kiosk::core
