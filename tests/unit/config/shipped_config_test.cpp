// tests/unit/config/shipped_config_test.cpp — every configuration file we ship passes the check.
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.hpp"

namespace kiosk::config {
namespace {

namespace fs = std::filesystem;

TEST(ShippedConfig, the_default_has_no_problem_and_only_default_values) {
    const fs::path file = fs::path(KIOSK_CONFIG_DIR) / "kioskd.toml";
    const LoadedConfig loaded = load_config(file, zone_known);
    EXPECT_THAT(loaded.problems, testing::IsEmpty()) << to_text(loaded.problems);
    ASSERT_TRUE(loaded.config.has_value());
    const Config defaults;
    EXPECT_EQ(loaded.config->node.name, defaults.node.name);
    EXPECT_EQ(loaded.config->node.timezone, defaults.node.timezone);
    EXPECT_EQ(loaded.config->http.listen, defaults.http.listen);
    EXPECT_EQ(loaded.config->same_code_window, defaults.same_code_window);
    EXPECT_EQ(loaded.config->ui.languages, defaults.ui.languages);
    EXPECT_EQ(loaded.config->privacy.erase_after, defaults.privacy.erase_after);
}

TEST(ShippedConfig, no_example_has_a_problem) {
    int examples = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(KIOSK_CONFIG_DIR) / "examples")) {
        if (entry.path().extension() == ".toml") {
            const LoadedConfig loaded = load_config(entry.path(), zone_known);
            EXPECT_THAT(loaded.problems, testing::IsEmpty()) << to_text(loaded.problems);
            ++examples;
        }
    }
    EXPECT_EQ(examples, 4);
}

}  // namespace
}  // namespace kiosk::config
