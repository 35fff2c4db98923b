// tests/unit/ticket/eci_prefix_test.cpp — four marks of an encoding are taken off, once.
#include "kiosk/core/ticket/eci_prefix.hpp"

#include <string>

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

TEST(EciPrefix, is_taken_off_once_and_nothing_else_is) {
    for (const char* mark : {"\\000001", "\\000003", "\\000026", "\\000027"}) {
        EXPECT_EQ(without_eci_prefix(std::string(mark) + "K1A"), "K1A");
        EXPECT_EQ(without_eci_prefix(std::string(mark) + mark), mark);
    }
    for (const char* text : {"", "K1A", "\\000002K1A", "\\00002", "A\\000026", "000026A"}) {
        EXPECT_EQ(without_eci_prefix(text), text);
    }
}

}  // namespace
}  // namespace kiosk::core
