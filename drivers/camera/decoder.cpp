// drivers/camera/decoder.cpp — the adapter for ZXing-cpp 1.4 (Debian 12) and 2.x (Debian 13).
#define ZX_USE_UTF8 1  // 1.4: text() is UTF-8, as it always is in 2.x

#include "drivers/camera/decoder.hpp"

#if __has_include(<ZXing/Version.h>)  // 2.3 renamed it and keeps the old name for old programs
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif
#include <utility>

#include <ZXing/ReadBarcode.h>

#include "drivers/common/scan_bytes.hpp"

namespace kiosk::drivers {
namespace {

#define KIOSK_ZXING_VERSION (ZXING_VERSION_MAJOR * 100 + ZXING_VERSION_MINOR)

#if KIOSK_ZXING_VERSION >= 202
using Settings = ZXing::ReaderOptions;
#else
using Settings = ZXing::DecodeHints;  // its name before 2.2
#endif

// Called Result in 1.4 and Barcode in later versions.
using Code = decltype(ZXing::ReadBarcodes(std::declval<const ZXing::ImageView&>(),
                                          std::declval<const Settings&>()))::value_type;

ZXing::BarcodeFormats formats_for(const DecodeOptions& options) {
    ZXing::BarcodeFormats formats = ZXing::BarcodeFormat::QRCode;
    if (options.micro_qr) {
        formats |= ZXing::BarcodeFormat::MicroQRCode;
#if KIOSK_ZXING_VERSION >= 203
        formats |= ZXing::BarcodeFormat::RMQRCode;
#endif
    }
    return formats;
}

ZXing::Binarizer binarizer_for(Threshold threshold) {
    switch (threshold) {
        case Threshold::local: return ZXing::Binarizer::LocalAverage;
        case Threshold::global: return ZXing::Binarizer::GlobalHistogram;
        case Threshold::fixed: return ZXing::Binarizer::FixedThreshold;
    }
    KIOSK_UNREACHABLE();
}

Settings settings_for(const DecodeOptions& options) {
    Settings settings;
    settings.setFormats(formats_for(options));
    settings.setBinarizer(binarizer_for(options.threshold));
    settings.setTryHarder(options.thorough);
    settings.setTryDownscale(options.downscale);
    settings.setMaxNumberOfSymbols(kCodesPerFrameMax);
#if ZXING_VERSION_MAJOR >= 2
    settings.setTryRotate(false);  // costs time and adds nothing for QR since 2.0
    settings.setTryInvert(true);
    settings.setTextMode(ZXing::TextMode::Plain);  // as 1.4: no rewriting for the eye
#else
    settings.setTryRotate(true);  // 1.4 reads more with it; it has no setTryInvert
#endif
    return settings;
}

std::array<Corner, 4> corners_of(const Code& code) {
    const auto& place = code.position();
    const auto corner = [](const auto& point) { return Corner{point.x, point.y}; };
    return {corner(place.topLeft()), corner(place.topRight()), corner(place.bottomRight()),
            corner(place.bottomLeft())};
}

// Through the same door as a scanner's codes, so that a badge is the same ticket before either. A
// code that states its character set comes as the ECI protocol has it, "]Q2" in front.
std::string bytes_of(const Code& code) {
    const auto given = code.hasECI() ? code.bytesECI() : code.bytes();
    ReadCode read{.bytes = std::string(given.begin(), given.end())};
    if (code.hasECI()) {
        constexpr std::size_t kIdentifier = 3;  // ISO/IEC 15424
        read.aim = read.bytes.substr(0, kIdentifier);
        read.bytes.erase(0, kIdentifier);
    }
    if (code.isPartOfSequence()) read.quality = ReadQuality::incomplete;
    return scan_bytes(std::move(read));
}

DecodedCode decoded(const Code& code) {
    return {.bytes = bytes_of(code),
            .text = code.text(),
            .format = ZXing::ToString(code.format()),
            .corners = corners_of(code),
            .is_part = code.isPartOfSequence()};
}

}  // namespace

std::vector<DecodedCode> decode_codes(const Frame& frame, const DecodeOptions& options) {
    const ZXing::ImageView view(frame.luma().data(), frame.width(), frame.height(),
                                ZXing::ImageFormat::Lum);
    std::vector<DecodedCode> codes;
    for (const Code& code : ZXing::ReadBarcodes(view, settings_for(options))) {
        if (code.isValid()) codes.push_back(decoded(code));
    }
    return codes;
}

std::string_view decoder_name() {
#define KIOSK_TEXT_OF(number) #number
#define KIOSK_DOTTED(major, minor, patch) \
    "ZXing-cpp " KIOSK_TEXT_OF(major) "." KIOSK_TEXT_OF(minor) "." KIOSK_TEXT_OF(patch)
    return KIOSK_DOTTED(ZXING_VERSION_MAJOR, ZXING_VERSION_MINOR, ZXING_VERSION_PATCH);
}

}  // namespace kiosk::drivers
