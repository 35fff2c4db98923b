// tests/unit/app/daemon_settings_test.cpp — slips of the pen in the configuration are found.
#include "kiosk/app/daemon_settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/builders/core_builders.hpp"
#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::app {
namespace {

TEST(DaemonSettings, product_names_that_no_ticket_has_are_named_with_their_place) {
    config::Config config;
    config::ListSettings& everybody = config.lists.emplace_back();
    everybody.id = "all";
    everybody.products = {"*"};
    config::ListSettings& list = config.lists.emplace_back();
    list.id = "main";
    list.all_products = false;
    list.products = {"Conference", "Confrence"};
    list.rules = std::make_shared<const core::Rule>(core::rule(core::call(
        core::Operator::in_list, {core::var(core::Variable::product),
                                  core::call(core::Operator::list, {core::named(1, "Workshop"),
                                                                    core::named(2, "Workshp")})})));
    config::QuestionSettings& question = config.questions.emplace_back();
    question.id = "shirt";
    question.products = {"Gala", "Workshop"};
    EXPECT_THAT(unknown_products(config, *testing::roster_of({})),
                ::testing::ElementsAre("\"Confrence\" of list main",
                                       "\"Workshp\" of the rules of list main",
                                       "\"Gala\" of question shirt"));
}

TEST(DaemonSettings, backups_go_where_and_as_often_as_the_configuration_says) {
    const storage::StatePaths paths{"/state"};
    config::Config config;
    EXPECT_EQ(backup_settings(config, paths).state, "/state");
    EXPECT_EQ(backup_settings(config, paths).to, paths.backups());
    EXPECT_EQ(backup_settings(config, paths).every, std::chrono::hours(1));
    config.backup = {.to = "/media/usb", .every = std::chrono::minutes(30)};
    EXPECT_EQ(backup_settings(config, paths).to, "/media/usb");
    EXPECT_EQ(backup_settings(config, paths).every, std::chrono::minutes(30));
}

}  // namespace
}  // namespace kiosk::app
