// tests/unit/storage/verify_missing_test.cpp — a copy that is gone is no intact state.
#include <gtest/gtest.h>

#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/verify.hpp"
#include "tests/attacks/forger.hpp"
#include "tests/unit/storage/plain_sql.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/signing.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint64_t kRecords = 20;

class VerifyMissing : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto state = StateDirectory::open(files_, root_);
        const auto log = DurableLog::open(files_, *state);
        ASSERT_TRUE((*log)->append(testing::records(1, kRecords)).has_value());
        seed_ = open_checkpoint_key(files_, paths_).value();
        const auto history = testing::read_history(root_);
        station_ = history.station;
        witness_ = {"phone", testing::signed_head(seed_, station_, history.epoch,
                                                  history.head_at(kRecords))};
    }

    Result<VerifyReport> try_verify(std::vector<Witness> witnesses = {}) {
        return verify_state(files_,
                            {root_, std::move(witnesses), testing::note_key_of(seed_, station_)},
                            crypto::Ed25519Verifier());
    }
    VerifyReport verify(std::vector<Witness> witnesses = {}) {
        auto report = try_verify(std::move(witnesses));
        KIOSK_CHECK(report.has_value(), "the state can be verified");
        return std::move(*report);
    }
    void expect_bad_rows(std::string_view words) {
        const auto report = verify();
        EXPECT_EQ(report.exit_code(), 1);
        EXPECT_EQ(report.records, kRecords);
        ASSERT_TRUE(report.rows_bad.has_value());
        EXPECT_TRUE(report.rows_bad->contains(words)) << *report.rows_bad;
    }
    void remove_journal() { std::filesystem::remove_all(paths_.journal()); }

    testing::TemporaryDirectory temporary_;
    Path root_ = temporary_.path() / "state";
    StatePaths paths_{root_};
    FileSystem files_;
    KeySeed seed_{};
    StationId station_;
    Witness witness_;
};

TEST_F(VerifyMissing, database_that_is_gone_is_bad) {
    std::filesystem::remove(paths_.database());
    expect_bad_rows("events.sqlite is not there");
}

TEST_F(VerifyMissing, database_that_was_emptied_is_bad) {
    testing::set_content(paths_.database(), {});
    expect_bad_rows("no such table");
}

TEST_F(VerifyMissing, directory_in_place_of_the_database_is_bad) {
    std::filesystem::remove(paths_.database());
    std::filesystem::create_directory(paths_.database());
    expect_bad_rows("unable to open");
}

TEST_F(VerifyMissing, rows_cannot_hide_behind_a_later_schema_or_another_programs_mark) {
    testing::run_sql(root_, "DELETE FROM events WHERE seq > 10; PRAGMA user_version = 99");
    expect_bad_rows("schema version 99");
    testing::run_plain_sql(paths_.database(), "CREATE TABLE later (x)");
    expect_bad_rows("schema version 99, this program knows");
    testing::run_plain_sql(paths_.database(), "PRAGMA application_id = 99");
    expect_bad_rows("another program");
}

TEST_F(VerifyMissing, journal_that_is_gone_is_a_finding_and_the_rows_prove_what_they_can) {
    remove_journal();
    const auto report = verify({witness_});
    EXPECT_EQ(report.exit_code(), 1);
    ASSERT_EQ(report.findings.size(), 2U);
    EXPECT_TRUE(report.findings[0].starts_with("journal: there is none in "));
    EXPECT_EQ(report.findings[1],
              "The journal lacks the last 20 records; the next start takes them from the"
              " database.");
    EXPECT_EQ(report.newest_witness->seq, kRecords);
}

TEST_F(VerifyMissing, witness_of_records_that_neither_copy_has_is_a_finding) {
    remove_journal();
    std::filesystem::remove(paths_.database());
    const auto report = verify({witness_});
    EXPECT_EQ(report.exit_code(), 1);
    ASSERT_EQ(report.findings.size(), 2U);
    EXPECT_EQ(report.findings[1], "phone: vouches for record 20, but no record is left");
    EXPECT_EQ(try_verify().error().code, Errc::not_found);
}

