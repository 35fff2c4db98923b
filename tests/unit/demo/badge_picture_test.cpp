// tests/unit/demo/badge_picture_test.cpp — what is drawn can be read.
#include "kiosk/demo/badge_picture.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/unit/demo/picture_reading.hpp"

namespace kiosk::demo {
namespace {

using qr::kQuietZone;
using qr::qr_squares;
using qr::QrSquares;
using qr::svg_path;

TEST(BadgePicture, is_read_back_as_the_text_it_was_made_from) {
    const TemporaryFolder folder;
    for (const auto* text :
         {"a", "nfath6kwfppd6zc1uxs7mopxu2eli0d8", "https://example.org/x?y=1"}) {
        const auto squares = qr_squares(text);
        ASSERT_TRUE(squares) << squares.error().context;
        const auto file = folder.path() / "badge.png";
        ASSERT_TRUE(write_png(*squares, file));
        EXPECT_EQ(text_in_picture(file), text);
    }
}

TEST(BadgePicture, has_four_white_squares_on_every_side_and_a_corner_of_the_code_after_them) {
    const auto squares = qr_squares("nfath6kwfppd6zc1uxs7mopxu2eli0d8");
    ASSERT_TRUE(squares);
    const int last = squares->side - 1;
    for (int along = 0; along <= last; ++along) {
        for (int depth = 0; depth < kQuietZone; ++depth) {
            EXPECT_FALSE(squares->is_black(along, depth));
            EXPECT_FALSE(squares->is_black(depth, along));
            EXPECT_FALSE(squares->is_black(along, last - depth));
            EXPECT_FALSE(squares->is_black(last - depth, along));
        }
    }
    EXPECT_TRUE(squares->is_black(kQuietZone, kQuietZone));
}

// ISO/IEC 18004:2015, table 7: version 40 at level Q holds 1,663 bytes.
TEST(BadgePicture, a_text_at_the_limit_of_qr_codes_is_drawn_and_one_byte_more_refused) {
    EXPECT_TRUE(qr_squares(std::string(1663, 'a')));
    const auto refused = qr_squares(std::string(1664, 'a'));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::too_large);
    EXPECT_NE(refused.error().context.find("1664 bytes"), std::string::npos);
}

TEST(BadgePicture, a_file_that_cannot_be_written_is_named) {
    const TemporaryFolder folder;
    const auto squares = qr_squares("a");
    ASSERT_TRUE(squares);
    const auto written = write_png(*squares, folder.path() / "no-such-folder" / "badge.png");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, Errc::io_failure);
    EXPECT_NE(written.error().context.find("no-such-folder/badge.png"), std::string::npos);
}

TEST(BadgePicture, the_svg_path_runs_over_the_black_squares) {
    // X X . X
    // . . . .
    // . X . X
    // . . . .
    const bool o = false;
    const bool x = true;
    const QrSquares squares{.side = 4, .black = {x, x, o, x, o, o, o, o, o, x, o, x, o, o, o, o}};
    EXPECT_EQ(svg_path(squares), "M0 0h2v1h-2zM3 0h1v1h-1zM1 2h1v1h-1zM3 2h1v1h-1z");
}

}  // namespace
}  // namespace kiosk::demo
