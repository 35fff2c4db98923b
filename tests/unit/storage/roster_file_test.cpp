// tests/unit/storage/roster_file_test.cpp — lists come back whole, or the one before does.
#include "kiosk/storage/roster_file.hpp"

#include <gtest/gtest.h>

#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

struct Person {
    std::string name;
    std::string company;
};

const std::vector<Person>& people() {
    static const std::vector<Person> all = {{"Kofi Mensah", ""},
                                            {"Yaa Asantewaa Ɔpɔku-Agyemang", "Ɖeka & Co"},
                                            {"Adébáyọ̀ Ọláṣẹni", "Ìbàdàn"},
                                            {"ሰላም ተስፋዬ", "አዲስ አበባ"},
                                            {"محمد عبد الله", "القاهرة"},
                                            {"Zoé N'Diaye-L'Hôte", "Côte d'Ivoire"},
                                            {"", "nameless; DROP TABLE tickets"}};
    return all;
}

core::CodeKey key(std::size_t number) {
    core::CodeKey code;
    code.bytes[0] = static_cast<std::uint8_t>(number);
    code.bytes[1] = static_cast<std::uint8_t>(number >> 8U);
    code.bytes[2] = static_cast<std::uint8_t>(number >> 16U);
    return code;
}

core::RosterRow row_of(std::size_t number, const Person& person) {
    core::RosterRow row;
    row.code = key(number + 1);
    row.facts.id = {0xF000'0000'0000'0000ULL + number};
    row.facts.product = {11};
    row.facts.order_state = static_cast<core::OrderState>(number % 4);
    row.facts.require_approval = number % 2 == 1;
    row.facts.valid_if_pending = number % 3 == 1;
    row.facts.canceled = number % 5 == 1;
    row.facts.blocked = number % 7 == 1;
    if (number % 2 == 0) row.facts.variation = core::VariationId{21};
    if (number % 3 == 0) row.facts.subevent = core::SubeventId{31};
    if (number % 2 == 1) row.facts.valid_from = UtcTime(std::chrono::milliseconds(1000));
    if (number % 3 == 1) row.facts.valid_until = UtcTime(std::chrono::milliseconds(-5));
    row.attention = number % 2 == 0;
    row.holder = {person.name, "a@example.org", person.company, "K7M9P", "note", "folded"};
    return row;
}

RosterHeading heading(std::uint64_t version) {
    RosterHeading made;
    made.version = version;
    made.imported_at = UtcTime(std::chrono::milliseconds(1'804'669'200'000));
    made.code_shape.learn("abc123");
    made.products = {{{11}, "Conférence", {{{21}, "Étudiant"}, {{22}, "Regular"}}},
                     {{12}, "Workshop", {}}};
    return made;
}

RosterRows rows_of(std::size_t count) {
    return [count, number = std::size_t{0}](core::RosterRow& row) mutable -> Result<bool> {
        if (number == count) return false;
        row = row_of(number, people()[number % people().size()]);
        ++number;
        return true;
    };
}

class RosterFileTest : public ::testing::Test {
  protected:
    Result<WrittenRoster> write(std::uint64_t version, std::size_t count) {
        return write_roster(files_, directory_, heading(version), rows_of(count));
    }

    Path file(std::uint64_t version) const {
        return directory_ / ("roster-" + std::to_string(version) + ".sqlite");
    }

    testing::TemporaryDirectory temporary_;
    Path directory_ = temporary_.path() / "roster";
    testing::FakeFileSystem files_;
};

void expect_same(const core::Roster& roster, std::uint64_t version, std::size_t count) {
    EXPECT_EQ(roster.version(), version);
    EXPECT_EQ(roster.imported_at(), heading(version).imported_at);
    EXPECT_EQ(roster.code_shape(), heading(version).code_shape);
    ASSERT_EQ(roster.size(), count);
    EXPECT_EQ(roster.product_name({11}), "Conférence");
    EXPECT_EQ(roster.variation_name({11}, {21}), "Étudiant");
    for (std::size_t number = 0; number < count; ++number) {
        const auto expected = row_of(number, people()[number % people().size()]);
        const auto index = roster.find(expected.code);
        ASSERT_TRUE(index.has_value()) << number;
        const auto facts = roster.facts(*index);
        EXPECT_EQ(facts.id, expected.facts.id);
        EXPECT_EQ(facts.product, expected.facts.product);
        EXPECT_EQ(facts.variation, expected.facts.variation);
        EXPECT_EQ(facts.subevent, expected.facts.subevent);
        EXPECT_EQ(facts.order_state, expected.facts.order_state);
        EXPECT_EQ(facts.require_approval, expected.facts.require_approval);
        EXPECT_EQ(facts.valid_if_pending, expected.facts.valid_if_pending);
        EXPECT_EQ(facts.canceled, expected.facts.canceled);
        EXPECT_EQ(facts.blocked, expected.facts.blocked);
        EXPECT_EQ(facts.valid_from, expected.facts.valid_from);
        EXPECT_EQ(facts.valid_until, expected.facts.valid_until);
        EXPECT_EQ(roster.attention(*index), expected.attention);
        const auto holder = roster.holder(*index);
        EXPECT_EQ(holder.name, expected.holder.name);
        EXPECT_EQ(holder.email, expected.holder.email);
        EXPECT_EQ(holder.company, expected.holder.company);
        EXPECT_EQ(holder.order, expected.holder.order);
        EXPECT_EQ(holder.note, expected.holder.note);
        EXPECT_EQ(holder.search_text, expected.holder.search_text);
    }
}

TEST_F(RosterFileTest, every_field_and_script_comes_back) {
    const auto written = write(1, 42);
    ASSERT_TRUE(written.has_value()) << written.error().context;
    expect_same(written->roster, 1, 42);
    const auto loaded = load_roster(files_, directory_);
    ASSERT_TRUE(loaded.has_value() && loaded->has_value());
    expect_same((*loaded)->roster, 1, 42);
    EXPECT_TRUE((*loaded)->notes.empty());
}

TEST_F(RosterFileTest, what_lies_between_tickets_comes_back) {
    RosterHeading with_links = heading(1);
    const core::TicketId first = row_of(0, people()[0]).facts.id;
    const core::TicketId second = row_of(1, people()[1]).facts.id;
    const UtcTime expiry{std::chrono::milliseconds(-7)};
    with_links.links = core::RosterLinks({{key(901), first, expiry}, {key(900), second}},
                                         {{first, second}}, {{second, 255}});
    const auto written = write_roster(files_, directory_, with_links, rows_of(3));
    ASSERT_TRUE(written.has_value()) << written.error().context;
    const auto loaded = load_roster(files_, directory_);
    ASSERT_TRUE(loaded.has_value() && loaded->has_value());
    const core::RosterLinks& links = (*loaded)->roster.links();
    EXPECT_EQ(links.carried_by(key(901))[0].ticket, first);
    EXPECT_EQ(links.carried_by(key(901))[0].expires, expiry);
    EXPECT_EQ(links.carried_by(key(900))[0].expires, std::nullopt);
    EXPECT_EQ(links.add_ons_of(first)[0].ticket, second);
    EXPECT_EQ(links.newest_issue(second), 255);
}

TEST_F(RosterFileTest, a_link_to_nobody_makes_no_list) {
    RosterHeading with_links = heading(1);
    with_links.links = core::RosterLinks({{key(900), {4711}}}, {}, {});
    EXPECT_FALSE(write_roster(files_, directory_, with_links, rows_of(3)).has_value());
}

TEST_F(RosterFileTest, no_list_is_no_error) {
    const auto loaded = load_roster(files_, directory_);
    ASSERT_TRUE(loaded.has_value());
    EXPECT_FALSE(loaded->has_value());
}

TEST_F(RosterFileTest, empty_list_is_a_list) {
    ASSERT_TRUE(write(1, 0).has_value());
    const auto loaded = load_roster(files_, directory_);
    ASSERT_TRUE(loaded.has_value() && loaded->has_value());
    EXPECT_EQ((*loaded)->roster.size(), 0U);
}

TEST_F(RosterFileTest, newest_is_current_and_one_before_is_kept_whole) {
    for (std::uint64_t version = 1; version <= 3; ++version) {
        ASSERT_TRUE(write(version, version).has_value());
    }
    EXPECT_EQ(*current_roster_version(files_, directory_), 3U);
    EXPECT_EQ((*load_roster(files_, directory_))->roster.version(), 3U);
    EXPECT_FALSE(std::filesystem::exists(file(1)));
    EXPECT_TRUE(std::filesystem::exists(file(2)));
}

TEST_F(RosterFileTest, version_in_use_is_never_overwritten) {
    ASSERT_TRUE(write(1, 3).has_value());
    EXPECT_EQ(write(1, 4).error().code, Errc::conflict);
}

TEST_F(RosterFileTest, failed_import_leaves_the_list_in_use) {
    ASSERT_TRUE(write(1, 3).has_value());
    const auto broken = write_roster(
        files_, directory_, heading(2),
        [](core::RosterRow&) -> Result<bool> { return fail(Errc::invalid_input, "row 1 is bad"); });
    ASSERT_FALSE(broken.has_value());
    EXPECT_EQ(broken.error().context, "row 1 is bad");
    files_.syncs_to_fail = 1;
    EXPECT_FALSE(write(3, 5).has_value());
    EXPECT_EQ((*load_roster(files_, directory_))->roster.version(), 1U);
    EXPECT_EQ(files_.list(directory_)->size(), 2U);  // the list and `current`
}

TEST_F(RosterFileTest, duplicate_code_is_refused_before_the_list_is_used) {
    const auto twice =
        write_roster(files_, directory_, heading(1),
                     [number = std::size_t{0}](core::RosterRow& row) mutable -> Result<bool> {
                         row = row_of(number, people()[0]);
                         row.code = key(1);
                         return number++ < 2;
                     });
    ASSERT_FALSE(twice.has_value());
    EXPECT_EQ(twice.error().code, Errc::conflict);
    EXPECT_FALSE((*load_roster(files_, directory_)).has_value());
}

TEST_F(RosterFileTest, newest_list_that_cannot_be_read_gives_way_to_the_one_before) {
    ASSERT_TRUE(write(1, 10).has_value());
    ASSERT_TRUE(write(2, 12).has_value());
    testing::set_content(file(2), std::vector<char>(4096, 'x'));
    const auto loaded = load_roster(files_, directory_);
    ASSERT_TRUE(loaded.has_value() && loaded->has_value());
    expect_same((*loaded)->roster, 1, 10);
    ASSERT_EQ((*loaded)->notes.size(), 1U);
    EXPECT_EQ((*loaded)->notes[0].find("roster-2.sqlite cannot be used: "), 0U);
}

TEST_F(RosterFileTest, changed_byte_of_a_name_is_noticed) {
    ASSERT_TRUE(write(1, 10).has_value());
    auto content = testing::content_of(file(1));
    const std::string name = "Kofi Mensah";
    const auto at = std::search(content.begin(), content.end(), name.begin(), name.end());
    ASSERT_NE(at, content.end());
    *at = 'Z';
    testing::set_content(file(1), content);
    const auto loaded = load_roster(files_, directory_);
    ASSERT_FALSE(loaded.has_value());
    EXPECT_EQ(loaded.error().code, Errc::corrupt);
}

TEST_F(RosterFileTest, interrupted_import_is_not_taken_for_the_current_list) {
    ASSERT_TRUE(write(1, 10).has_value());
    const Path elsewhere = temporary_.path() / "elsewhere";
    ASSERT_TRUE(write_roster(files_, elsewhere, heading(7), rows_of(5)).has_value());
    std::filesystem::copy(elsewhere / file(7).filename(), file(7));
    EXPECT_EQ((*load_roster(files_, directory_))->roster.version(), 1U);
    ASSERT_TRUE(write(7, 3).has_value());
    EXPECT_EQ((*load_roster(files_, directory_))->roster.size(), 3U);
}

TEST_F(RosterFileTest, damaged_current_file_gives_the_newest_list_and_a_note) {
    ASSERT_TRUE(write(1, 10).has_value());
    testing::set_content(directory_ / "current", {'x'});
    const auto loaded = load_roster(files_, directory_);
    ASSERT_TRUE(loaded.has_value() && loaded->has_value());
    EXPECT_EQ((*loaded)->notes.size(), 1U);
}

TEST_F(RosterFileTest, next_list_mends_a_damaged_current_file_and_says_so) {
    const std::string most = std::string(17, '0') + "999999999999999";  // 32 bytes, a version
    for (const std::string& garbled :
         {std::string("x"), std::string(), std::string("0\n"), std::string("1 "),
          std::string("1000000000000000"), "0" + most}) {
        testing::TemporaryDirectory temporary;
        const Path directory = temporary.path() / "roster";
        ASSERT_TRUE(write_roster(files_, directory, heading(4), rows_of(3)).has_value());
        testing::set_content(directory / "current", {garbled.begin(), garbled.end()});
        EXPECT_EQ(*current_roster_version(files_, directory), 4U) << garbled;
        EXPECT_EQ(write_roster(files_, directory, heading(4), rows_of(3)).error().code,
                  Errc::conflict);
        const auto written = write_roster(files_, directory, heading(5), rows_of(6));
        ASSERT_TRUE(written.has_value()) << written.error().context;
        ASSERT_EQ(written->notes.size(), 1U) << garbled;
        EXPECT_NE(written->notes[0].find("current.damaged"), std::string::npos);
        const auto kept = testing::content_of(directory / "current.damaged");
        EXPECT_EQ(std::string(kept.begin(), kept.end()), garbled);
        const auto loaded = load_roster(files_, directory);
        ASSERT_TRUE(loaded.has_value() && loaded->has_value());
        EXPECT_EQ((*loaded)->roster.version(), 5U);
        EXPECT_TRUE((*loaded)->notes.empty());
        EXPECT_TRUE(write_roster(files_, directory, heading(6), rows_of(6))->notes.empty());
    }
    ASSERT_TRUE(write(1, 3).has_value());
    testing::set_content(directory_ / "current", {most.begin(), most.end()});
    EXPECT_EQ(*current_roster_version(files_, directory_), 999'999'999'999'999U);
}

TEST_F(RosterFileTest, damaged_current_file_is_mended_where_no_list_is_left) {
    ASSERT_TRUE(write(1, 3).has_value());
    std::filesystem::remove(file(1));
    testing::set_content(directory_ / "current", {'x'});
    EXPECT_FALSE(current_roster_version(files_, directory_)->has_value());
    ASSERT_TRUE(write(1, 4).has_value());
    EXPECT_EQ((*load_roster(files_, directory_))->roster.size(), 4U);
}

TEST_F(RosterFileTest, codes_are_not_in_the_file) {
    ASSERT_TRUE(write(1, 10).has_value());
    const auto content = testing::content_of(file(1));
    const std::string code = "abc123";
    EXPECT_EQ(std::search(content.begin(), content.end(), code.begin(), code.end()), content.end());
}

}  // namespace
}  // namespace kiosk::storage