TEST_F(VerifyMissing, own_checkpoints_show_that_there_was_a_journal) {
    testing::sign_history(root_, seed_, 10);
    remove_journal();
    std::filesystem::remove(paths_.database());
    EXPECT_EQ(verify().exit_code(), 1);
}

TEST_F(VerifyMissing, file_in_place_of_the_journal_is_a_finding) {
    remove_journal();
    testing::set_content(paths_.journal(), {'x'});
    EXPECT_EQ(verify().exit_code(), 1);
}

TEST_F(VerifyMissing, directory_in_place_of_a_segment_is_damage) {
    const Path segment = paths_.journal() / segment_name(1);
    std::filesystem::remove(segment);
    std::filesystem::create_directory(segment);
    const auto report = verify();
    EXPECT_EQ(report.exit_code(), 1);
    EXPECT_EQ(report.first_bad->segment, segment_name(1));
}

TEST_F(VerifyMissing, epochs_in_the_rows_alone_are_known) {
    auto history = testing::read_history(root_);
    history.payloads.push_back(core::encode(core::RestoredRecord{.epoch = 42}));
    history.payloads.push_back(core::encode(testing::a_scan(22)));
    testing::write_history(root_, history.payloads);
    const auto head = testing::read_history(root_).head_at(22);
    remove_journal();
    const Witness late{"phone", testing::signed_head(seed_, station_, 42, head)};
    EXPECT_EQ(verify({witness_, late}).newest_witness->seq, 22U);
}

TEST_F(VerifyMissing, cut_end_does_not_hide_an_edit_before_it) {
    const auto history = testing::read_history(root_);
    const auto head = [&](std::uint64_t seq) {
        return Witness{"phone",
                       testing::signed_head(seed_, station_, history.epoch, history.head_at(seq))};
    };
    auto payloads = history.payloads;
    payloads[9] = core::encode(testing::a_scan(10, core::Reason::blocked));
    payloads.resize(18);
    testing::write_history(root_, payloads);
    const auto report = verify({head(6), witness_});
    EXPECT_EQ(report.suspects, (Suspects{7, 19}));
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_TRUE(report.findings[0].ends_with("first bad record: 7 or behind it"))
        << report.findings[0];
    EXPECT_EQ(verify({head(6), head(14), witness_}).suspects, (Suspects{7, 14}));
}

TEST_F(VerifyMissing, edit_in_one_copy_names_itself) {
    testing::run_sql(root_, "UPDATE events SET nonce = 'x' WHERE seq = 12");
    EXPECT_EQ(verify().suspects, (Suspects{12, 12}));
    testing::run_sql(root_, "DELETE FROM events WHERE seq = 10");
    EXPECT_EQ(verify().suspects, (Suspects{10, 10}));
    testing::run_sql(root_, "DELETE FROM events WHERE seq >= 5");
    EXPECT_EQ(verify({witness_}).suspects, (Suspects{5, 5}));
}

TEST_F(VerifyMissing, heads_of_more_than_512_records_are_a_finding) {
    const auto append = [this](std::uint64_t first, std::uint64_t last) {
        const auto state = StateDirectory::open(files_, root_);
        const auto log = DurableLog::open(files_, *state);
        ASSERT_TRUE((*log)->append(testing::records(first, last)).has_value());
        EXPECT_EQ(verify().exit_code(), 0) << "a station that runs may just sign one";
    };
    append(kRecords + 1, 256);
    append(257, 512);
    EXPECT_EQ(verify().exit_code(), 0);
    append(513, 513);
    const auto report = verify();
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_TRUE(report.findings[0].contains("no head of the last 513 records is signed"))
        << report.findings[0];
    testing::sign_history(root_, seed_, 513);
    EXPECT_EQ(verify().exit_code(), 0);
}

}  // namespace
}  // namespace kiosk::storage
