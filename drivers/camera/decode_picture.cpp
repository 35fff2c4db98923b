// drivers/camera/decode_picture.cpp — load, climb the ladder, take the time.
#include "drivers/camera/decode_picture.hpp"

#include <utility>

#include "drivers/camera/ladder.hpp"
#include "drivers/camera/picture_file.hpp"

namespace kiosk::drivers {

Result<PictureCodes> decode_picture(const std::filesystem::path& path, bool micro_qr) {
    const Frame frame = KIOSK_TRY(load_picture(path));
    const auto start = std::chrono::steady_clock::now();
    Reading reading = read_codes(frame, micro_qr);
    return PictureCodes{std::move(reading.codes), reading.pass,
                        std::chrono::steady_clock::now() - start};
}

}  // namespace kiosk::drivers
