// tests/unit/camera/picture_file_test.cpp — files that are pictures, and files that are not.
#include "drivers/camera/picture_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <png.h>
#include <sys/stat.h>

#include "drivers/camera/picture_codecs.hpp"
#include "test_pictures.hpp"

namespace kiosk::drivers {
namespace {

using test::Bytes;
using test::TestFolder;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// The error of loading this file, or one that says that there was none.
Error error_of(const std::filesystem::path& path) {
    auto frame = load_picture(path);
    return frame ? Error{Errc::conflict, "no error"} : frame.error();
}

TEST(PictureFile, every_kind_gives_the_same_luma) {
    const Frame badge = test::qr_frame("7f3kq", 3);
    const TestFolder folder;
    EXPECT_EQ(*load_picture(folder.write("a.png", test::png_of(badge))), badge);
    EXPECT_EQ(*load_picture(folder.write("a.pgm", test::pgm_of(badge))), badge);
    EXPECT_EQ(*load_picture(folder.write("a.webp", test::webp_of(badge))), badge);
    const auto jpeg = load_picture(folder.write("a.jpg", test::jpeg_of(badge)));
    ASSERT_TRUE(jpeg.has_value());
    EXPECT_EQ(jpeg->width(), badge.width());
    EXPECT_LT(jpeg->row(13)[13], 60);  // the corner of the upper left finder pattern
    EXPECT_GT(jpeg->row(2)[2], 200);   // quiet zone
}

TEST(PictureFile, the_content_decides_the_kind_not_the_name) {
    const TestFolder folder;
    EXPECT_TRUE(load_picture(folder.write("a.txt", test::png_of(test::qr_frame("x", 2)))));
    EXPECT_EQ(error_of(folder.write("b.png", "This is no picture.")).code, Errc::invalid_input);
}

TEST(PictureFile, png_of_16_bit_palette_alpha_and_interlaced_are_read) {
    const auto grey16 = parse_picture(
        test::png_of(2, 1, {PNG_COLOR_TYPE_GRAY, 16, false}, {0xff, 0xff, 0x00, 0x00}));
    ASSERT_TRUE(grey16.has_value());
    EXPECT_EQ(*grey16, Frame(2, 1, {255, 0}));

    const auto palette =
        parse_picture(test::png_of(8, 1, {PNG_COLOR_TYPE_PALETTE, 1, false}, {0b10100000}));
    ASSERT_TRUE(palette.has_value());
    EXPECT_EQ(*palette, Frame(8, 1, {255, 0, 255, 0, 0, 0, 0, 0}));

    const Frame badge = test::qr_frame("interlaced", 2);
    const auto interlaced =
        parse_picture(test::png_of(badge.width(), badge.height(), {PNG_COLOR_TYPE_GRAY, 8, true},
                                   {badge.luma().begin(), badge.luma().end()}));
    ASSERT_TRUE(interlaced.has_value());
    EXPECT_EQ(*interlaced, badge);
}

TEST(PictureFile, transparent_counts_as_white) {
    const auto frame = parse_picture(test::png_of(3, 1, {PNG_COLOR_TYPE_RGB_ALPHA, 8, false},
                                                  {0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 128}));
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(*frame, Frame(3, 1, {255, 0, 127}));
}

TEST(PictureFile, colours_weigh_as_the_eye_sees_them) {
    const auto frame = parse_picture(
        test::png_of(3, 1, {PNG_COLOR_TYPE_RGB, 8, false}, {255, 0, 0, 0, 255, 0, 0, 0, 255}));
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(*frame, Frame(3, 1, {76, 150, 29}));
}

TEST(PictureFile, an_empty_file_is_named) {
    const TestFolder folder;
    const Error error = error_of(folder.write("empty.png", ""));
    EXPECT_EQ(error.code, Errc::invalid_input);
    EXPECT_EQ(error.context, "picture \"empty.png\": is empty (0 bytes)");
}

TEST(PictureFile, folders_pipes_and_missing_files_are_told_apart) {
    const TestFolder folder;
    EXPECT_THAT(error_of(folder.path()).context, HasSubstr("is a folder, not a picture"));
    const auto pipe = folder.path() / "pipe.png";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_THAT(error_of(pipe).context, HasSubstr("is not a plain file"));
    EXPECT_EQ(error_of(folder.path() / "none.png").code, Errc::not_found);
}

TEST(PictureFile, a_file_at_the_size_limit_is_read_and_one_byte_more_is_not) {
    const TestFolder folder;
    const auto path = folder.write("large.pgm", test::pgm_of(test::plain_frame(20, 20, 255)));
    std::filesystem::resize_file(path, kPictureFileBytesMax);  // sparse
    EXPECT_TRUE(load_picture(path).has_value());
    std::filesystem::resize_file(path, kPictureFileBytesMax + 1);
    const Error error = error_of(path);
    EXPECT_EQ(error.code, Errc::too_large);
    EXPECT_EQ(error.context, "picture \"large.pgm\": is 33554433 bytes, limit 33554432 bytes");
    std::filesystem::resize_file(path, 100'000'000);
    EXPECT_EQ(error_of(path).code, Errc::too_large);
}

TEST(PictureFile, forty_megapixels_are_allowed_and_one_more_is_not) {
    EXPECT_TRUE(check_picture_size(8000, 5000).has_value());
    EXPECT_EQ(check_picture_size(40'000'001, 1).error().code, Errc::too_large);
    EXPECT_EQ(check_picture_size(1, 40'000'001).error().context,
              "is 1 x 40000001 pixels, limit 40000000 pixels");
    EXPECT_EQ(check_picture_size(0, 5).error().code, Errc::corrupt);
}

TEST(PictureFile, a_decompression_bomb_is_refused_by_its_header) {
    // Room for 10000 x 10000 is never asked for: the header says too much, the rest is missing.
    Bytes bomb =
        test::png_of(10'000, 10'000, {PNG_COLOR_TYPE_GRAY, 1, false}, Bytes(10'000 * 1250, 0));
    EXPECT_LT(bomb.size(), 100'000U);
    EXPECT_EQ(parse_picture(bomb).error().code, Errc::too_large);
    const std::string huge = "P5 99999999999999999999 99999999999999999999 255\n";
    EXPECT_FALSE(parse_picture(Bytes(huge.begin(), huge.end())).has_value());
    const std::string large = "P5 8000 5001 255\n";
    EXPECT_EQ(parse_picture(Bytes(large.begin(), large.end())).error().code, Errc::too_large);
}

TEST(PictureFile, cut_pictures_are_damaged_not_half_read) {
    const Frame badge = test::qr_frame("cut in the middle of the picture", 3);
    for (const Bytes& whole :
         {test::png_of(badge), test::jpeg_of(badge), test::webp_of(badge), test::pgm_of(badge)}) {
        for (const std::size_t kept : {whole.size() / 4, whole.size() / 2, whole.size() - 40}) {
            const auto frame = parse_picture(std::span(whole).first(kept));
            ASSERT_FALSE(frame.has_value()) << kept << " of " << whole.size();
            EXPECT_EQ(frame.error().code, Errc::corrupt);
        }
    }
}

// Not a proof; the fuzz target goes deeper. Here: no crash, no sanitizer report.
TEST(PictureFile, damage_anywhere_is_survived) {
    const Frame badge = test::qr_frame("damaged", 2);
    for (const Bytes& whole :
         {test::png_of(badge), test::jpeg_of(badge), test::webp_of(badge), test::pgm_of(badge)}) {
        for (std::size_t i = 0; i < whole.size(); ++i) {
            Bytes damaged = whole;
            damaged[i] = static_cast<std::uint8_t>(damaged[i] ^ (1U << (i % 8)));
            const auto frame = parse_picture(damaged);
            EXPECT_TRUE(!frame.has_value() || frame->pixels() <= kFramePixelsMax);
        }
    }
}

TEST(PictureFile, pgm_headers_are_read_strictly) {
    const auto parse = [](std::string_view text) {
        return parse_picture(Bytes(text.begin(), text.end()));
    };
    EXPECT_TRUE(parse("P5 2 1 255\nab").has_value());
    EXPECT_TRUE(parse("P5\n# by a camera\n2 1\n# again\n255\nab").has_value());
    EXPECT_EQ(parse("P5 2 1 255\na").error().context, "damaged PGM: 1 of 2 pixels are there");
    EXPECT_EQ(parse("P5 2 1 65535\nabcd").error().code, Errc::unsupported);
    EXPECT_EQ(parse("P5 -2 1 255\nab").error().code, Errc::corrupt);
    EXPECT_EQ(parse("P5 0 1 255\nab").error().code, Errc::corrupt);
    EXPECT_EQ(parse("P5").error().code, Errc::corrupt);
    EXPECT_EQ(parse("P2 1 1 255 0").error().code, Errc::invalid_input);
}

TEST(PictureFile, a_hostile_name_cannot_break_the_sentence) {
    const TestFolder folder;
    EXPECT_THAT(error_of(folder.write("a\nb\x1b[2J.png", "")).context,
                StartsWith("picture \"a?b?[2J.png\": "));
}

TEST(PictureFile, stray_bytes_in_a_whole_jpeg_are_passed_over_and_a_cut_one_is_refused) {
    const Frame badge = test::qr_frame("7f3kq8wz", 4);
    auto stray = test::jpeg_of(badge);
    stray.insert(stray.end() - 2, 64, 0x55);  // before the end marker
    const auto read = parse_picture(stray);
    ASSERT_TRUE(read.has_value()) << read.error().context;
    EXPECT_EQ(read->width(), badge.width());
    stray.resize(stray.size() - 2);
    stray.resize(stray.size() / 2);
    const auto cut = parse_picture(stray);
    ASSERT_FALSE(cut.has_value());
    EXPECT_EQ(cut.error().code, Errc::corrupt);
}

}  // namespace
}  // namespace kiosk::drivers
