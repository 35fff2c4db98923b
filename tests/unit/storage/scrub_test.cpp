// tests/unit/storage/scrub_test.cpp — rot in either copy is found while nothing happens, and
// mended.
#include "kiosk/storage/scrub.hpp"

#include "tests/unit/storage/mended_log.hpp"
#include "tests/unit/storage/no_handles.hpp"
#include "tests/unit/storage/plain_sql.hpp"

namespace kiosk::storage {
namespace {

using core::StoredCopy;
using testing::a_scan;

constexpr std::uint64_t kCount = 2500;  // ten slices of rows

class ScrubTest : public testing::MendedLog {
  protected:
    void SetUp() override {
        settings_.upkeep.scrub_pause = std::chrono::milliseconds(0);
        settings_.upkeep.scrub_pass_pause = std::chrono::milliseconds(0);
        reopen();
        std::vector<core::SequencedRecord> batch;
        for (std::uint64_t seq = 1; seq <= kCount; ++seq) {
            const bool refused = seq % 7 == 0;
            batch.push_back(
                {seq, a_scan(seq, refused ? core::Reason::already_redeemed : core::Reason::ok)});
            if (batch.size() < 250) continue;
            ASSERT_TRUE(log().append(batch).has_value());
            batch.clear();
        }
    }

    // Long enough for a whole pass, and for the mending.
    void wait_for_scrub() {
        for (int second = 0; second < 60 && repairs_.empty(); ++second) next_second();
        next_second();
    }

    // Both copies have every record, in every column.
    void expect_restored() {
        EXPECT_TRUE(is_green()) << health().sentence;
        repairs_.clear();
        for (int second = 0; second < 60; ++second) next_second();
        EXPECT_TRUE(repairs_.empty());
        EXPECT_EQ(replayed().size(), kCount);
        reopen();
        EXPECT_TRUE(log().report().repairs.empty());
    }
};

TEST_F(ScrubTest, sound_copies_are_left_alone) {
    expect_restored();
    EXPECT_TRUE(quarantined().empty());
}

TEST_F(ScrubTest, changed_row_in_the_middle_is_found_and_restored) {
    for (const std::string change :
         {"payload = x'00'", "chain = zeroblob(32)", "station = 'south'", "at_ms = at_ms + 1",
          "reason = 'ok', verdict = 'go'", "ticket = NULL", "admitted = 1 - admitted"}) {
        run_sql("UPDATE events SET " + change + " WHERE seq = 1400");
        wait_for_scrub();
        ASSERT_EQ(repairs_.size(), 1U) << change;
        EXPECT_EQ(repairs_[0].copy, StoredCopy::database) << change;
        EXPECT_EQ(repairs_[0].code, "STO-ROT") << change;
        EXPECT_EQ(repairs_[0].first_seq, 1400U) << change;
        EXPECT_TRUE(repairs_[0].restored.has_value()) << change;
        EXPECT_EQ(repairs_[0].found.has_value(),
                  change.starts_with("payload") || change.starts_with("chain"))
            << change;
        expect_restored();
    }
}

TEST_F(ScrubTest, missing_row_is_found_and_restored) {
    run_sql("DELETE FROM events WHERE seq = 1400");
    wait_for_scrub();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].first_seq, 1400U);
    expect_restored();
}

TEST_F(ScrubTest, index_that_lost_an_entry_is_found_and_restored) {
    log_.reset();
    testing::lose_index_entry(paths().database(), 1400, "already_redeemed");
    reopen();
    wait_for_scrub();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::database);
    expect_restored();
}

// '_' becomes '[', which sorts before it: SQLite still counts the entry among its neighbours.
TEST_F(ScrubTest, index_entry_whose_key_turned_is_found_and_restored) {
    log_.reset();
    const auto content = testing::content_of(paths().database());
    const std::string_view text(content.data(), content.size());
    constexpr std::string_view kHead = "\x03\x2d\x02";  // of 16 letters and a row of two bytes
    const auto entry = text.find(std::string(kHead) + "already_redeemed", text.size() / 2);
    ASSERT_NE(entry, std::string_view::npos);
    testing::flip_bit(paths().database(), entry + kHead.size() + 7, 2);
    reopen();
    wait_for_scrub();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::database);
    expect_restored();
}

