// drivers/serial_scanner/framer.cpp — terminator first, silence as fallback.
#include "drivers/serial_scanner/framer.hpp"

#include <utility>

#include "kiosk/core/scan.hpp"

namespace kiosk::drivers {

std::vector<std::string> Framer::feed(std::string_view bytes, Instant now) {
    std::vector<std::string> codes;
    if (!bytes.empty()) last_byte_ = now;
    for (const char byte : bytes) {
        pending_ += byte;
        if (pending_.ends_with(framing_.suffix)) {
            pending_.resize(pending_.size() - framing_.suffix.size());
            complete(codes);
        } else if (pending_.size() >= core::kScanBytesMax + framing_.suffix.size()) {
            // Keep what a terminator may still need; the cut code goes out once.
            if (!overlong_) codes.push_back(pending_.substr(0, core::kScanBytesMax));
            overlong_ = true;
            pending_.erase(0, pending_.size() - framing_.suffix.size());
        }
    }
    return codes;
}

std::vector<std::string> Framer::idle_until(Instant now) {
    std::vector<std::string> codes;
    if (now >= deadline()) complete(codes);
    return codes;
}

Instant Framer::deadline() const {
    if (pending_.empty() && !overlong_) return Instant::max();
    return last_byte_ + framing_.idle;
}

void Framer::complete(std::vector<std::string>& codes) {
    if (!overlong_ && !pending_.empty()) codes.push_back(std::exchange(pending_, {}));
    pending_.clear();
    overlong_ = false;
}

}  // namespace kiosk::drivers
