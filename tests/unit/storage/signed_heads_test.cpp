// tests/unit/storage/signed_heads_test.cpp — at a start the signed heads say what must be there.
#include "kiosk/storage/signed_heads.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "kiosk/storage/lost_records.hpp"
#include "tests/attacks/forger.hpp"
#include "tests/unit/storage/signing.hpp"
#include "tests/unit/storage/two_copies.hpp"

namespace kiosk::storage {
namespace {

class SignedHeadsTest : public testing::TwoCopies {
  protected:
    Path root() const { return state_.paths().root; }

    void sign_newest() {
        const auto seed = open_checkpoint_key(files_, state_.paths());
        ASSERT_TRUE(seed.has_value());
        testing::sign_history(root(), *seed, 400);
    }

    void sign(const Head& head) {
        const auto log = open();
        testing::note_signed_head(files_, state_.paths(), (*log)->identity(), head);
    }

    // Record 900 begins an epoch, and the last head is signed in it.
    void restore_and_sign() {
        auto payloads = testing::read_history(root()).payloads;
        payloads[899] = core::encode(core::RestoredRecord{.epoch = 42});
        testing::write_history(root(), payloads);
        const auto history = testing::read_history(root());
        testing::note_signed_head(files_, state_.paths(), {history.station, 42},
                                  history.head_at(kCount));
    }

    Result<std::unique_ptr<DurableLog>> open_accepting() {
        return DurableLog::open(files_, state_, {.on_loss = OnLoss::accept});
    }

    // The n-th record becomes the one behind it, and all hashes are made anew; `last` is the end.
    testing::History forged(std::size_t n, std::size_t last) {
        auto history = testing::read_history(root());
        history.payloads[n - 1] = history.payloads[n];
        history.payloads.resize(last, history.payloads[n]);
        return history;
    }

    std::string refusal() {
        const auto log = open();
        return log.has_value() ? "started" : log.error().context;
    }

    void expect_genuine_again() {
        {
            const auto log = open();
            ASSERT_TRUE(log.has_value()) << log.error().context;
            EXPECT_EQ((*log)->last_seq(), kCount);
            EXPECT_FALSE((*log)->report().repairs.empty());
            EXPECT_FALSE((*log)->report().repaired.empty());
        }
        EXPECT_EQ(testing::read_history(root()).chains, genuine_);
        EXPECT_EQ(quarantined(), 1U);
        const auto again = open();
        ASSERT_TRUE(again.has_value());
        EXPECT_TRUE((*again)->report().repairs.empty());
    }

    void SetUp() override {
        TwoCopies::SetUp();
        genuine_ = testing::read_history(root()).chains;
    }

