// tests/unit/storage/past_lists_test.cpp — lists of before: the tickets stay, the people go.
#include "kiosk/storage/past_lists.hpp"

#include <string_view>

#include <gtest/gtest.h>

#include "kiosk/storage/roster_file.hpp"
#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kTickets = 40;
constexpr std::string_view kName = "Yaa Asantewaa";
constexpr std::string_view kMail = "yaa@example.org";

core::RosterRow row_of(std::size_t number) {
    core::RosterRow row;
    row.code.bytes[0] = static_cast<std::uint8_t>(number + 1);
    row.facts.id = {900 + number};
    row.facts.product = {11};
    row.facts.blocked = number % 3 == 0;
    if (number % 2 == 0) row.facts.valid_from = UtcTime(std::chrono::milliseconds(1000));
    row.attention = number % 5 == 0;
    row.holder = {kName, kMail, "Ashesi", "K7M9P", "note", "yaa asantewaa"};
    return row;
}

class PastListsTest : public ::testing::Test {
  protected:
    Result<WrittenRoster> write(std::uint64_t version) {
        const core::TicketId first = row_of(0).facts.id;
        const RosterHeading heading{.version = version,
                                    .imported_at = UtcTime(std::chrono::hours(version)),
                                    .code_shape = {},
                                    .products = {{{11}, "Conférence", {}}},
                                    .links = {{}, {{first, row_of(1).facts.id}}, {}}};
        std::size_t number = 0;
        return write_roster(files_, directory_, heading,
                            [&number](core::RosterRow& row) -> Result<bool> {
                                if (number == kTickets) return false;
                                row = row_of(number++);
                                return true;
                            });
    }

    void write_through(std::uint64_t last) {
        for (std::uint64_t version = 1; version <= last; ++version) {
            const auto written = write(version);
            ASSERT_TRUE(written.has_value()) << written.error().context;
            EXPECT_TRUE(written->notes.empty()) << written->notes.front();
        }
    }

    [[nodiscard]] Path file(const std::string& name) const { return directory_ / name; }
    [[nodiscard]] bool has(const std::string& name) const { return is_there(file(name)); }

    testing::TemporaryDirectory temporary_;
    Path directory_ = temporary_.path() / "roster";
    testing::FakeFileSystem files_;
};

TEST_F(PastListsTest, list_before_the_last_one_keeps_its_tickets_and_loses_its_people) {
    write_through(4);
    EXPECT_TRUE(has("roster-3.sqlite")) << "for the day the fourth cannot be read";
    EXPECT_FALSE(has("roster-2.sqlite"));
    const auto bytes = testing::content_of(file("past-2.sqlite"));
    const std::string_view content(bytes.data(), bytes.size());
    for (const auto text : {kName, kMail, std::string_view("Ashesi"), std::string_view("K7M9P"),
                            std::string_view("yaa asantewaa")}) {
        EXPECT_EQ(content.find(text), std::string_view::npos) << text;
    }
    const auto lists = read_all_lists(files_, directory_);
    ASSERT_TRUE(lists.has_value());
    ASSERT_EQ(lists->size(), 4U);
    const core::Roster& past = *lists->at(2);
    EXPECT_EQ(past.version(), 2U);
    EXPECT_EQ(past.imported_at(), UtcTime(std::chrono::hours(2)));
    EXPECT_EQ(past.product_name({11}), "Conférence");
    EXPECT_EQ(past.links().add_ons_of(row_of(0).facts.id).size(), 1U);
    ASSERT_EQ(past.size(), kTickets);
    for (std::size_t number = 0; number < kTickets; ++number) {
        const auto index = past.find(row_of(number).code);
        ASSERT_TRUE(index.has_value()) << number;
        EXPECT_EQ(past.facts(*index), row_of(number).facts) << number;
        EXPECT_EQ(past.attention(*index), row_of(number).attention) << number;
        EXPECT_EQ(past.holder(*index).name, "");
    }
}

TEST_F(PastListsTest, all_together_take_no_more_than_their_room_and_the_oldest_go) {
    write_through(6);
    const auto size = std::filesystem::file_size(file("past-4.sqlite"));
    ASSERT_TRUE(remove_oldest_lists(files_, directory_, 2 * size).has_value());
    EXPECT_TRUE(has("past-4.sqlite"));
    EXPECT_TRUE(has("past-3.sqlite"));
    EXPECT_FALSE(has("past-2.sqlite"));
    EXPECT_FALSE(has("past-1.sqlite"));
}

TEST_F(PastListsTest, damaged_one_goes_and_is_told_and_the_new_list_is_used) {
    write_through(2);
    const auto bytes = testing::content_of(file("roster-1.sqlite"));
    const std::string_view content(bytes.data(), bytes.size());
    testing::flip_bit(file("roster-1.sqlite"), content.rfind(kName), 1);
    const auto written = write(3);
    ASSERT_TRUE(written.has_value());
    ASSERT_EQ(written->notes.size(), 1U);
    EXPECT_TRUE(written->notes[0].starts_with("scans by attendee list 1 cannot be replayed: "))
        << written->notes[0];
    EXPECT_FALSE(has("roster-1.sqlite"));
    EXPECT_EQ(read_all_lists(files_, directory_)->size(), 2U);
}

TEST_F(PastListsTest, what_the_disk_does_not_take_stays_whole_for_the_next_time) {
    write_through(2);
    files_.syncs_to_fail = 1;
    EXPECT_FALSE(retire_list(files_, directory_, 1).has_value());
    EXPECT_TRUE(has("roster-1.sqlite"));
    EXPECT_FALSE(has("past-1.sqlite"));
    EXPECT_TRUE(retire_list(files_, directory_, 1).has_value());
    EXPECT_TRUE(has("past-1.sqlite"));
}

TEST_F(PastListsTest, no_list_is_no_error) {
    const auto lists = read_all_lists(files_, directory_);
    ASSERT_TRUE(lists.has_value());
    EXPECT_TRUE(lists->empty());
}

}  // namespace
}  // namespace kiosk::storage
