// tests/unit/cli/preview_test.cpp — kioskctl devices preview hands a picture on, or says why not.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "running.hpp"

namespace kiosk::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
namespace fs = std::filesystem;

const std::string kPicture("\xFF\xD8 a picture \0 with zeros \xFF\xD9", 27);
constexpr const char* kNotYet =
    R"({"title":"Not ready","detail":"the camera has no picture yet; ask again"})";

class PreviewVerb : public ::testing::Test {
  protected:
    ~PreviewVerb() override { fs::remove_all(folder_); }
    static fs::path new_folder() {
        std::string name = (fs::temp_directory_path() / "kioskctl-XXXXXX").string();
        return ::mkdtemp(name.data());
    }

    fs::path folder_ = new_folder();
    FakeDaemon daemon_{folder_ / "s"};
};

TEST_F(PreviewVerb, asks_until_there_is_a_picture_and_prints_its_bytes) {
    daemon_.answer(503, kNotYet);
    daemon_.answer(503, kNotYet);
    daemon_.answer(200, kPicture);
    const Said said = run_words({"devices", "preview", "door 1"}, daemon_.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::done) << said.talk;
    EXPECT_EQ(said.out, kPicture);
    EXPECT_THAT(daemon_.requests(), SizeIs(3));
    EXPECT_EQ(daemon_.requests().at(0).target, "/api/v1/cameras/door%201/preview");
}

TEST_F(PreviewVerb, a_file_appears_whole) {
    daemon_.answer(200, kPicture);
    const fs::path file = folder_ / "door.jpg";
    const Said said =
        run_words({"devices", "preview", "door", "-o", file.string()}, daemon_.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::done) << said.talk;
    EXPECT_EQ(said.out, "");
    std::ifstream in(file, std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), kPicture);
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(PreviewVerb, an_unknown_camera_is_told_at_once_and_no_file_is_left) {
    daemon_.answer(404, R"({"detail":"no camera \"dor\" is configured"})");
    const fs::path file = folder_ / "dor.jpg";
    const Said said =
        run_words({"devices", "preview", "dor", "-o", file.string()}, daemon_.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::not_found);
    EXPECT_THAT(said.talk, HasSubstr("no camera \"dor\" is configured"));
    EXPECT_FALSE(fs::exists(file));
    EXPECT_THAT(daemon_.requests(), SizeIs(1));
}

TEST(Preview, over_tcp_it_says_where_to_ask) {
    FakeDaemon daemon;
    daemon.answer(200, kPicture);
    const Said said = run_words({"devices", "preview", "door"}, daemon.endpoint());
    EXPECT_EQ(said.exit_code, ExitCode::not_allowed);
    EXPECT_THAT(said.talk, HasSubstr("own socket only"));
    EXPECT_THAT(daemon.requests(), SizeIs(0));
}

}  // namespace
}  // namespace kiosk::cli
