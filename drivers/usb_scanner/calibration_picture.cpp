// drivers/usb_scanner/calibration_picture.cpp — ZXing makes the squares; two rows are one line.
#include "drivers/usb_scanner/calibration_picture.hpp"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include "drivers/usb_scanner/calibration.hpp"

namespace kiosk::drivers {
namespace {

constexpr int kQuietZone = 4;  // squares, as ISO/IEC 18004 wants it
constexpr const char* kWhiteOnBlack = "\x1b[97;40m";
constexpr const char* kAsBefore = "\x1b[0m\n";

}  // namespace

// What is drawn are the white squares.
std::string calibration_picture() {
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
    writer.setMargin(kQuietZone);
    const ZXing::BitMatrix squares = writer.encode(std::string(kCalibrationText), 0, 0);
    const auto white = [&](int column, int row) {
        return row >= squares.height() || !squares.get(column, row);
    };
    std::string picture;
    for (int row = 0; row < squares.height(); row += 2) {
        picture += kWhiteOnBlack;
        for (int column = 0; column < squares.width(); ++column) {
            const bool upper = white(column, row);
            const bool lower = white(column, row + 1);
            picture += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
        }
        picture += kAsBefore;
    }
    return picture;
}

}  // namespace kiosk::drivers
