// tests/unit/storage/verify_test.cpp — the first bad record by name, and what was not looked at.
#include "kiosk/storage/verify.hpp"

#include <gtest/gtest.h>

#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "tests/attacks/forger.hpp"
#include "tests/unit/storage/plain_sql.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/signing.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

using testing::records;

class VerifyTest : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto state = StateDirectory::open(files_, root_);
        ASSERT_TRUE(state.has_value());
        const auto log = DurableLog::open(files_, *state);
        ASSERT_TRUE(log.has_value());
        auto batch = records(1, 100);
        batch[49] = testing::a_record(50, core::Reason::already_redeemed);
        ASSERT_TRUE((*log)->append(batch).has_value());
        seed_ = open_checkpoint_key(files_, paths_).value();
        testing::sign_history(root_, seed_, 40);
    }

    // A head that was kept elsewhere, as it is now.
    Witness witness_at(std::uint64_t seq) {
        const auto history = testing::read_history(root_);
        return {"phone",
                testing::signed_head(seed_, history.station, history.epoch, history.head_at(seq))};
    }

    Result<VerifyReport> try_verify(std::vector<Witness> witnesses) {
        const auto station = testing::read_history(root_).station;
        return verify_state(
            files_, {root_, std::move(witnesses), testing::note_key_of(seed_, station)}, verifier_);
    }
    VerifyReport verify(std::vector<Witness> witnesses = {}) {
        auto report = try_verify(std::move(witnesses));
        KIOSK_CHECK(report.has_value(), "a journal can be verified");
        return std::move(*report);
    }
    std::string finding(const VerifyReport& report) {
        EXPECT_EQ(report.exit_code(), 1);
        EXPECT_EQ(report.findings.size(), 1U);
        return report.findings.empty() ? "" : report.findings.front();
    }

    void run_sql(const std::string& sql) { testing::run_sql(root_, sql); }

    testing::TemporaryDirectory temporary_;
    Path root_ = temporary_.path() / "state";
    StatePaths paths_{root_};
    Path segment_ = paths_.journal() / segment_name(1);
    FileSystem files_;
    KeySeed seed_{};
    crypto::Ed25519Verifier verifier_;
};

TEST_F(VerifyTest, untouched_state_is_intact_and_both_copies_were_compared) {
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 0);
    EXPECT_EQ(report.records, 100U);
    EXPECT_EQ(report.rows_compared, 100U);
    EXPECT_EQ(report.checkpoints, 3U);  // at 40, 80 and 100
    EXPECT_EQ(report.newest_checkpoint->seq, 100U);
    EXPECT_TRUE(report.notes.empty());
}

TEST_F(VerifyTest, no_byte_of_the_state_changes) {
    const auto journal = testing::content_of(segment_);
    const auto rows = testing::content_of(paths_.database());
    EXPECT_EQ(verify().exit_code(), 0);
    EXPECT_EQ(testing::content_of(segment_), journal);
    EXPECT_EQ(testing::content_of(paths_.database()), rows);
}

TEST_F(VerifyTest, changed_record_is_the_first_bad_one) {
    testing::flip_bit(segment_, 5000, 2);
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 1);
    ASSERT_TRUE(report.first_bad.has_value());
    EXPECT_EQ(report.first_bad->segment, segment_name(1));
    EXPECT_EQ(report.first_bad->seq, report.records + 1);
}

TEST_F(VerifyTest, torn_tail_that_nothing_vouches_for_is_reported_and_not_an_error) {
    testing::set_content(paths_.checkpoints(), {});
    const auto end =
        walk_journal(files_, paths_.journal(), WalkDepth::verify, testing::ignore_record)
            ->end_offset;
    testing::flip_bit(segment_, end - 10, 3);
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 0);
    EXPECT_TRUE(report.torn_tail.has_value());
    EXPECT_EQ(report.records, 99U);
    ASSERT_EQ(report.notes.size(), 2U);
    EXPECT_EQ(report.notes[1],
              "The journal lacks the last 1 records; the next start takes them from the database.");
}

TEST_F(VerifyTest, row_that_differs_from_the_journal_is_named) {
    run_sql("UPDATE events SET payload = x'01' WHERE seq = 50");
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 1);
    EXPECT_EQ(report.rows_bad, "database, row 50: differs from journal record 50");
    EXPECT_FALSE(report.first_bad.has_value());
}

TEST_F(VerifyTest, row_that_is_gone_is_named) {
    run_sql("DELETE FROM events WHERE seq = 50");
    EXPECT_EQ(verify().rows_bad, "database, row 51: differs from journal record 50");
}

