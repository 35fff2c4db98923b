// drivers/camera/ladder.cpp — the order of the passes, by what each adds for its time.
//
// Measured on tests/data/qr-samples and on generated badge frames; README.md has the figures.
#include "drivers/camera/ladder.hpp"

#include <algorithm>
#include <utility>

#include "drivers/camera/filters.hpp"

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

class Climb {
  public:
    explicit Climb(bool micro_qr, const MayGoOn& may_go_on = {})
        : micro_qr_(micro_qr), may_go_on_(may_go_on) {}

    // ZXing on the picture as a camera gave it.
    [[nodiscard]] bool reads_raw(const Frame& frame) {
        return reads("raw", frame, 1, {.micro_qr = micro_qr_});
    }

    // On a prepared grey picture; reduced copies have passes of their own. Scale: its width per
    // width of the original.
    [[nodiscard]] bool reads_grey(std::string_view pass, const Frame& frame, double scale) {
        return reads(pass, frame, scale, {.micro_qr = micro_qr_, .downscale = false});
    }

    // On a picture that is black and white already.
    [[nodiscard]] bool reads_black(std::string_view pass, const Frame& frame, double scale) {
        return reads(pass, frame, scale,
                     {.threshold = Threshold::fixed, .micro_qr = micro_qr_, .downscale = false});
    }

    [[nodiscard]] Reading take() { return std::move(reading_); }

  private:
    bool reads(std::string_view pass, const Frame& frame, double scale,
               const DecodeOptions& options) {
        if (may_go_on_ && !may_go_on_()) return false;
        reading_.codes = decode_codes(frame, options);
        if (reading_.codes.empty()) return false;
        drop_nested(reading_.codes);
        reading_.pass = pass;
        for (DecodedCode& code : reading_.codes) {
            for (Corner& corner : code.corners) {
                corner.x = static_cast<int>(corner.x / scale);
                corner.y = static_cast<int>(corner.y / scale);
            }
        }
        return true;
    }

    bool micro_qr_;
    MayGoOn may_go_on_;
    Reading reading_;
};

// Passes at the picture's own size or below; together about three times a raw pass.
bool reads_plainly(Climb& climb, const Frame& frame, double scale) {
    return climb.reads_black("halved", thresholded(halved(frame), 15), scale / 2) ||
           climb.reads_grey("inverted", inverted(frame), scale) ||
           climb.reads_black("thresholded", thresholded(frame, 30), scale) ||
           climb.reads_black("smoothed", thresholded(box_mean(frame, 1), 15), scale);
}

// Passes on more than twice the pixels; together about fifteen times a raw pass.
bool reads_enlarged(Climb& climb, const Frame& frame, double scale) {
    const Frame large = enlarged(frame);
    const double large_scale = scale * 1.5;
    if (climb.reads_grey("enlarged", large, large_scale) ||
        climb.reads_black("enlarged thresholded", thresholded(large, 30), large_scale)) {
        return true;
    }
    const Frame sharp = sharpened(large);
    return climb.reads_grey("sharpened", sharp, large_scale) ||
           climb.reads_black("sharpened thresholded", thresholded(sharp, 30), large_scale) ||
           climb.reads_grey("darkened", darkened(large), large_scale);
}

}  // namespace

Reading read_once(const Frame& frame, bool micro_qr) {
    Climb climb(micro_qr);
    return climb.reads_raw(frame) ? climb.take() : Reading{};
}

Reading read_prepared(const Frame& frame, bool micro_qr, const MayGoOn& may_go_on) {
    Climb climb(micro_qr, may_go_on);
    Frame reduced;
    const Frame* base = &frame;
    double scale = 1;
    while (base->pixels() > kLadderPixelsMax) {
        reduced = halved(*base);
        base = &reduced;
        scale /= 2;
    }
    if (reads_plainly(climb, *base, scale) || reads_enlarged(climb, *base, scale)) {
        return climb.take();
    }
    return {};
}

Reading read_codes(const Frame& frame, bool micro_qr) {
    Reading reading = read_once(frame, micro_qr);
    return reading.codes.empty() ? read_prepared(frame, micro_qr) : reading;
}

}  // namespace kiosk::drivers
