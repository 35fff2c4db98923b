// drivers/camera/jpeg.cpp — libturbojpeg's handles, flags and return values.
#include "drivers/camera/jpeg.hpp"

#include <fmt/format.h>
#include <turbojpeg.h>

namespace kiosk::drivers {
namespace {

// tjhandle is a void*; one kind of handle for both directions.
Error damaged(tjhandle handle) {
    return {Errc::corrupt, fmt::format("damaged JPEG: {}", tjGetErrorStr2(handle))};
}

}  // namespace

// ITU-T T.81, B.1.1.3: a whole picture ends with EOI; cameras pad what follows with zeros.
bool is_whole_jpeg(std::span<const std::uint8_t> bytes) {
    std::size_t end = bytes.size();
    while (end > 2 && bytes[end - 1] == 0) --end;
    return end >= 2 && bytes[end - 2] == 0xFF && bytes[end - 1] == 0xD9;
}

void JpegReader::Closer::operator()(void* handle) const {
    tjDestroy(handle);
}

Result<JpegReader> JpegReader::open(std::span<const std::uint8_t> bytes) {
    JpegReader reader(Handle(tjInitDecompress()), bytes);
    if (!reader.handle_) return fail(Errc::unavailable, "no memory for reading JPEG");
    int subsampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(reader.handle_.get(), bytes.data(), bytes.size(), &reader.width_,
                            &reader.height_, &subsampling, &colours) != 0) {
        return fail(damaged(reader.handle_.get()));
    }
    if (reader.width_ < 1 || reader.height_ < 1) {
        return fail(Errc::corrupt,
                    fmt::format("damaged JPEG: {} x {} pixels", reader.width_, reader.height_));
    }
    reader.is_for_print_ = colours == TJCS_CMYK || colours == TJCS_YCCK;
    return reader;
}

// Frames without Huffman tables (AVI1) get the standard ones from the library.
Result<Frame> JpegReader::luma(JpegFaults faults, int shrink) const {
    Frame frame((width_ + shrink - 1) / shrink, (height_ + shrink - 1) / shrink);
    // LIMITSCANS: a small progressive picture can otherwise ask for hours of work.
    const int flags = TJFLAG_LIMITSCANS | (faults == JpegFaults::tolerated ? TJFLAG_FASTDCT : 0);
    const int result =
        tjDecompress2(handle_.get(), bytes_.data(), bytes_.size(), frame.luma().data(),
                      frame.width(), 0, frame.height(), TJPF_GRAY, flags);
    const bool goes_on =
        faults == JpegFaults::tolerated && tjGetErrorCode(handle_.get()) != TJERR_FATAL;
    if (result != 0 && !goes_on) return fail(damaged(handle_.get()));
    return frame;
}

Result<std::vector<std::uint8_t>> jpeg_of(const Frame& frame) {
    constexpr int kQuality = 80;
    const std::unique_ptr<void, int (*)(tjhandle)> writer(tjInitCompress(), &tjDestroy);
    if (!writer) return fail(Errc::unavailable, "no memory for writing JPEG");
    std::vector<std::uint8_t> bytes(tjBufSize(frame.width(), frame.height(), TJSAMP_GRAY));
    unsigned long size = bytes.size();
    unsigned char* out = bytes.data();
    if (tjCompress2(writer.get(), frame.luma().data(), frame.width(), 0, frame.height(), TJPF_GRAY,
                    &out, &size, TJSAMP_GRAY, kQuality, TJFLAG_NOREALLOC) != 0) {
        return fail(Errc::unavailable,
                    fmt::format("no JPEG can be made: {}", tjGetErrorStr2(writer.get())));
    }
    bytes.resize(size);
    return bytes;
}

}  // namespace kiosk::drivers