// All rows and entries read as before; but SQLite would put the next one where the list says.
TEST_F(ScrubTest, page_whose_list_of_free_bytes_turned_is_found_and_restored) {
    constexpr std::size_t kPage = 4096;
    constexpr char kLeafOfRows = 13;       // file format, section 1.6
    constexpr std::size_t kFirstFree = 1;  // offset of the first free block, 0 for none
    log_.reset();
    const auto content = testing::content_of(paths().database());
    std::size_t page = content.size() / kPage / 2 * kPage;
    while (page < content.size() && content[page] != kLeafOfRows) page += kPage;
    ASSERT_LT(page, content.size());
    testing::flip_bit(paths().database(), page + kFirstFree, 2);
    reopen();
    wait_for_scrub();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::database);
    expect_restored();
}

TEST_F(ScrubTest, flipped_byte_on_the_disk_below_sqlites_cache_is_found_and_restored) {
    ASSERT_TRUE(log().tidy_at_rest().has_value());
    const auto content = testing::content_of(paths().database());
    const std::string_view text(content.data(), content.size());
    const auto at = text.find("north", content.size() / 2);
    ASSERT_NE(at, std::string_view::npos);
    testing::flip_bit(paths().database(), at, 1);
    wait_for_scrub();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::database);
    expect_restored();
}

TEST_F(ScrubTest, flipped_bit_in_the_journal_is_found_and_restored) {
    testing::flip_bit(segment(1), 100'000, 3);
    wait_for_scrub();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::journal);
    EXPECT_EQ(repairs_[0].code, "STO-ROT");
    EXPECT_EQ(repairs_[0].records, 1U);
    EXPECT_TRUE(repairs_[0].restored.has_value());
    expect_restored();
}

TEST_F(ScrubTest, flipped_bit_in_a_closed_segment_is_found_and_restored) {
    files_.syncs_to_fail = 1;
    ASSERT_TRUE(append(kCount + 1, kCount + 3));  // in the next segment
    next_second();
    repairs_.clear();
    testing::flip_bit(segment(1), 100'000, 3);
    wait_for_scrub();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::journal);
    EXPECT_TRUE(is_green());
}

TEST_F(ScrubTest, damage_that_somebody_else_found_is_looked_for_at_once) {
    files_.syncs_to_fail = 1;
    ASSERT_TRUE(append(kCount + 1, kCount + 3));  // in the next segment
    settings_.upkeep.scrub_pause = std::chrono::hours(1000);
    reopen();
    next_second();
    repairs_.clear();
    testing::flip_bit(segment(1), 100'000, 3);
    next_second();
    ASSERT_TRUE(repairs_.empty()) << "nobody looked";
    log().check_at_once();
    next_second(/*idle=*/false);
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::journal);
    EXPECT_TRUE(is_green());
    log().check_at_once();
    next_second();
    EXPECT_EQ(repairs_.size(), 1U) << "all is sound";
}

