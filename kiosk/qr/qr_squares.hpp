// kiosk/qr/qr_squares.hpp — a code as the squares of a QR picture, and as an SVG path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::qr {

inline constexpr int kQuietZone = 4;  // squares of white around; ISO/IEC 18004:2015, 6.3.8

// The squares of one QR code with its quiet zone, row by row.
struct QrSquares {
    int side = 0;             // squares a row
    std::vector<bool> black;  // side * side

    [[nodiscard]] bool is_black(int column, int row) const;
};

// Error correction level Q: a quarter of the code may be hidden by a thumb or a scratch.
// Errc::too_large for texts that no QR code holds. Any thread.
[[nodiscard]] Result<QrSquares> qr_squares(std::string_view text);

// The black squares as the `d` of an SVG path in units of squares.
[[nodiscard]] std::string svg_path(const QrSquares& squares);

}  // namespace kiosk::qr
