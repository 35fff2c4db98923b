// tests/unit/http/body_sink_test.cpp — bodies in memory and in files.
#include "kiosk/http/body_sink.hpp"

#include <fstream>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/http/test_server.hpp"

namespace kiosk::http {
namespace {

std::span<const std::byte> bytes_of(const std::string& text) {
    return std::as_bytes(std::span(text));
}

Route csv_route() {
    Route route;
    route.body = BodyKind::csv_upload;
    return route;
}

std::size_t files_in(const std::filesystem::path& directory) {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(directory), {}));
}

TEST(BodySink, takes_a_body_at_its_limit_and_refuses_one_byte_more) {
    BodySink sink;
    ASSERT_FALSE(sink.open({}, 4, std::nullopt, "/nowhere").has_value());
    EXPECT_FALSE(sink.append(bytes_of("12")).has_value());
    EXPECT_FALSE(sink.append(bytes_of("34")).has_value());
    Request request;
    sink.hand_over(request);
    EXPECT_EQ(request.body, "1234");
    EXPECT_EQ(sink.append(bytes_of("5"))->slug, "too-large");
}

TEST(BodySink, refuses_an_announced_size_at_once) {
    BodySink sink;
    EXPECT_FALSE(sink.open({}, 4, 4, "/nowhere").has_value());
    const auto problem = sink.open({}, 4, 5, "/nowhere");
    ASSERT_TRUE(problem.has_value());
    EXPECT_EQ(problem->detail, "body is larger than its limit of 4 bytes");
}

TEST(BodySink, an_upload_is_a_private_file_that_goes_away) {
    const TemporaryDirectory directory;
    {
        BodySink sink;
        ASSERT_FALSE(sink.open(csv_route(), 100, std::nullopt, directory.path()).has_value());
        ASSERT_FALSE(sink.append(bytes_of("a;b\n")).has_value());
        Request request;
        sink.hand_over(request);
        std::ifstream file(request.body_file);
        std::string line;
        std::getline(file, line);
        EXPECT_EQ(line, "a;b");
        const auto mode = std::filesystem::status(request.body_file).permissions();
        EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    EXPECT_EQ(files_in(directory.path()), 0U);
}

TEST(BodySink, says_so_when_no_file_can_be_made) {
    BodySink sink;
    const auto problem = sink.open(csv_route(), 100, std::nullopt, "/nowhere");
    ASSERT_TRUE(problem.has_value());
    EXPECT_EQ(problem->slug, "not-found");
}

TEST(UploadFile, leftovers_of_a_crash_are_removed_and_nothing_else) {
    const TemporaryDirectory directory;
    std::ofstream(directory.path() / "upload-abc123") << "x";
    std::ofstream(directory.path() / "journal") << "x";
    UploadFile::remove_leftovers(directory.path());
    EXPECT_EQ(files_in(directory.path()), 1U);
}

}  // namespace
}  // namespace kiosk::http
