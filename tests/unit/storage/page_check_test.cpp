// tests/unit/storage/page_check_test.cpp — what SQLite wrote is right, what turned since is found.
#include "kiosk/storage/page_check.hpp"

#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/storage/page_scrub.hpp"
#include "tests/unit/storage/plain_sql.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

// Rows of all lengths, some on overflow pages, with and without indexes; then every third is
// removed and every fifth grows, so that pages have free blocks and fragments.
std::string statements(int page_bytes) {
    return "PRAGMA page_size=" + std::to_string(page_bytes) +
           ";CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB, c TEXT);"
           "CREATE INDEX i ON t (c);"
           "CREATE TABLE w (k TEXT PRIMARY KEY, v BLOB) WITHOUT ROWID;"
           "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 4000)"
           " INSERT INTO t SELECT x * 7, randomblob(x % 300 + (x % 97 = 0) * 9000),"
           " hex(randomblob(x % 11)) FROM n;"
           "INSERT INTO w SELECT 'k' || a, b FROM t;"
           "DELETE FROM t WHERE a % 3 = 0; DELETE FROM w WHERE length(v) % 3 = 0;"
           "UPDATE t SET b = randomblob(length(b) + 9), c = c || 'x' WHERE a % 5 = 0;";
}

class PageCheckTest : public ::testing::Test {
  protected:
    void make(int page_bytes) {
        std::filesystem::remove(path_);
        testing::run_plain_sql(path_, statements(page_bytes));
        const auto content = testing::content_of(path_);
        const auto bytes = std::as_bytes(std::span(content));
        file_.assign(bytes.begin(), bytes.end());
        layout_ = read_layout(std::span(file_).first(kDatabaseHeaderBytes)).value();
        ASSERT_EQ(layout_.pages * std::size_t{layout_.page_bytes}, file_.size());
    }

    std::span<std::byte> page(std::uint32_t number) {
        return std::span(file_).subspan((number - 1) * std::size_t{layout_.page_bytes},
                                        layout_.page_bytes);
    }

    // Each bit of the byte turned: none goes unseen.
    void expect_each_bit_matters(std::uint32_t number, std::size_t at) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            page(number)[at] ^= std::byte{1} << bit;
            EXPECT_FALSE(check_page(layout_, number, page(number)).has_value())
                << "page " << number << " byte " << at << " bit " << bit;
            page(number)[at] ^= std::byte{1} << bit;
        }
    }

    testing::TemporaryDirectory temporary_;
    const Path path_ = temporary_.path() / "any.sqlite";
    std::vector<std::byte> file_;
    PageLayout layout_;
};

TEST_F(PageCheckTest, every_page_that_sqlite_wrote_is_right) {
    for (const int page_bytes : {512, 4096, 65536}) {
        make(page_bytes);
        for (std::uint32_t number = 1; number <= layout_.pages; ++number) {
            const auto checked = check_page(layout_, number, page(number));
            EXPECT_TRUE(checked.has_value()) << page_bytes << ": " << checked.error().context;
        }
    }
}

TEST_F(PageCheckTest, no_bit_of_a_pages_header_or_of_its_free_blocks_turns_unseen) {
    make(4096);
    std::size_t free_blocks = 0;
    for (std::uint32_t number = 2; number <= layout_.pages; ++number) {
        const auto bytes = page(number);
        if (bytes[0] == std::byte{0}) continue;
        for (std::size_t at = 1; at < 8; ++at) expect_each_bit_matters(number, at);
        const auto block =
            std::to_integer<std::size_t>(bytes[1]) << 8U | std::to_integer<std::size_t>(bytes[2]);
        if (block == 0) continue;
        ++free_blocks;
        for (std::size_t at = block; at < block + 4; ++at) expect_each_bit_matters(number, at);
    }
    EXPECT_GT(free_blocks, 10U);
}

TEST_F(PageCheckTest, no_bit_makes_it_a_file_that_is_vacuumed_by_itself) {
    make(512);
    const auto header = std::span(file_).first(kDatabaseHeaderBytes);
    for (const std::size_t at : {52U, 53U, 54U, 55U, 64U, 65U, 66U, 67U}) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            header[at] ^= std::byte{1} << bit;
            EXPECT_FALSE(read_layout(header).has_value()) << "byte " << at << " bit " << bit;
            header[at] ^= std::byte{1} << bit;
        }
    }
}

TEST_F(PageCheckTest, nonsense_is_no_header_and_no_page) {
    make(512);
    std::vector<std::byte> nonsense(512, std::byte{0xFF});
    EXPECT_FALSE(read_layout(std::span(nonsense).first(kDatabaseHeaderBytes)).has_value());
    const auto header = std::span(file_).first(kDatabaseHeaderBytes);
    std::ranges::fill(header.subspan(28, 4), std::byte{0});  // else no page is ever looked at
    EXPECT_FALSE(read_layout(header).has_value());
    EXPECT_FALSE(check_page(layout_, 2, nonsense).has_value());
    for (const auto kind : {std::byte{2}, std::byte{5}, std::byte{10}, std::byte{13}}) {
        nonsense[0] = kind;
        EXPECT_FALSE(check_page(layout_, 2, nonsense).has_value());
    }
}

TEST_F(PageCheckTest, free_pages_are_said_by_the_header) {
    make(4096);
    EXPECT_TRUE(layout_.has_free_pages);
    testing::run_plain_sql(path_, "VACUUM");
    const auto content = testing::content_of(path_);
    const auto header = std::as_bytes(std::span(content)).first(kDatabaseHeaderBytes);
    EXPECT_FALSE(read_layout(header)->has_free_pages);
}

TEST_F(PageCheckTest, slice_of_the_scrub_has_so_many_pages_and_no_more) {
    make(512);
    auto database = Database::open(path_, DatabaseUse::reading);
    ASSERT_TRUE(database.has_value());
    PageScrub scrub;
    std::uint32_t slices = 1;
    while (!scrub.step(**database).value()) ++slices;
    EXPECT_GT(slices, 5U);
    EXPECT_EQ(slices, (layout_.pages + kScrubPages - 1) / kScrubPages);
}

}  // namespace
}  // namespace kiosk::storage
