// drivers/camera/live_reader.cpp — the order of the looks, and what each may cost.
#include "drivers/camera/live_reader.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::drivers {
namespace {

// A hand that holds a badge moves it by less than its own size in this time.
constexpr std::chrono::milliseconds kPlaceHolds{500};

// A second badge beside the first is seen at the latest after so many frames.
constexpr int kPlaceFramesMax = 4;

// Costly passes on one frame end after four times what the plain one took. The best come first, and
// all of them on parts of a badge's size take half of that.
constexpr int kClimbShare = 4;

// Those that found nothing rest sixteen times as long as they took. So a poster that looks like a
// code costs a sixteenth of the time at most, and a faint badge still gets its turn soon.
constexpr int kRest = 16;

void shift(Reading& reading, const Region& part) {
    for (DecodedCode& code : reading.codes) {
        for (Corner& corner : code.corners) {
            corner.x += part.left;
            corner.y += part.top;
        }
    }
}

Region place_of(const DecodedCode& code, const Frame& frame) {
    const auto [left, right] = std::ranges::minmax(code.corners, {}, &Corner::x);
    const auto [top, bottom] = std::ranges::minmax(code.corners, {}, &Corner::y);
    const int room = std::max(right.x - left.x, bottom.y - top.y) / 2 + 16;
    return {std::clamp(left.x - room, 0, frame.width() - 1),
            std::clamp(top.y - room, 0, frame.height() - 1),
            std::clamp(right.x + room, 1, frame.width()),
            std::clamp(bottom.y + room, 1, frame.height())};
}

bool is_within(const Region& part, const Frame& frame) {
    return part.left < part.right && part.top < part.bottom && part.right <= frame.width() &&
           part.bottom <= frame.height();
}

}  // namespace

Reading LiveReader::read(const Frame& frame) {
    const Instant start = clock_.now().mono;
    Reading reading = read_last_place(frame, start);
    if (reading.codes.empty()) {
        by_place_ = 0;
        reading = read_once(frame, micro_qr_);
    }
    if (reading.codes.empty()) reading = climb(frame, start);
    if (!reading.codes.empty()) remember(reading, frame, start);
    return reading;
}

Reading LiveReader::read_last_place(const Frame& frame, Instant now) {
    if (!last_place_ || now - last_read_ > kPlaceHolds || by_place_ >= kPlaceFramesMax ||
        !is_within(*last_place_, frame)) {
        return {};
    }
    Reading reading = read_once(cropped(frame, *last_place_), micro_qr_);
    if (reading.codes.empty()) return {};
    ++by_place_;
    shift(reading, *last_place_);
    reading.pass = "region";
    return reading;
}

Reading LiveReader::climb(const Frame& frame, Instant start) {
    if (start < climb_after_) return {};
    const Instant begun = clock_.now().mono;
    const Instant end = std::min(start + kFrameBudget, begun + kClimbShare * (begun - start));
    Reading reading = read_likely_parts(frame, micro_qr_, [&] { return clock_.now().mono <= end; });
    if (!reading.codes.empty()) return reading;
    const Instant now = clock_.now().mono;
    climb_after_ = now + kRest * (now - begun);
    return {};
}

void LiveReader::remember(const Reading& reading, const Frame& frame, Instant now) {
    last_place_ = place_of(reading.codes.front(), frame);
    last_read_ = now;
}

}  // namespace kiosk::drivers
