// drivers/common/framer.cpp — terminator first, silence as fallback.
#include "drivers/common/framer.hpp"

#include <utility>

#include "kiosk/core/scan.hpp"

namespace kiosk::drivers {

std::vector<ReadCode> Framer::feed(std::string_view bytes, Instant now) {
    std::vector<ReadCode> codes;
    if (!bytes.empty()) last_byte_ = now;
    const std::string& suffix = framing_.suffix;
    for (const char byte : bytes) {
        if (!take(byte)) continue;
        if (!suffix.empty() && pending_.ends_with(suffix)) {
            pending_.resize(pending_.size() - suffix.size());
            terminates_ = true;
            after_return_ = suffix == "\r";
            complete(ReadQuality::whole, true, codes);
        } else if (pending_.size() > core::kScanBytesMax + suffix.size()) {
            // Keep what a terminator may still need; the cut code goes out once.
            if (!overlong_) {
                codes.push_back({.bytes = pending_.substr(0, core::kScanBytesMax),
                                 .quality = ReadQuality::overlong,
                                 .by_terminator = false});
            }
            overlong_ = true;
            pending_.erase(0, pending_.size() - suffix.size());
        }
    }
    return codes;
}

// False for the line feed that follows a carriage return as its second half.
bool Framer::take(char byte) {
    if (std::exchange(after_return_, false) && byte == '\n') return false;
    pending_ += byte;
    return true;
}

std::vector<ReadCode> Framer::idle_until(Instant now) {
    std::vector<ReadCode> codes;
    if (now < deadline()) return codes;
    complete(terminates_ ? ReadQuality::incomplete : ReadQuality::whole, false, codes);
    return codes;
}

Instant Framer::deadline() const {
    if (pending_.empty() && !overlong_) return Instant::max();
    return last_byte_ + framing_.idle;
}

void Framer::complete(ReadQuality quality, bool by_terminator, std::vector<ReadCode>& codes) {
    if (pending_.size() > core::kScanBytesMax) {  // by less than a terminator
        pending_.resize(core::kScanBytesMax);
        quality = ReadQuality::overlong;
        by_terminator = false;
    }
    if (!overlong_ && !pending_.empty()) {
        codes.push_back({.bytes = std::exchange(pending_, {}),
                         .quality = quality,
                         .by_terminator = by_terminator});
    }
    pending_.clear();
    overlong_ = false;
}

void Framer::reset() {
    pending_.clear();
    overlong_ = false;
    after_return_ = false;
}

}  // namespace kiosk::drivers
