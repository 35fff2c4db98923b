// tests/unit/core/storage_health_test.cpp — what staff are told of the disks.
#include "kiosk/core/storage_health.hpp"

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

struct Row {
    StorageFacts facts;
    StorageState state;
    std::string code;
    std::string sentence;
};

std::string_view broken_off(const std::string& sentence, const std::string& begin) {
    return std::string_view(sentence).substr(0, begin.size());
}

TEST(StorageHealth, follows_the_copies) {
    const Row rows[] = {
        {{}, StorageState::green, "", "Every check-in is stored twice."},
        {{.code = "STO-JRNL", .trouble = "journal renewed"},
         StorageState::green,
         "STO-JRNL",
         "Every check-in is stored twice again: one copy was made anew (journal renewed)."},
        {{.journal_works = false, .code = "STO-SYNC", .trouble = "no space"},
         StorageState::amber_one_copy,
         "STO-SYNC",
         "Check-ins are stored once, not twice (no space). Go on"},
        {{.database_works = false, .code = "STO-DB"},
         StorageState::amber_one_copy,
         "STO-DB",
         "Check-ins are stored once, not twice. Go on"},
        {{.journal_works = false, .code = "STO-LOST", .trouble = "record 61"},
         StorageState::amber_one_copy,
         "STO-LOST",
         "A stored check-in is lost (record 61). New ones are stored once, not twice."},
        {{.journal_works = false,
          .database_works = false,
          .hub_keeps_copies = true,
          .code = "STO-SYNC"},
         StorageState::amber_no_copy,
         "STO-SYNC",
         "Check-ins are stored at the hub only. Go on, slower"},
        {{.journal_works = false, .database_works = false, .code = "STO-SYNC"},
         StorageState::red,
         "STO-SYNC",
         "Nothing can be stored. Use the paper list"},
    };
    for (const Row& row : rows) {
        const StorageHealth health = judge(row.facts);
        EXPECT_EQ(health.state, row.state) << row.sentence;
        EXPECT_EQ(health.code, row.code) << row.sentence;
        EXPECT_EQ(broken_off(health.sentence, row.sentence), row.sentence);
        EXPECT_EQ(health.journal_works, row.facts.journal_works);
    }
}

struct SpaceRow {
    std::uint64_t bytes;
    StorageState state;
    std::string words;  // within the sentence
};

TEST(StorageHealth, warns_below_each_limit_of_free_space_and_not_at_it) {
    const SpaceRow rows[] = {
        {kFreeBytesLow, StorageState::green, "stored twice."},
        {kFreeBytesLow - 1, StorageState::green, "Make room today"},
        {kFreeBytesVeryLow, StorageState::green, "128 MiB are free. Make room today"},
        {kFreeBytesVeryLow - 1, StorageState::green, "127 MiB are free. Make room now"},
        {kFreeBytesAmber, StorageState::green, "Make room now"},
        {kFreeBytesAmber - 1, StorageState::amber_one_copy, "nearly full: 63 MiB are free"},
        {0, StorageState::amber_one_copy, "0 MiB are free"},
    };
    for (const SpaceRow& row : rows) {
        const StorageHealth health = judge({.free_bytes = row.bytes});
        EXPECT_EQ(health.state, row.state) << row.bytes;
        EXPECT_EQ(health.free_bytes, row.bytes);
        EXPECT_NE(health.sentence.find(row.words), std::string::npos) << health.sentence;
        EXPECT_EQ(health.code, row.bytes == kFreeBytesLow ? "" : "STO-FULL");
    }
    const auto of_old = judge({.code = "STO-SYNC", .trouble = "it was away", .free_bytes = 1});
    EXPECT_NE(of_old.sentence.find("0 MiB are free"), std::string::npos) << of_old.sentence;
}

TEST(StorageHealth, slow_saving_is_told_of_unless_nothing_is_saved) {
    EXPECT_EQ(judge({.oldest_wait = kSlowSync}).code, "");
    const auto slow = judge({.oldest_wait = kSlowSync + std::chrono::milliseconds(1)});
    EXPECT_EQ(slow.code, "STO-SLOW");
    EXPECT_EQ(slow.state, StorageState::green);
    const auto red = judge({.journal_works = false,
                            .database_works = false,
                            .code = "STO-SYNC",
                            .oldest_wait = 2 * kSlowSync});
    EXPECT_EQ(red.code, "STO-SYNC");
}

TEST(StorageHealth, states_have_names) {
    EXPECT_EQ(name_of(StorageState::green), "green");
    EXPECT_EQ(name_of(StorageState::amber_one_copy), "amber_one_copy");
    EXPECT_EQ(name_of(StorageState::amber_no_copy), "amber_no_copy");
    EXPECT_EQ(name_of(StorageState::red), "red");
}

}  // namespace
}  // namespace kiosk::core
