// tests/unit/app/list_import_test.cpp — a list is taken whole, or held, or refused with reasons.
#include <set>
#include <sstream>
#include <string>

#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/roster_file.hpp"
#include "list_import_fixture.hpp"

namespace kiosk::app {
namespace {

TEST_F(ListImportTest, a_good_list_is_on_disk_and_in_memory) {
    const auto result = import("code,name,product,order\nabcd1234,Zoë N’Diaye,Speaker,K7M9P\n");
    ASSERT_TRUE(result.has_value()) << result.error().context;
    EXPECT_TRUE(result->answer.imported);
    EXPECT_EQ(result->answer.version, 1U);
    const auto index = before_->find(hasher_.key_of("abcd1234"));
    ASSERT_TRUE(index.has_value());
    EXPECT_EQ(before_->holder(*index).name, "Zoë N’Diaye");
    ASSERT_NE(result->index, nullptr);
    EXPECT_EQ(result->index->names().words(), 5U);
    storage::FileSystem files;
    const auto loaded = storage::load_roster(files, dir_ / "roster");
    ASSERT_TRUE(loaded.has_value() && loaded->has_value());
    EXPECT_EQ((*loaded)->roster.size(), 1U);
}

TEST_F(ListImportTest, the_code_itself_is_nowhere_on_disk) {
    ASSERT_TRUE(import("code,name\nsecretcode4242,Ama\n").has_value());
    for (const auto& file : std::filesystem::directory_iterator(dir_ / "roster")) {
        std::ifstream in(file.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        EXPECT_EQ(bytes.str().find("secretcode4242"), std::string::npos) << file.path();
    }
}

TEST_F(ListImportTest, a_dry_run_reports_and_changes_nothing) {
    ports::ImportRequest dry;
    dry.dry_run = true;
    const auto result = import(rows(3), dry);
    ASSERT_TRUE(result.has_value());
    EXPECT_FALSE(result->answer.imported);
    EXPECT_EQ(result->answer.accepted, 3U);
    EXPECT_EQ(result->answer.added, 3U);
    EXPECT_EQ(result->answer.sentence, "Would import 3 tickets: 3 new, 0 gone, 0 kept.");
    EXPECT_TRUE(std::filesystem::is_empty(dir_ / "roster"));
}

TEST_F(ListImportTest, one_bad_row_stops_the_whole_list_unless_the_good_ones_are_wanted) {
    const std::string csv = "code,name\nabcd1234,Ama\nabcd1234,Kofi\n";
    const auto refused = import(csv);
    ASSERT_TRUE(refused.has_value());
    EXPECT_FALSE(refused->answer.imported);
    ASSERT_EQ(refused->answer.rejections.size(), 1U);
    EXPECT_TRUE(refused->answer.rejections[0].starts_with("line 3, column 1"));
    ports::ImportRequest keep;
    keep.keep_good = true;
    EXPECT_TRUE(import(csv, keep)->answer.imported);
    EXPECT_EQ(before_->size(), 1U);
}

TEST_F(ListImportTest, a_list_that_shrinks_by_more_than_a_fifth_is_held_until_confirmed) {
    ASSERT_TRUE(import(rows(100))->answer.imported);
    const auto held = import(rows(79));
    ASSERT_TRUE(held.has_value());
    EXPECT_TRUE(held->answer.held);
    EXPECT_FALSE(held->answer.imported);
    EXPECT_EQ(before_->size(), 100U);
    EXPECT_TRUE(import(rows(80))->answer.imported);  // exactly a fifth
    ports::ImportRequest confirmed;
    confirmed.allow_shrink = true;
    const auto shrunk = import(rows(5), confirmed);
    EXPECT_TRUE(shrunk->answer.imported);
    EXPECT_EQ(shrunk->answer.removed, 75U);
}

TEST_F(ListImportTest, another_events_list_of_the_same_size_is_held_too) {
    ASSERT_TRUE(import(rows(10))->answer.imported);
    std::string others = "code,name,product\n";
    for (int i = 0; i < 10; ++i) others += "kode" + std::to_string(5000 + i) + ",Ama,Conference\n";
    const auto result = import(others);
    ASSERT_TRUE(result.has_value());
    EXPECT_TRUE(result->answer.held);
    EXPECT_EQ(
        result->answer.sentence,
        "Held: 10 of 10 tickets would go; the new list has 10. If that is right, import again "
        "and confirm (--confirm-shrink).");
}

TEST_F(ListImportTest, an_empty_list_is_held_until_confirmed) {
    ASSERT_TRUE(import(rows(2))->answer.imported);
    ports::ImportRequest keep;
    keep.keep_good = true;  // says nothing about tickets that go
    const auto held = import(rows(0), keep);
    ASSERT_TRUE(held.has_value()) << held.error().context;
    EXPECT_TRUE(held->answer.held);
    EXPECT_FALSE(held->answer.imported);
    EXPECT_EQ(held->answer.sentence,
              "Held: 2 of 2 tickets would go; the new list has nobody on it. If that is right, "
              "import again and confirm (--confirm-shrink).");
    EXPECT_EQ(before_->size(), 2U);
    ports::ImportRequest confirmed;
    confirmed.allow_shrink = true;
    const auto emptied = import(rows(0), confirmed);
    ASSERT_TRUE(emptied.has_value()) << emptied.error().context;
    EXPECT_TRUE(emptied->answer.imported);
    EXPECT_EQ(emptied->answer.sentence, "Imported 0 tickets: 0 new, 2 gone, 0 kept.");
    storage::FileSystem files;
    const auto loaded = storage::load_roster(files, dir_ / "roster");
    ASSERT_TRUE(loaded.has_value() && loaded->has_value());
    EXPECT_EQ((*loaded)->roster.version(), 2U);
    EXPECT_EQ((*loaded)->roster.size(), 0U);
    EXPECT_FALSE((*loaded)->roster.find(hasher_.key_of("code1000")).has_value());
    EXPECT_TRUE((*loaded)->roster.code_shape().covers("code1000"));  // unknown, not misread
}

TEST_F(ListImportTest, a_list_that_was_emptied_and_filled_again_keeps_its_product_numbers) {
    ASSERT_TRUE(import("code,product\nabcd1111,Conference\nabcd2222,Workshop\n").has_value());
    const auto workshop = before_->products().at(1).id;
    ports::ImportRequest confirmed;
    confirmed.allow_shrink = true;
    ASSERT_TRUE(import(rows(0), confirmed)->answer.imported);
    ASSERT_TRUE(import("code,product\nabcd2222,Workshop\n")->answer.imported);
    EXPECT_EQ(before_->facts(*before_->find(hasher_.key_of("abcd2222"))).product, workshop);
}

TEST_F(ListImportTest, an_empty_first_list_is_refused) {
    ports::ImportRequest confirmed;
    confirmed.allow_shrink = true;
    const auto result = import(rows(0), confirmed);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, Errc::invalid_input);
    EXPECT_EQ(result.error().context,
              "the file has a header row but no attendees, and there is no list to empty");
    EXPECT_TRUE(std::filesystem::is_empty(dir_ / "roster"));
}

TEST_F(ListImportTest, a_list_whose_every_row_was_refused_is_no_empty_list) {
    ASSERT_TRUE(import(rows(2))->answer.imported);
    ports::ImportRequest every_yes;
    every_yes.allow_shrink = every_yes.keep_good = true;
    const auto result = import("code,name\n,Ama\n,Kofi\n", every_yes);
    ASSERT_TRUE(result.has_value());
    EXPECT_FALSE(result->answer.imported || result->answer.held);
    EXPECT_EQ(result->answer.sentence, "Nothing imported: no row could be taken.");
    EXPECT_EQ(before_->size(), 2U);
}

TEST_F(ListImportTest, more_products_than_any_shop_has_are_refused_by_name) {
    for (const int products : {1000, 1001}) {
        std::string csv = "code,product\n";
        for (int i = 0; i < products; ++i) {
            csv += "code" + std::to_string(10'000 + i) + ",Product " + std::to_string(i) + "\n";
        }
        const auto result = import(csv);
        EXPECT_EQ(result.has_value(), products == 1000) << products;
        if (!result) {
            EXPECT_TRUE(result.error().context.starts_with("attendee list has more than 1000"));
        }
    }
}

TEST_F(ListImportTest, more_variations_of_one_product_than_any_shop_has_are_refused) {
    for (const int variations : {1000, 1001}) {
        std::string csv = "code,product,variation\n";
        for (int i = 0; i < variations; ++i) {
            csv += "code" + std::to_string(10'000 + i) + ",Pass,Kind " + std::to_string(i) + "\n";
        }
        const auto result = import(csv);
        EXPECT_EQ(result.has_value(), variations == 1000) << variations;
    }
}

TEST_F(ListImportTest, products_keep_their_numbers_over_lists) {
    ASSERT_TRUE(import("code,product\nabcd1111,Conference\nabcd2222,Workshop\n").has_value());
    const auto numbers = before_->products();
    ASSERT_TRUE(import("code,product\nabcd2222,Workshop\nabcd1111,Press\n").has_value());
    EXPECT_EQ(before_->products().size(), 2U);  // Conference is sold no more
    EXPECT_EQ(before_->product_name(numbers[1].id), "Workshop");
    EXPECT_EQ(before_->facts(*before_->find(hasher_.key_of("abcd2222"))).product, numbers[1].id);
    EXPECT_EQ(before_->version(), 2U);
}

TEST_F(ListImportTest, a_file_that_is_not_there_and_one_that_is_no_list_are_named) {
    ports::ImportRequest request;
    request.file = dir_ / "nothing.csv";
    const auto missing = import_list({.request = request,
                                      .before = nullptr,
                                      .roster_directory = dir_ / "roster",
                                      .zone = {},
                                      .now = testing::kNine},
                                     hasher_);
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().code, Errc::not_found);
    EXPECT_FALSE(import("").has_value());
    EXPECT_FALSE(import("PK\x03\x04 workbook").has_value());
    EXPECT_EQ(before_, nullptr);
}

TEST_F(ListImportTest, bands_add_ons_and_dates_are_known_of_each_ticket) {
    const auto result = import(
        "code,name,product,addon_to,medium,require_approval,valid_if_pending,subevent\n"
        "main0001,Ama,Conference,,band0001|band0002,,,\n"
        "work0011,,Workshop,main0001,,yes,yes,12\n");
    ASSERT_TRUE(result.has_value()) << result.error().context;
    ASSERT_TRUE(result->answer.imported) << result->answer.sentence;
    const auto main = *before_->find(hasher_.key_of("main0001"));
    const auto work = *before_->find(hasher_.key_of("work0011"));
    const core::TicketId holder = before_->facts(main).id;
    EXPECT_EQ(before_->links().carried_by(hasher_.key_of("band0002"))[0].ticket, holder);
    ASSERT_EQ(before_->links().add_ons_of(holder).size(), 1U);
    EXPECT_EQ(before_->links().add_ons_of(holder)[0].ticket, before_->facts(work).id);
    EXPECT_EQ(before_->holder(work).name, "Ama") << "whoever has the main ticket holds it";
    EXPECT_TRUE(before_->facts(work).require_approval && before_->facts(work).valid_if_pending);
    EXPECT_EQ(before_->facts(work).subevent, core::SubeventId{12});
}

TEST_F(ListImportTest, variations_of_different_products_never_share_a_number) {
    ASSERT_TRUE(import("code,product,variation\na1,Day pass,Tuesday\na2,Workshop,Morning\n"
                       "a3,Day pass,Wednesday\n")
                    ->answer.imported);
    std::set<std::int64_t> numbers;
    for (const auto& product : before_->products()) {
        for (const auto& variation : product.variations) numbers.insert(variation.id.value);
    }
    EXPECT_EQ(numbers.size(), 3U);
}

}  // namespace
}  // namespace kiosk::app
