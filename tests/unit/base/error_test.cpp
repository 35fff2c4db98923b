// tests/unit/base/error_test.cpp — errors carry their sentence and their context.
#include "kiosk/base/error.hpp"

#include <cerrno>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "kiosk/base/result.hpp"

namespace kiosk {
namespace {

constexpr int kCodes = 12;

Result<int> half(int number) {
    if (number % 2 != 0) return fail(Errc::invalid_input, std::to_string(number) + " is odd");
    return number / 2;
}

Result<int> quarter(int number) {
    return KIOSK_TRY(half(KIOSK_TRY(half(number))));
}

TEST(Error, every_code_has_its_own_name_and_a_sentence) {
    std::set<std::string_view> names;
    for (int i = 0; i < kCodes; ++i) {
        const auto code = static_cast<Errc>(i);
        names.insert(name_of(code));
        EXPECT_TRUE(describe(code).ends_with('.')) << i;
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(kCodes));
    EXPECT_FALSE(names.contains("unknown"));
}

TEST(Error, context_reads_from_the_outside_in) {
    const Error inner{Errc::no_space, "write segment 3"};
    const Error outer = Error(inner).in("append record 7");
    EXPECT_EQ(outer.context, "append record 7: write segment 3");
    EXPECT_EQ(outer.code, Errc::no_space);
}

TEST(Error, errno_maps_to_what_a_caller_can_act_on) {
    EXPECT_EQ(errc_from_errno(ENOSPC), Errc::no_space);
    EXPECT_EQ(errc_from_errno(ENOENT), Errc::not_found);
    EXPECT_EQ(errc_from_errno(EROFS), Errc::denied);
    EXPECT_EQ(errc_from_errno(EIO), Errc::io_failure);
    for (const int number : {EMFILE, ENFILE, ENOMEM, EAGAIN}) {
        EXPECT_EQ(errc_from_errno(number), Errc::unavailable) << number;
    }
    EXPECT_EQ(system_error("open x", ENOENT).context, "open x: No such file or directory");
}

TEST(Result, try_gives_the_value_or_returns_the_error) {
    EXPECT_EQ(quarter(12).value_or(-1), 3);
    ASSERT_FALSE(quarter(6).has_value());
    EXPECT_EQ(quarter(6).error().context, "3 is odd");
}

}  // namespace
}  // namespace kiosk
