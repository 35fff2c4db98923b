// tests/hub/fail_over_test.cpp — the primary dies, its standby is promoted, the venue goes on.
#include <gtest/gtest.h>

#include "tests/hub/venue_hubs.hpp"

namespace kiosk::testing {
namespace {

class FailOverTest : public VenueTest {};

// As docs/hub.md has it: a commit waits for the standby.
TEST_F(FailOverTest, no_admission_is_lost_or_given_twice) {
    PostgresServer standby(PostgresServer::StandbyOf{*server_});
    server_->sql("ALTER SYSTEM SET synchronous_standby_names = '*'");
    server_->sql("SELECT pg_reload_conf()");
    hub::pg::PoolSettings settings{
        .servers = {as("kiosk_hub").server, standby.address("kiosk_hub", database_)},
        .connections = 2,
        .connect_timeout = std::chrono::seconds(60),
        .statement_timeout = std::chrono::seconds(60)};
    OneHub hub(io_, std::make_unique<hub::pg::Pool>(io_.get_executor(), settings),
               engine_maker({}));
    EXPECT_EQ(reason_of(hub, a_scan(1, "s0", 1)), core::Reason::ok);
    server_->stop_at_once();
    standby.sql("SELECT pg_promote()");
    EXPECT_EQ(reason_of(hub, a_scan(2, "s1", 1)), core::Reason::already_redeemed);
    EXPECT_EQ(reason_of(hub, a_scan(3, "s1", 2)), core::Reason::ok);
    EXPECT_EQ(standby.sql("SELECT count(*) FROM kiosk.claim", database_), "3");
    server_->start();  // for whichever test comes next; it waits for no standby
    server_->sql("ALTER SYSTEM RESET synchronous_standby_names");
    server_->sql("SELECT pg_reload_conf()");
}

}  // namespace
}  // namespace kiosk::testing
