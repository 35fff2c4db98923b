// drivers/camera/decode_picture.cpp — load, climb the ladder, take the time.
#include "drivers/camera/decode_picture.hpp"

#include <utility>

#include "drivers/camera/ladder.hpp"
#include "drivers/camera/picture_file.hpp"

namespace kiosk::drivers {

namespace {

template <class Read>
PictureCodes timed(Read read) {
    const auto start = std::chrono::steady_clock::now();
    Reading reading = read();
    return {std::move(reading.codes), reading.pass, std::chrono::steady_clock::now() - start};
}

}  // namespace

Result<PictureCodes> decode_picture(const std::filesystem::path& path, bool micro_qr) {
    const Frame frame = KIOSK_TRY(load_picture(path));
    return timed([&] { return read_codes(frame, micro_qr); });
}

Result<PictureComparison> compare_picture(const std::filesystem::path& path, bool micro_qr) {
    const Frame frame = KIOSK_TRY(load_picture(path));
    // The plain pass first: the pixels are then as warm for the one as for the other.
    PictureCodes plain = timed([&] { return read_once(frame, micro_qr); });
    return PictureComparison{timed([&] { return read_codes(frame, micro_qr); }), std::move(plain)};
}

}  // namespace kiosk::drivers
