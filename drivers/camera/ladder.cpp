// drivers/camera/ladder.cpp — the order of the passes, by what each adds for its time.
//
// Measured on tests/data/qr-samples and on generated badge frames; README.md has the figures.
#include "drivers/camera/ladder.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "drivers/camera/filters.hpp"
#include "drivers/camera/finder_patterns.hpp"

namespace kiosk::drivers {
namespace {

bool lies_within(const DecodedCode& inner, const DecodedCode& outer) {
    const auto [left, right] = std::ranges::minmax(outer.corners, {}, &Corner::x);
    const auto [top, bottom] = std::ranges::minmax(outer.corners, {}, &Corner::y);
    return std::ranges::all_of(
        inner.corners, [min = Corner{left.x, top.y}, max = Corner{right.x, bottom.y}](Corner c) {
            return c.x > min.x && c.x < max.x && c.y > min.y && c.y < max.y;
        });
}

// A code printed inside another ("double QR") is its decoration, not a second badge.
void drop_nested(std::vector<DecodedCode>& codes) {
    const std::vector<DecodedCode> all = codes;
    std::erase_if(codes, [&](const DecodedCode& code) {
        return std::ranges::any_of(all,
                                   [&](const auto& other) { return lies_within(code, other); });
    });
}

// One way to prepare a picture. Those on larger pictures than they are worth are left out.
struct Pass {
    std::string_view name;
    Frame (*prepare)(const Frame&);
    Threshold threshold;  // fixed for what is black and white already
    double scale = 1;     // width of the prepared picture per width of the original
    std::size_t pixels_max = kLadderPixelsMax;
};

Frame thresholded_half(const Frame& frame) {
    return thresholded(halved(frame), 15);
}
Frame thresholded_finely(const Frame& frame) {
    return thresholded(frame, 15);
}
Frame thresholded_smooth(const Frame& frame) {
    return thresholded(box_mean(frame, 1), 15);
}
Frame thresholded_sharp(const Frame& frame) {
    return thresholded(sharpened(frame), 15);
}
Frame sharpened_large(const Frame& frame) {
    return sharpened(enlarged(frame));
}

constexpr std::array kPasses{
    Pass{"halved", &thresholded_half, Threshold::fixed, 0.5},
    Pass{"thresholded", &thresholded_finely, Threshold::fixed},
    Pass{"smoothed", &thresholded_smooth, Threshold::fixed},
    Pass{"sharpened", &thresholded_sharp, Threshold::fixed},
    Pass{"darkened", &darkened, Threshold::local},
    Pass{"inverted", &inverted, Threshold::local},
    Pass{"enlarged", &enlarged, Threshold::local, 1.5, kEnlargePixelsMax},
    Pass{"enlarged sharpened", &sharpened_large, Threshold::local, 1.5, kEnlargePixelsMax},
};

// Reduced copies have a pass of their own.
Reading read_by(const Pass& pass, const Frame& frame, bool micro_qr) {
    Reading reading{
        decode_codes(pass.prepare(frame),
                     {.threshold = pass.threshold, .micro_qr = micro_qr, .downscale = false}),
        pass.name};
    drop_nested(reading.codes);
    return reading;
}

// From the pixels of a picture to those of the larger one that it is a part or a reduction of.
void place(Reading& reading, double scale, Corner origin) {
    for (DecodedCode& code : reading.codes) {
        for (Corner& corner : code.corners) {
            corner.x = static_cast<int>(corner.x / scale) + origin.x;
            corner.y = static_cast<int>(corner.y / scale) + origin.y;
        }
    }
}

Reading climb(const Frame& frame, bool micro_qr, const MayGoOn& may_go_on = {}) {
    for (const Pass& pass : kPasses) {
        if (frame.pixels() > pass.pixels_max) continue;
        if (may_go_on && !may_go_on()) break;
        Reading reading = read_by(pass, frame, micro_qr);
        if (reading.codes.empty()) continue;
        place(reading, pass.scale, {});
        return reading;
    }
    return {};
}

}  // namespace

Reading read_once(const Frame& frame, bool micro_qr) {
    Reading reading{decode_codes(frame, {.micro_qr = micro_qr}), "raw"};
    if (reading.codes.empty()) return {};
    drop_nested(reading.codes);
    return reading;
}

Reading read_likely_parts(const Frame& frame, bool micro_qr, const MayGoOn& may_go_on) {
    for (const Region& part : code_regions(frame)) {
        Reading reading = climb(cropped(frame, part), micro_qr, may_go_on);
        if (reading.codes.empty()) continue;
        place(reading, 1, {part.left, part.top});
        return reading;
    }
    return {};
}

Reading read_codes(const Frame& frame, bool micro_qr) {
    Reading reading = read_once(frame, micro_qr);
    if (!reading.codes.empty()) return reading;
    Frame reduced;
    const Frame* base = &frame;
    double scale = 1;
    while (base->pixels() > kLadderPixelsMax) {
        reduced = halved(*base);
        base = &reduced;
        scale /= 2;
    }
    reading = read_likely_parts(*base, micro_qr);
    if (reading.codes.empty()) reading = climb(*base, micro_qr);
    place(reading, scale, {});
    return reading;
}

}  // namespace kiosk::drivers
