// tests/unit/hub/upload_test.cpp — limits, broken chains, and what is news for the venue.
#include "kiosk/hub/upload.hpp"

#include <gtest/gtest.h>

#include "tests/hub/station_journal.hpp"

namespace kiosk::testing {
namespace {

StationJournal journal_with(std::size_t records, std::size_t bytes) {
    StationJournal journal(3);
    for (std::size_t i = 0; i < records; ++i) {
        journal.add_payload(std::vector<std::byte>(bytes, std::byte{1}));
    }
    return journal;
}

TEST(Upload, up_to_500_records_are_taken) {
    const auto journal = journal_with(hub::kUploadRecordsMax + 1, 1);
    EXPECT_TRUE(check_upload(journal.upload(1, hub::kUploadRecordsMax)));
    const auto more = check_upload(journal.upload(1, hub::kUploadRecordsMax + 1));
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, Errc::too_large);
}

TEST(Upload, up_to_256_kib_are_taken) {
    const auto journal = journal_with(65, 4096);
    EXPECT_TRUE(check_upload(journal.upload(1, 64)));
    EXPECT_EQ(check_upload(journal.upload(1, 65)).error().code, Errc::too_large);
}

TEST(Upload, a_record_has_1_to_4096_bytes) {
    EXPECT_TRUE(check_upload(journal_with(1, 4096).upload(1, 1)));
    EXPECT_EQ(check_upload(journal_with(1, 4097).upload(1, 1)).error().code, Errc::too_large);
    EXPECT_EQ(check_upload(journal_with(1, 0).upload(1, 1)).error().code, Errc::too_large);
}

TEST(Upload, nothing_and_numbers_out_of_range_are_refused) {
    auto upload = journal_with(2, 1).upload(1, 2);
    upload.first_seq = 0;
    EXPECT_EQ(check_upload(upload).error().code, Errc::invalid_input);
    upload.first_seq = hub::kSequenceMax;
    EXPECT_EQ(check_upload(upload).error().code, Errc::invalid_input);
    upload.records.clear();
    EXPECT_EQ(check_upload(upload).error().code, Errc::invalid_input);
}

TEST(Upload, a_changed_record_is_named) {
    auto upload = journal_with(5, 8).upload(2, 5);
    EXPECT_TRUE(check_upload(upload));
    upload.records[2].payload[0] ^= std::byte{1};
    const auto broken = check_upload(upload);
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().context.find("record 4"), std::string::npos);
}

TEST(Upload, the_first_record_belongs_to_this_journal) {
    auto upload = journal_with(1, 8).upload(1, 1);
    upload.journal.epoch = 2;
    EXPECT_FALSE(check_upload(upload));
}

TEST(News, admissions_exits_annulments_and_supervisors_are_news) {
    const core::JournalId journal{.epoch = 5};
    core::ScanRecord scan = an_entry(1, 1);
    EXPECT_EQ(hub::origin_to_learn(scan, journal, 1), hub::origin_of(scan.id));
    scan.reason = core::Reason::already_redeemed;
    EXPECT_EQ(hub::origin_to_learn(scan, journal, 1), std::nullopt);
    core::AnnulmentRecord undone;
    undone.scan.id = scan.id;
    EXPECT_NE(*hub::origin_to_learn(undone, journal, 2), hub::origin_of(scan.id));
    const auto act = hub::origin_to_learn(core::SupervisorRecord(), journal, 3);
    EXPECT_NE(*act, *hub::origin_to_learn(core::SupervisorRecord(), journal, 4));
    EXPECT_EQ(hub::origin_to_learn(core::StartRecord(), journal, 5), std::nullopt);
}

}  // namespace
}  // namespace kiosk::testing