TEST_F(VerifyTest, while_a_daemon_runs_the_journal_is_verified_and_the_rows_are_not) {
    const auto state = StateDirectory::open(files_, root_);
    ASSERT_TRUE(state.has_value());
    const auto log = DurableLog::open(files_, *state);
    ASSERT_TRUE((*log)->append(records(101, 110)).has_value());
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 0);
    EXPECT_EQ(report.records, 110U);
    EXPECT_FALSE(report.rows_compared.has_value());
    ASSERT_EQ(report.notes.size(), 1U);
    EXPECT_NE(report.notes[0].find("is used by the process with pid"), std::string::npos);
}

TEST_F(VerifyTest, query_column_that_differs_from_its_payload_is_named) {
    run_sql("UPDATE events SET reason = 'blocked' WHERE seq = 50");
    EXPECT_EQ(verify().rows_bad, "database, row 50: a query column differs from its payload");
}

TEST_F(VerifyTest, number_stored_as_another_type_is_a_difference) {
    run_sql("UPDATE events SET scan_id = NULL WHERE seq = 7");
    EXPECT_EQ(verify().rows_bad, "database, row 7: a query column differs from its payload");
}

TEST_F(VerifyTest, database_of_another_journal_is_named) {
    run_sql("UPDATE meta SET value = x'0102030405060708' WHERE key = 'epoch'");
    EXPECT_EQ(verify().rows_bad, "database: belongs to another station or journal");
}

TEST_F(VerifyTest, database_that_does_not_say_whose_it_is_is_a_finding) {
    run_sql("INSERT INTO meta VALUES ('mark', x'00')");
    EXPECT_EQ(verify().rows_bad,
              "database: the table meta has a row that the station never writes");
    run_sql("DELETE FROM meta");
    EXPECT_EQ(verify().rows_bad, "database: does not say to which journal it belongs");
    EXPECT_EQ(verify().exit_code(), 1);
}

TEST_F(VerifyTest, index_that_lost_an_entry_is_named) {
    run_sql("CREATE INDEX harmless ON meta (key); DROP INDEX harmless");
    EXPECT_EQ(verify().rows_bad, std::nullopt);
    testing::lose_index_entry(paths_.database(), 50, "already_redeemed");
    const auto report = verify();
    ASSERT_TRUE(report.rows_bad.has_value());
    EXPECT_EQ(report.exit_code(), 1);
    EXPECT_TRUE(report.rows_bad->contains("events_by_reason")) << *report.rows_bad;
}

TEST_F(VerifyTest, schema_that_was_changed_is_named) {
    run_sql("DROP INDEX events_by_verdict");
    EXPECT_EQ(verify().rows_bad,
              "database: the schema of the database is not the one that was made");
}

TEST_F(VerifyTest, rows_that_are_gone_although_vouched_for_are_a_finding) {
    run_sql("DELETE FROM events WHERE seq > 90");
    EXPECT_EQ(finding(verify()),
              "The database lacks the last 10 records; the next start takes them from the"
              " journal.");
}

TEST_F(VerifyTest, row_behind_the_end_that_does_not_continue_the_chain_is_named) {
    run_sql(
        "INSERT INTO events SELECT 101, payload, chain, kind, at_ms, scan_id, station, reader,"
        " list, direction, verdict, reason, admitted, code_key, ticket, nonce"
        " FROM events WHERE seq = 100");
    EXPECT_EQ(verify().rows_bad, "database, row 101: does not continue the hash chain");
}

TEST_F(VerifyTest, witness_on_the_chain_is_accepted) {
    const auto report = verify({witness_at(30), witness_at(100)});
    EXPECT_EQ(report.exit_code(), 0);
    EXPECT_EQ(report.witnesses, 2U);
    EXPECT_EQ(report.newest_witness->seq, 100U);
}

TEST_F(VerifyTest, history_written_anew_and_signed_with_the_stolen_key_is_found_by_a_witness_only) {
    const auto early = witness_at(30);
    const auto late = witness_at(80);
    auto payloads = testing::read_history(root_).payloads;
    payloads[49] = core::encode(testing::a_scan(50, core::Reason::blocked));
    testing::write_history(root_, payloads);
    testing::sign_history(root_, seed_, 40);
    EXPECT_EQ(verify().exit_code(), 0);
    EXPECT_EQ(verify({early}).exit_code(), 0);
    EXPECT_EQ(finding(verify({early, late})),
              "phone: vouches for record 80 with another hash: records 31 to 80 are not what was"
              " signed; first bad record: 31 or behind it");
}

