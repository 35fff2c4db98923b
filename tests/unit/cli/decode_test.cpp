// tests/unit/cli/decode_test.cpp — folders of pictures, and the counts at their end.
#include <filesystem>
#include <fstream>

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/cli/decode_score.hpp"
#include "kiosk/cli/picture_walk.hpp"
#include "running.hpp"

namespace kiosk::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

class PictureFolder : public ::testing::Test {
  protected:
    ~PictureFolder() override { fs::remove_all(folder_); }
    static fs::path new_folder() {
        std::string name = (fs::temp_directory_path() / "kioskctl-XXXXXX").string();
        return ::mkdtemp(name.data());
    }
    fs::path write(const std::string& name, const std::string& text) const {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return folder_ / name;
    }
    fs::path blank(const std::string& name) const {
        return write(name, "P5\n64 64\n255\n" + std::string(64 * 64, '\xff'));
    }

    fs::path folder_ = new_folder();
};

TEST_F(PictureFolder, files_of_folders_come_by_name_and_what_was_named_first_comes_first) {
    const auto b = blank("photos/b/2.pgm");
    const auto a = blank("photos/a.pgm");
    const auto last = blank("photos/c/d/e.pgm");
    const auto named = blank("named.pgm");
    fs::create_directory_symlink(folder_, folder_ / "photos/loop");
    const auto files = picture_files({named, folder_ / "photos"});
    ASSERT_TRUE(files.has_value());
    EXPECT_THAT(*files, ElementsAre(named, a, b, last));
}

TEST_F(PictureFolder, the_number_of_files_has_a_limit) {
    for (const char* const name : {"1", "2", "3"}) blank(name);
    EXPECT_TRUE(picture_files({folder_}, 3).has_value());
    const auto refused = picture_files({folder_}, 2);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::too_large);
}

TEST_F(PictureFolder, each_file_in_it_is_a_line_and_the_counts_are_said) {
    blank("a.pgm");
    blank("b/c.pgm");
    write("b/notes.txt", "hello");
    const Said said = run_words({"decode", folder_.string()}, {});
    EXPECT_EQ(said.exit_code, ExitCode::usage) << "one is no picture";
    EXPECT_EQ(std::ranges::count(said.out, '\n'), 3);
    EXPECT_THAT(said.talk, HasSubstr("0 of 2 read, 0 wrongly, p50 "));
    EXPECT_THAT(said.talk, HasSubstr("1 files are no picture"));
}

TEST_F(PictureFolder, compared_each_line_and_the_counts_have_the_decoder_alone_too) {
    const Said said =
        run_words({"decode", "--compare", blank("a.pgm").string(), blank("b.pgm").string()}, {});
    EXPECT_EQ(said.exit_code, ExitCode::done) << said.talk;
    const auto line = boost::json::parse(said.out.substr(0, said.out.find('\n')));
    EXPECT_TRUE(line.at("plain").at("codes").as_array().empty());
    EXPECT_GE(line.at("plain").at("ms").to_number<double>(), 0);
    EXPECT_THAT(said.talk, HasSubstr(" alone: 0 of 2 read"));
}

TEST_F(PictureFolder, a_list_that_is_not_there_is_told_before_anything_is_read) {
    const Said said = run_words(
        {"decode", "--expected", (folder_ / "none.tsv").string(), blank("a.pgm").string()}, {});
    EXPECT_EQ(said.exit_code, ExitCode::not_found);
    EXPECT_EQ(said.out, "");
}

TEST_F(PictureFolder, a_text_that_the_list_does_not_have_is_wrong) {
    const auto list = write("list.tsv",
                            "file\texpected_text\tmore\n"
                            "a.png\tone\\ttwo || other\tx\n"
                            "empty.png\t\n");
    const auto expected = ExpectedTexts::load(list);
    ASSERT_TRUE(expected.has_value()) << expected.error().context;
    EXPECT_EQ(expected->has(folder_ / "a.png", "one\ttwo"), true);
    EXPECT_EQ(expected->has(folder_ / "b/../a.png", "other"), true);
    EXPECT_EQ(expected->has(folder_ / "a.png", "one"), false);
    EXPECT_EQ(expected->has(folder_ / "empty.png", "something"), false);
    EXPECT_EQ(expected->has(folder_ / "unlisted.png", "x"), std::nullopt);

    const auto code = [](std::string text) {
        drivers::DecodedCode one;
        one.text = std::move(text);
        return one;
    };
    DecodeScore score;
    score.add(folder_ / "a.png", {code("other"), code("one\ttwo")}, 1, &*expected);
    score.add(folder_ / "a.png", {code("other"), code("made up")}, 2, &*expected);
    score.add(folder_ / "a.png", {}, 3, &*expected);
    score.add(folder_ / "unlisted.png", {code("whatever")}, 100, &*expected);
    EXPECT_EQ(score.to_text(), "2 of 4 read, 1 wrongly, p50 2.00 ms, p95 3.00 ms");
}

}  // namespace
}  // namespace kiosk::cli
