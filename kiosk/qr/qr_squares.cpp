// kiosk/qr/qr_squares.cpp — ZXing makes the squares.
#include "kiosk/qr/qr_squares.hpp"

#include <cstddef>
#include <exception>

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <fmt/format.h>

#include "kiosk/base/check.hpp"

namespace kiosk::qr {

bool QrSquares::is_black(int column, int row) const {
    return black[static_cast<std::size_t>(row) * static_cast<std::size_t>(side) +
                 static_cast<std::size_t>(column)];
}

Result<QrSquares> qr_squares(std::string_view text) {
    constexpr int kLevelQ = 6;  // ZXing counts 0 to 8 over the four levels L, M, Q, H
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        writer.setMargin(kQuietZone).setEccLevel(kLevelQ);
        const ZXing::BitMatrix matrix = writer.encode(std::string(text), 0, 0);
        KIOSK_CHECK(matrix.width() == matrix.height(), "a QR code is square");
        QrSquares squares{.side = matrix.width(), .black = {}};
        for (int row = 0; row < squares.side; ++row) {
            for (int column = 0; column < squares.side; ++column) {
                squares.black.push_back(matrix.get(column, row));
            }
        }
        return squares;
    } catch (const std::exception& problem) {
        return fail(Errc::too_large, fmt::format("QR code of {} bytes cannot be made: {}",
                                                 text.size(), problem.what()));
    }
}

std::string svg_path(const QrSquares& squares) {
    std::string path;
    for (int row = 0; row < squares.side; ++row) {
        int column = 0;
        while (column < squares.side) {
            int end = column;
            while (end < squares.side && squares.is_black(end, row)) ++end;
            if (end > column)
                path += fmt::format("M{} {}h{}v1h-{}z", column, row, end - column, end - column);
            column = end + 1;
        }
    }
    return path;
}

}  // namespace kiosk::qr