TEST_F(ScrubTest, rot_in_both_copies_at_different_records_is_restored) {
    run_sql("UPDATE events SET payload = x'00' WHERE seq = 2000");
    testing::flip_bit(segment(1), 100'000, 3);
    for (int second = 0; second < 120; ++second) next_second();
    ASSERT_EQ(repairs_.size(), 2U);
    expect_restored();
}

TEST_F(ScrubTest, record_that_rotted_in_both_copies_is_named_lost_and_nothing_is_thrown_away) {
    auto reader =
        JournalReader(files_, paths().journal(),
                      {0, genesis_chain(log().identity().station, log().identity().epoch)});
    testing::flip_bit(segment(1), 100'000, 3);
    const auto read = reader.read(kCount, kCount, [](const RecordView&) { return Result<>(); });
    ASSERT_FALSE(read.has_value());
    run_sql("UPDATE events SET payload = x'00' WHERE seq = " +
            std::to_string(reader.head().seq + 1));
    for (int second = 0; second < 120; ++second) next_second();
    EXPECT_EQ(health().code, "STO-LOST");
    const std::string lost = "record " + std::to_string(reader.head().seq + 1);
    EXPECT_TRUE(health().sentence.starts_with("A stored check-in is lost (" + lost + " is intact"))
        << health().sentence;
    EXPECT_FALSE(std::filesystem::exists(paths().root / "journal.rebuilding"));
    int tries = 0;
    for (int second = 0; second < 256; ++second) {
        const int before = files_.reads;
        next_second();
        if (files_.reads > before) ++tries;
    }
    EXPECT_EQ(tries, 4) << "it is looked for each 64 seconds, not each second";
    EXPECT_TRUE(repairs_.empty());
    EXPECT_TRUE(std::filesystem::exists(segment(1)));
    EXPECT_TRUE(std::filesystem::exists(paths().database()));
}

TEST_F(ScrubTest, copy_that_cannot_be_opened_now_is_not_damaged) {
    {
        const testing::NoHandles none;
        for (int second = 0; second < 5; ++second) next_second();
        EXPECT_TRUE(is_green()) << health().code << " " << health().sentence;
    }
    expect_restored();
    EXPECT_TRUE(quarantined().empty());
}

TEST_F(ScrubTest, where_somebody_always_waits_a_slice_is_done_each_few_seconds) {
    run_sql("UPDATE events SET payload = x'00' WHERE seq = 1400");
    for (int second = 0; second < 20; ++second) next_second(/*idle=*/false);
    EXPECT_TRUE(repairs_.empty()) << "nobody is held up each second";
    for (int second = 0; second < 40; ++second) next_second(/*idle=*/false);
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].first_seq, 1400U);
}

TEST_F(ScrubTest, pass_ends_although_records_come_faster_than_it_reads) {
    run_sql("UPDATE meta SET value = x'00' WHERE key = 'epoch'");  // looked at in the end
    std::uint64_t last = kCount;
    for (int second = 0; second < 40 && repairs_.empty(); ++second) {
        ASSERT_TRUE(append(last + 1, last + 200));
        ASSERT_TRUE(append(last + 201, last + 400));
        last += 400;
        next_second();
    }
    EXPECT_EQ(repairs_.size(), 1U);
}

TEST_F(ScrubTest, identity_that_was_changed_is_found_and_restored) {
    for (const std::string change : {"UPDATE meta SET value = x'0102' WHERE key = 'epoch'",
                                     "DELETE FROM meta WHERE key = 'station'"}) {
        run_sql(change);
        wait_for_scrub();
        ASSERT_EQ(repairs_.size(), 1U) << change;
        EXPECT_EQ(repairs_[0].copy, StoredCopy::database) << change;
        expect_restored();
    }
}

TEST_F(ScrubTest, identity_that_turned_from_bytes_into_text_is_found_and_restored) {
    ASSERT_TRUE(log().tidy_at_rest().has_value());
    const auto content = testing::content_of(paths().database());
    const std::string_view text(content.data(), content.size());
    constexpr std::string_view kHead = "\x03\x1b\x2c";  // a key of 7 letters, a value of 16 bytes
    const auto row = text.find(std::string(kHead) + "station");
    ASSERT_NE(row, std::string_view::npos);
    testing::flip_bit(paths().database(), row + 2, 0);
    wait_for_scrub();
    ASSERT_EQ(repairs_.size(), 1U);
    EXPECT_EQ(repairs_[0].copy, StoredCopy::database);
    expect_restored();
}

TEST_F(ScrubTest, schema_that_is_not_the_programs_own_is_found_and_restored) {
    const std::string schema = "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = ";
    for (const std::string& change :
         {schema + "replace(sql, 'reason TEXT', 'reason TEXT COLLATE NOCASE')"
                   " WHERE name = 'events'",
          schema + "replace(sql, '''ok''', '''o''') WHERE name = 'events_by_reason'",
          std::string("DROP INDEX events_by_verdict"), std::string("CREATE TABLE more (a)")}) {
        log_.reset();
        testing::run_plain_sql(paths().database(), change);
        reopen();
        wait_for_scrub();
        ASSERT_EQ(repairs_.size(), 1U) << change;
        EXPECT_EQ(repairs_[0].copy, StoredCopy::database) << change;
        expect_restored();
    }
}

}  // namespace
}  // namespace kiosk::storage
