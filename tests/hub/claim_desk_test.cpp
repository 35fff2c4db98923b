// tests/hub/claim_desk_test.cpp — one venue by several hubs: tickets, zones, lost lines, retries.
#include <gtest/gtest.h>

#include "kiosk/crypto/ed25519_signer.hpp"
#include "kiosk/hub/dead_letters.hpp"
#include "tests/hub/venue_hubs.hpp"

namespace kiosk::testing {
namespace {

using core::Reason;

class ClaimTest : public VenueTest {};

TEST_F(ClaimTest, a_ticket_admitted_by_one_hub_is_used_at_the_other) {
    auto north = open_hub({});
    auto south = open_hub({});
    EXPECT_EQ(reason_of(*north, a_scan(1, "s0", 3)), Reason::ok);
    const auto second = claim(*south, a_scan(2, "s1", 3));
    ASSERT_TRUE(second) << second.error().context;
    EXPECT_EQ(second->decision.reason, Reason::already_redeemed);
    ASSERT_TRUE(second->decision.prior);
    EXPECT_EQ(second->decision.prior->station, "s0");
}

TEST_F(ClaimTest, an_exit_at_one_hub_lets_in_again_at_the_other) {
    auto north = open_hub({.capacity = 5});
    auto south = open_hub({.capacity = 5});
    EXPECT_EQ(reason_of(*north, a_scan(1, "s0", 3)), Reason::ok);
    EXPECT_EQ(reason_of(*south, a_scan(2, "s1", 3)), Reason::already_redeemed);
    EXPECT_EQ(reason_of(*south, a_scan(3, "out", 3)), Reason::ok_exit);
    EXPECT_EQ(reason_of(*north, a_scan(4, "s0", 3)), Reason::ok_reentry);
}

TEST_F(ClaimTest, the_last_place_in_a_zone_is_given_once) {
    auto north = open_hub({.capacity = 3});
    auto south = open_hub({.capacity = 3});
    std::vector<std::pair<hub::ClaimDesk*, core::ScanSeen>> questions;
    for (std::uint64_t i = 0; i < 10; ++i) {
        questions.emplace_back(i % 2 == 0 ? &north->desk : &south->desk,
                               a_scan(100 + i, i % 2 == 0 ? "s0" : "s1", i));
    }
    int admitted = 0;
    int full = 0;
    for (const auto& [id, answer] : ask_all(questions)) {
        ASSERT_TRUE(answer) << answer.error().context;
        if (answer->admitted()) ++admitted;
        if (answer->decision.reason == Reason::zone_full) ++full;
    }
    EXPECT_EQ(admitted, 3);
    EXPECT_EQ(full, 7);
    EXPECT_EQ(reason_of(*south, a_scan(200, "out", 9)), Reason::ok_exit_unmatched);
    const auto hall = south->desk.state().engine().venue().find("hall");
    EXPECT_EQ(south->desk.state().engine().presence().occupancy(*hall, kNine), 3U);
}

TEST_F(ClaimTest, the_same_scan_asked_again_gets_the_first_answer) {
    auto north = open_hub({});
    auto south = open_hub({});
    EXPECT_EQ(reason_of(*north, a_scan(1, "s0", 3)), Reason::ok);
    EXPECT_EQ(reason_of(*north, a_scan(2, "s1", 3)), Reason::already_redeemed);
    for (OneHub* one : {north.get(), south.get()}) {
        const auto go = claim(*one, a_scan(1, "s0", 3));
        ASSERT_TRUE(go) << go.error().context;
        EXPECT_TRUE(go->admitted());
        EXPECT_TRUE(go->replayed);
        EXPECT_EQ(reason_of(*one, a_scan(2, "s1", 3)), Reason::already_redeemed);
    }
    EXPECT_EQ(sql("SELECT count(*) FROM kiosk.claim"), "2");
}

TEST_F(ClaimTest, the_id_of_another_stations_scan_is_refused) {
    auto hub = open_hub({});
    EXPECT_EQ(reason_of(*hub, a_scan(1, "s0", 3)), Reason::ok);
    const auto other = claim(*hub, a_scan(1, "s1", 4));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, Errc::conflict);
}

TEST_F(ClaimTest, limits_are_named) {
    auto hub = open_hub({});
    EXPECT_EQ(claim(*hub, a_scan(1, "nowhere", 3)).error().code, Errc::invalid_input);
    auto seen = a_scan(2, "s0", 3);
    seen.scan.bytes.assign(core::kScanBytesMax, 'x');
    EXPECT_TRUE(claim(*hub, seen));
    seen.scan.bytes += 'x';
    EXPECT_EQ(claim(*hub, seen).error().code, Errc::too_large);
    seen = a_scan(3, "s0", 4);
    seen.nonce.assign(core::kNonceMax + 1, 'n');
    EXPECT_EQ(claim(*hub, seen).error().code, Errc::too_large);
}

TEST_F(ClaimTest, a_hub_that_starts_knows_what_was_admitted) {
    {
        auto before = open_hub({});
        EXPECT_EQ(reason_of(*before, a_scan(1, "s0", 3)), Reason::ok);
    }
    auto after = open_hub({});
    EXPECT_EQ(reason_of(*after, a_scan(2, "s0", 3)), Reason::already_redeemed);
}

TEST_F(ClaimTest, lines_cut_while_claims_are_stored_admit_nobody_twice) {
    auto hub = open_hub({.stations = 2, .tickets = 60});
    for (std::uint64_t i = 0; i < 60; ++i) {
        sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kiosk_hub'");
        EXPECT_EQ(reason_of(*hub, a_scan(2 * i, "s0", i)), Reason::ok);
        EXPECT_EQ(reason_of(*hub, a_scan(2 * i + 1, "s1", i)), Reason::already_redeemed);
    }
    EXPECT_EQ(sql("SELECT count(*) FROM kiosk.claim"), "120");
}

TEST_F(ClaimTest, a_claim_whose_line_is_lost_at_the_commit_may_be_asked_again) {
    // The server ends the connection as it commits: the hub cannot know whether it has.
    sql("CREATE FUNCTION kiosk.cut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS"
        " $$ BEGIN IF (SELECT count(*) FROM kiosk.claim) = 1 THEN"
        " PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END $$;"
        "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON kiosk.claim DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION kiosk.cut()");
    auto hub = open_hub({});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(400);
    const auto cut = await(hub->desk.claim(a_scan(1, "s0", 3), deadline));
    EXPECT_FALSE(cut) << "it cannot be stored while every try is cut";
    sql("DROP TRIGGER cut ON kiosk.claim");
    EXPECT_EQ(reason_of(*hub, a_scan(1, "s0", 3)), Reason::ok);
    EXPECT_EQ(sql("SELECT count(*) FROM kiosk.claim"), "1");
}

TEST_F(ClaimTest, a_database_that_lost_its_newest_claims_is_read_anew) {
    auto north = open_hub({});
    EXPECT_EQ(reason_of(*north, a_scan(1, "s0", 1)), Reason::ok);
    EXPECT_EQ(reason_of(*north, a_scan(2, "s0", 2)), Reason::ok);
    sql("DELETE FROM kiosk.claim WHERE position = 2");
    EXPECT_EQ(reason_of(*north, a_scan(3, "s0", 3)), Reason::ok);
    EXPECT_EQ(north->desk.counts().begun_anew, 1U);
    EXPECT_EQ(sql("SELECT string_agg(position::text, ',' ORDER BY position) FROM kiosk.claim"),
              "1,2");
    auto south = open_hub({});  // another history at the same position
    EXPECT_EQ(reason_of(*south, a_scan(4, "s0", 4)), Reason::ok);
    sql("DELETE FROM kiosk.claim WHERE position = 3");
    EXPECT_EQ(reason_of(*north, a_scan(5, "s0", 5)), Reason::ok);
    EXPECT_EQ(reason_of(*south, a_scan(6, "s1", 5)), Reason::already_redeemed);
    EXPECT_EQ(south->desk.counts().begun_anew, 1U);
}

TEST_F(ClaimTest, what_stations_did_alone_counts_for_all) {
    auto north = open_hub({});
    auto south = open_hub({});
    std::vector<hub::News> news{{hub::origin_of(scan_id(50)), an_entry(50, 4, "s1")}};
    ASSERT_TRUE(await(north->desk.learn(news, soon())));
    ASSERT_TRUE(await(south->desk.learn(news, soon()))) << "heard twice";
    EXPECT_EQ(reason_of(*south, a_scan(51, "s0", 3)), Reason::already_redeemed);
    EXPECT_EQ(sql("SELECT count(*) FROM kiosk.claim"), "2");
}

TEST_F(ClaimTest, a_check_in_taken_back_at_a_station_may_be_claimed_again) {
    auto north = open_hub({});
    auto south = open_hub({});
    const auto go = claim(*north, a_scan(1, "s0", 3));
    ASSERT_TRUE(go) << go.error().context;
    core::AnnulmentRecord undone;
    undone.scan = {
        .seq = 77, .id = scan_id(1), .station = "s0", .list = "main", .ticket = go->holder->ticket};
    const auto origin = hub::origin_to_learn(undone, {}, 78);
    ASSERT_TRUE(await(south->desk.learn({{*origin, undone}}, soon())));
    EXPECT_EQ(reason_of(*north, a_scan(2, "s1", 3)), Reason::ok);
}

TEST_F(ClaimTest, a_dead_letter_that_can_be_read_now_counts_and_is_none_any_more) {
    auto hub = open_hub({});
    const crypto::Ed25519Signer key(std::array<std::uint8_t, 32>{7});
    hub::EventLog log(*hub->pool, key);
    StationJournal journal(1);
    journal.add(an_entry(50, 4, "s1"));
    journal.add_payload({std::byte{0xFF}});
    ASSERT_TRUE(await(log.ingest(journal.upload(1, 2), soon())));
    // As an older hub would have left it.
    sql("UPDATE kiosk.event SET origin = NULL;"
        "INSERT INTO kiosk.dead_letter SELECT station, epoch, sequence, chain, 'kind 1 is unknown'"
        " FROM kiosk.event WHERE sequence = 1");
    const auto read = await(read_again(&log, &hub->desk, soon()));
    ASSERT_TRUE(read) << read.error().context;
    EXPECT_EQ(*read, 1U);
    EXPECT_EQ(await(log.dead_letters(soon()))->size(), 1U) << "the other one stays";
    EXPECT_EQ(reason_of(*hub, a_scan(51, "s0", 3)), Reason::already_redeemed);
}

}  // namespace
}  // namespace kiosk::testing
