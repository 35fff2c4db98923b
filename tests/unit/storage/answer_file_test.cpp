// tests/unit/storage/answer_file_test.cpp — what was confirmed is there; what was torn is not.
#include "kiosk/storage/answer_file.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "kiosk/core/access/question.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::storage {
namespace {

const StoredAnswer kSize{{42}, "size", "M"};
const StoredAnswer kName{{43}, "name", "Zoë N’Diaye, \n \"x\""};
const StoredAnswer kEmpty{{42}, "hat", ""};

class AnswerFileTest : public ::testing::Test {
  protected:
    void append(std::vector<StoredAnswer> answers) {
        auto file = AnswerFile::open(files_, path_);
        ASSERT_TRUE(file.has_value()) << file.error().context;
        ASSERT_TRUE(file->append(answers).has_value());
    }

    void add_bytes(std::string_view bytes) const {
        std::ofstream(path_, std::ios::app | std::ios::binary) << bytes;
    }

    FileSystem files_;
    testing::TemporaryDirectory directory_;
    Path path_ = directory_.path() / kAnswerFileName;
};

TEST_F(AnswerFileTest, gives_back_what_was_appended_in_order) {
    append({kSize, kName});
    append({kEmpty});
    EXPECT_EQ(read_answers(files_, path_).value(), (std::vector{kSize, kName, kEmpty}));
}

TEST_F(AnswerFileTest, without_a_file_there_are_no_answers) {
    EXPECT_TRUE(read_answers(files_, path_).value().empty());
}

TEST_F(AnswerFileTest, a_torn_last_line_does_not_count_and_is_written_over) {
    append({kSize});
    add_bytes("000000000000002b name 5a6f");
    EXPECT_EQ(read_answers(files_, path_).value(), std::vector{kSize});
    append({kName});
    EXPECT_EQ(read_answers(files_, path_).value(), (std::vector{kSize, kName}));
}

TEST_F(AnswerFileTest, a_garbled_line_is_named_not_skipped) {
    append({kSize});
    add_bytes("garbage\n");
    const auto read = read_answers(files_, path_);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, Errc::corrupt);
    EXPECT_NE(read.error().context.find("line 2 is no answer"), std::string::npos);
}

TEST_F(AnswerFileTest, the_longest_answer_fits_and_one_byte_more_is_no_answer) {
    append({{{1}, "q", std::string(core::kAnswerMax, 'x')}});
    EXPECT_EQ(read_answers(files_, path_).value()[0].text.size(), core::kAnswerMax);
    append({{{1}, "q", std::string(core::kAnswerMax + 1, 'x')}});
    EXPECT_FALSE(read_answers(files_, path_).has_value());
}

TEST_F(AnswerFileTest, is_readable_by_its_owner_only) {
    append({kSize});
    const auto permissions = std::filesystem::status(path_).permissions();
    EXPECT_EQ(
        permissions & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
        std::filesystem::perms::none);
}

}  // namespace
}  // namespace kiosk::storage
