// drivers/camera/pgm.cpp — portable greymap, binary, 8 bit ("P5"): what camera tools write.
//
// Netpbm's pgm(5): "P5", white space, width, white space, height, white space, largest value, ONE
// white-space character, then the rows. A comment runs from '#' to the end of its line.
#include <optional>

#include <fmt/format.h>

#include "drivers/camera/picture_codecs.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::int64_t kNumberMax = 1'000'000'000;  // more digits cannot pass the pixel limit

bool is_space(std::uint8_t byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool is_digit(std::uint8_t byte) {
    return byte >= '0' && byte <= '9';
}

// Takes white space, comments and then one number from the front.
std::optional<std::int64_t> take_number(PictureBytes& bytes) {
    bool in_comment = false;
    while (!bytes.empty() && (in_comment || is_space(bytes[0]) || bytes[0] == '#')) {
        in_comment = bytes[0] == '#' || (in_comment && bytes[0] != '\n');
        bytes = bytes.subspan(1);
    }
    if (bytes.empty() || !is_digit(bytes[0])) return std::nullopt;
    std::int64_t number = 0;
    while (!bytes.empty() && is_digit(bytes[0]) && number < kNumberMax) {
        number = number * 10 + (bytes[0] - '0');
        bytes = bytes.subspan(1);
    }
    return number;
}

}  // namespace

Result<Frame> parse_pgm(PictureBytes bytes) {
    PictureBytes rest = bytes.subspan(2);  // past "P5"
    const auto width = take_number(rest);
    const auto height = take_number(rest);
    const auto white = take_number(rest);
    if (!width || !height || !white || rest.empty() || !is_space(rest[0])) {
        return fail(Errc::corrupt, "damaged PGM: width, height and largest value expected");
    }
    rest = rest.subspan(1);
    KIOSK_TRY(check_picture_size(*width, *height));
    if (*white != 255) {
        return fail(Errc::unsupported,
                    fmt::format("PGM with largest value {}; only 255 is read", *white));
    }
    const auto pixels = static_cast<std::size_t>(*width * *height);
    if (rest.size() < pixels) {
        return fail(Errc::corrupt,
                    fmt::format("damaged PGM: {} of {} pixels are there", rest.size(), pixels));
    }
    return Frame(static_cast<int>(*width), static_cast<int>(*height),
                 {rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(pixels)});
}

}  // namespace kiosk::drivers