    std::vector<Chain> genuine_;
};

TEST_F(SignedHeadsTest, signed_records_that_no_copy_has_keep_the_station_from_starting) {
    sign({kCount + 7, {}});
    for (int start = 1; start <= 3; ++start) {
        EXPECT_TRUE(refusal().starts_with("STO-LOST: records 1001 to 1007 are in neither copy"))
            << refusal();
    }
    EXPECT_NE(refusal().find("kioskctl restore"), std::string::npos);
    EXPECT_NE(refusal().find("--accept-loss"), std::string::npos);
}

TEST_F(SignedHeadsTest, one_record_at_the_end_is_named_alone) {
    sign({kCount + 1, {}});
    EXPECT_TRUE(refusal().starts_with("STO-LOST: record 1001 is in neither copy")) << refusal();
}

TEST_F(SignedHeadsTest, accepted_loss_is_told_as_long_as_the_station_runs_and_once_only_asked_for) {
    sign({kCount + 7, {}});
    {
        const auto log = open_accepting();
        ASSERT_TRUE(log.has_value()) << log.error().context;
        const auto facts = (*log)->facts();
        EXPECT_EQ(facts.notice_code, "STO-LOST");
        EXPECT_NE(facts.notice.find("records 1001 to 1007"), std::string::npos) << facts.notice;
        ASSERT_EQ((*log)->report().repaired.size(), 1U);
        EXPECT_EQ((*log)->report().repaired[0].code, "STO-LOST");
        EXPECT_EQ((*log)->report().repaired[0].first_seq, kCount + 1);
        EXPECT_EQ((*log)->report().repaired[0].records, 7U);
    }
    EXPECT_EQ(quarantined(), 1U) << "the signed heads";
    EXPECT_EQ(refusal(), "started");
}

TEST_F(SignedHeadsTest, flipped_bit_in_a_signed_head_loses_nothing_and_refuses_nothing) {
    sign_newest();
    auto text = testing::content_of(state_.paths().checkpoints());
    const std::string last = "\n1000\n";
    const auto at = std::search(text.begin(), text.end(), last.begin(), last.end());
    ASSERT_NE(at, text.end());
    *(at + 1) = '9';  // 1000 becomes 9000
    testing::set_content(state_.paths().checkpoints(), text);
    const auto log = open();
    ASSERT_TRUE(log.has_value()) << log.error().context;
    ASSERT_EQ((*log)->report().repairs.size(), 1U);
    EXPECT_NE((*log)->report().repairs[0].find("head of record 9000"), std::string::npos);
    EXPECT_EQ(quarantined(), 0U);
}

TEST_F(SignedHeadsTest, heads_that_cannot_be_read_or_proved_are_told_of) {
    sign_newest();
    std::filesystem::remove(state_.paths().checkpoint_key());
    EXPECT_NE((*open())->report().repairs.at(0).find("key of the signed heads"), std::string::npos);
    testing::set_content(state_.paths().checkpoints(), {'x', '\n', '\n'});
    EXPECT_NE((*open())->report().repairs.at(0).find("'checkpoints' is damaged"),
              std::string::npos);
}

TEST_F(SignedHeadsTest, rows_that_were_signed_and_are_gone_are_damage_however_few) {
    sign_newest();
    run_sql("DELETE FROM events WHERE seq > 900");
    {
        const auto log = open();
        ASSERT_TRUE(log.has_value()) << log.error().context;
        ASSERT_EQ((*log)->report().repaired.size(), 1U);
        EXPECT_EQ((*log)->report().repaired[0].copy, core::StoredCopy::database);
        EXPECT_NE((*log)->report().repairs.at(0).find("it lacks records 901 to 1000"),
                  std::string::npos);
    }
    EXPECT_EQ(quarantined(), 1U);
    const auto again = open();
    EXPECT_TRUE((*again)->report().repairs.empty());
}

TEST_F(SignedHeadsTest, few_signed_rows_of_a_database_that_is_gone_are_told_of) {
    auto history = testing::read_history(root());
    history.payloads.resize(50);
    testing::write_journal(root(), history);
    std::filesystem::remove(state_.paths().database());
    const auto log = open();
    ASSERT_TRUE(log.has_value()) << log.error().context;
    ASSERT_EQ((*log)->report().repaired.size(), 1U);
    EXPECT_EQ((*log)->report().repaired[0].records, 50U);
    EXPECT_EQ((*log)->report().repairs.size(), 1U);
}

TEST_F(SignedHeadsTest, journal_that_was_forged_loses_against_rows_that_were_signed) {
    sign_newest();
    testing::write_journal(root(), forged(50, kCount));
    {
        const auto log = open();
        ASSERT_TRUE(log.has_value()) << log.error().context;
        ASSERT_EQ((*log)->report().repaired.size(), 1U);
        EXPECT_EQ((*log)->report().repaired[0].copy, core::StoredCopy::journal);
        EXPECT_EQ((*log)->report().repaired[0].first_seq, 50U);
        EXPECT_EQ((*log)->report().repaired[0].records, kCount - 49);
    }
    EXPECT_EQ(testing::read_history(root()).chains, genuine_);
    EXPECT_EQ(quarantined(), 1U);
}

TEST_F(SignedHeadsTest, shorter_forged_journal_loses_against_rows_that_were_signed) {
    sign_newest();
    testing::write_journal(root(), forged(50, 500));
    expect_genuine_again();
}

TEST_F(SignedHeadsTest, longer_forged_journal_loses_against_rows_that_were_signed) {
    sign_newest();
    testing::write_journal(root(), forged(50, kCount + 100));
    expect_genuine_again();
}

TEST_F(SignedHeadsTest, forged_rows_lose_against_a_journal_that_was_signed_also_longer_ones) {
    sign_newest();
    testing::write_rows(root(), forged(50, kCount + 100));
    expect_genuine_again();
}

TEST_F(SignedHeadsTest, copies_that_are_forged_alike_are_refused) {
    sign_newest();
    auto payloads = testing::read_history(root()).payloads;
    payloads[49] = payloads[50];
    testing::write_history(root(), payloads);
    EXPECT_TRUE(refusal().starts_with("STO-LOST: record 1000 is in neither copy")) << refusal();
}

TEST_F(SignedHeadsTest, forged_rows_alone_are_refused) {
    sign_newest();
    testing::write_rows(root(), forged(50, kCount));
    std::filesystem::remove_all(state_.paths().journal());
    EXPECT_TRUE(refusal().starts_with("STO-LOST: record 1000 is in neither copy")) << refusal();
}

TEST_F(SignedHeadsTest, head_with_the_highest_number_counts_wherever_it_stands) {
    const auto history = testing::read_history(root());
    for (const std::uint64_t seq : {kCount, kCount + 7, kCount}) {
        const Chain chain = seq == kCount ? history.chains.back() : Chain();
        testing::note_signed_head(files_, state_.paths(), {history.station, history.epoch},
                                  {seq, chain});
    }
    EXPECT_TRUE(refusal().starts_with("STO-LOST: records 1001 to 1007 are in neither copy"))
        << refusal();
}

TEST_F(SignedHeadsTest, head_of_another_station_does_not_count) {
    testing::note_signed_head(files_, state_.paths(), {testing::kStation, testing::kEpoch},
                              {kCount + 7, {}});
    const auto log = open();
    ASSERT_TRUE(log.has_value()) << log.error().context;
    EXPECT_EQ((*log)->report().repairs.size(), 1U);
}

TEST_F(SignedHeadsTest, copies_from_before_a_restore_lack_what_was_signed_behind_it) {
    const auto before = testing::read_history(root()).payloads;
    restore_and_sign();
    const auto restored = testing::read_history(root());
    testing::write_history(root(), {before.begin(), before.begin() + 800});
    for (int start = 1; start <= 2; ++start) {
        EXPECT_TRUE(refusal().starts_with("STO-LOST: records 801 to 1000 are in neither copy"))
            << refusal();
    }
    // One copy that goes on from there is enough.
    testing::write_rows(root(), restored);
    EXPECT_EQ(refusal(), "started");
    EXPECT_EQ(testing::read_history(root()).chains, restored.chains);
}

TEST_F(SignedHeadsTest, rows_cut_before_a_restore_are_refused_where_the_journal_is_gone) {
    restore_and_sign();
    for (const int last : {950, 800}) {
        run_sql("DELETE FROM events WHERE seq > " + std::to_string(last));
        std::filesystem::remove_all(state_.paths().journal());
        EXPECT_TRUE(refusal().starts_with("STO-LOST: records " + std::to_string(last + 1) +
                                          " to 1000 are in neither copy"))
            << refusal();
    }
}

TEST_F(SignedHeadsTest, journal_forged_with_a_restore_of_its_own_loses_against_signed_rows) {
    sign_newest();
    auto history = forged(50, 500);
    history.payloads.back() = core::encode(core::RestoredRecord{.epoch = 42});
    testing::write_journal(root(), history);
    expect_genuine_again();
}

TEST_F(SignedHeadsTest, fork_that_nothing_decides_is_refused_and_says_so) {
    testing::write_journal(root(), forged(50, 500));
    EXPECT_NE(refusal().find("no signed head says which is genuine"), std::string::npos)
        << refusal();
    EXPECT_EQ(quarantined(), 0U);
}

TEST_F(SignedHeadsTest, database_that_lost_its_name_or_has_another_is_told_of) {
    for (const auto* sql : {"DELETE FROM meta", "INSERT INTO meta VALUES ('mark', x'00')",
                            "UPDATE meta SET value = x'0102030405060708' WHERE key = 'epoch'",
                            "UPDATE meta SET value = zeroblob(16) WHERE key = 'station'"}) {
        run_sql(sql);
        {
            const auto log = open();
            ASSERT_TRUE(log.has_value()) << log.error().context;
            ASSERT_EQ((*log)->report().repairs.size(), 1U) << sql;
        }
        const auto again = open();
        EXPECT_TRUE((*again)->report().repairs.empty()) << sql;
    }
}

}  // namespace
}  // namespace kiosk::storage