TEST_F(VerifyTest, history_written_anew_without_the_key_is_found_by_the_stations_own_heads) {
    auto payloads = testing::read_history(root_).payloads;
    payloads[89] = core::encode(testing::a_scan(90, core::Reason::blocked));
    testing::write_history(root_, payloads);
    EXPECT_EQ(finding(verify()),
              "checkpoints: vouches for record 100 with another hash: records 81 to 100 are not"
              " what was signed; first bad record: 81 or behind it");
}

TEST_F(VerifyTest, cut_end_is_found_by_a_witness) {
    const auto witness = witness_at(100);
    auto payloads = testing::read_history(root_).payloads;
    payloads.resize(95);
    testing::write_history(root_, payloads);
    testing::sign_history(root_, seed_, 40);
    EXPECT_EQ(verify().exit_code(), 0);
    EXPECT_EQ(finding(verify({witness})),
              "phone: vouches for record 100, but the journal ends at 95: records 96 to 100 were"
              " cut off or rolled back; first bad record: 1 or behind it");
    EXPECT_EQ(verify({witness}).suspects, (Suspects{1, 96})) << "nothing vouches for 1 to 95";
}

TEST_F(VerifyTest, checkpoint_of_another_key_is_a_finding) {
    const auto history = testing::read_history(root_);
    const KeySeed other{1, 1, 1};
    const Witness witness{
        "paper", testing::signed_head(other, history.station, history.epoch, history.head_at(9))};
    EXPECT_TRUE(finding(verify({witness}))
                    .starts_with("paper: the checkpoint for record 9 is signed by another key"));
}

TEST_F(VerifyTest, forged_witness_is_a_finding) {
    auto witness = witness_at(9);
    witness.text.replace(witness.text.find("\n9\n"), 3, "\n8\n");
    EXPECT_EQ(finding(verify({witness})), "phone: the checkpoint for record 8 is forged");
}

TEST_F(VerifyTest, witness_of_another_epoch_is_another_history) {
    const auto history = testing::read_history(root_);
    const Witness witness{"phone", testing::signed_head(seed_, history.station, history.epoch + 1,
                                                        history.head_at(9))};
    EXPECT_EQ(finding(verify({witness})),
              "phone: vouches for record 9 of an epoch that this journal never had: another"
              " history");
}

TEST_F(VerifyTest, text_without_a_checkpoint_cannot_be_a_witness) {
    EXPECT_EQ(try_verify({{"phone", "hello\n"}}).error().code, Errc::invalid_input);
    EXPECT_EQ(try_verify({{"phone", ""}}).error().context, "phone: has no checkpoint");
}

TEST_F(VerifyTest, damaged_checkpoint_is_a_finding_and_a_torn_one_is_not) {
    auto content = testing::content_of(paths_.checkpoints());
    testing::set_content(paths_.checkpoints(), {content.begin(), content.end() - 9});
    EXPECT_EQ(verify().exit_code(), 0);
    EXPECT_EQ(verify().checkpoints, 2U);
    content[10] = 'Z';
    testing::set_content(paths_.checkpoints(), content);
    EXPECT_EQ(finding(verify()), "checkpoints: checkpoint: line 1 is not kiosk/<station>/<epoch>");
}

TEST_F(VerifyTest, after_a_restore_heads_before_the_backup_hold_and_later_ones_are_a_rollback) {
    const auto before = witness_at(60);
    const auto after = witness_at(100);
    auto payloads = testing::read_history(root_).payloads;
    payloads.resize(70);
    payloads.push_back(core::encode(core::RestoredRecord{.epoch = 4711}));
    payloads.push_back(core::encode(testing::a_scan(72)));
    testing::write_history(root_, payloads);
    testing::set_content(paths_.checkpoints(), {});
    const auto history = testing::read_history(root_);
    const Witness fresh{"new",
                        testing::signed_head(seed_, history.station, 4711, history.head_at(72))};
    EXPECT_EQ(verify({before, fresh}).exit_code(), 0);
    EXPECT_EQ(finding(verify({before, fresh, after})),
              "phone: vouches for record 100, but this state was restored from a backup that ends"
              " at 70: records 71 to 100 of the time before are missing (rollback)");
    const Witness lying{
        "old", testing::signed_head(seed_, history.station, history.epoch, history.head_at(72))};
    EXPECT_EQ(verify({lying}).exit_code(), 1);
}

TEST_F(VerifyTest, directory_without_a_journal_is_not_found) {
    EXPECT_EQ(verify_state(files_, {temporary_.path(), {}, {}}, verifier_).error().code,
              Errc::not_found);
}

}  // namespace
}  // namespace kiosk::storage
