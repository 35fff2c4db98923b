// tests/unit/cli/exit_code_test.cpp — numbers that scripts rely on.
#include "kiosk/cli/exit_code.hpp"

#include <gtest/gtest.h>

namespace kiosk::cli {
namespace {

TEST(ExitCodes, follow_the_documented_table) {
    EXPECT_EQ(static_cast<int>(ExitCode::stop), 4);
    EXPECT_EQ(static_cast<int>(ExitCode::check), 5);
    EXPECT_EQ(static_cast<int>(ExitCode::unreachable), 69);
    EXPECT_EQ(static_cast<int>(ExitCode::bad_config), 78);
    EXPECT_EQ(exit_code_of_status(200), ExitCode::done);
    EXPECT_EQ(exit_code_of_status(422), ExitCode::usage);
    EXPECT_EQ(exit_code_of_status(403), ExitCode::not_allowed);
    EXPECT_EQ(exit_code_of_status(404), ExitCode::not_found);
    EXPECT_EQ(exit_code_of_status(409), ExitCode::conflict);
    EXPECT_EQ(exit_code_of_status(503), ExitCode::try_again);
    EXPECT_EQ(exit_code_of_status(500), ExitCode::failed);
    EXPECT_EQ(exit_code_of_status(302), ExitCode::failed);
}

TEST(ExitCodes, a_verdict_that_is_not_known_is_no_go) {
    EXPECT_EQ(exit_code_of_verdict("go"), ExitCode::done);
    EXPECT_EQ(exit_code_of_verdict("check"), ExitCode::check);
    EXPECT_EQ(exit_code_of_verdict("stop"), ExitCode::stop);
    EXPECT_EQ(exit_code_of_verdict("GO"), ExitCode::stop);
    EXPECT_EQ(exit_code_of_verdict(""), ExitCode::stop);
}

TEST(ExitCodes, of_several_scans_the_worst_counts) {
    EXPECT_EQ(worse(ExitCode::done, ExitCode::check), ExitCode::check);
    EXPECT_EQ(worse(ExitCode::stop, ExitCode::check), ExitCode::stop);
    EXPECT_EQ(worse(ExitCode::stop, ExitCode::unreachable), ExitCode::unreachable);
    EXPECT_EQ(worse(ExitCode::unreachable, ExitCode::done), ExitCode::unreachable);
}

}  // namespace
}  // namespace kiosk::cli
