// drivers/usb_scanner/hid_pos_decoder.cpp — parts of a report, joined.
#include "drivers/usb_scanner/hid_pos_decoder.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "kiosk/core/scan.hpp"

namespace kiosk::drivers {
namespace {

// The maker's symbology bytes of answers to commands (Hand Held Products, USB Interfaces guide).
constexpr std::uint8_t kAnswerText = 0x3F;
constexpr std::uint8_t kAnswerEnd = 0x36;
constexpr std::string_view kAnswerAim = "]Z6";

// Many scanners send their serial suffix in this mode as well.
void drop_line_end(std::string& bytes) {
    if (bytes.ends_with('\n')) bytes.pop_back();
    if (bytes.ends_with('\r')) bytes.pop_back();
}

}  // namespace

std::vector<ReadCode> HidPosDecoder::feed(std::span<const std::uint8_t> report, Instant now) {
    std::vector<ReadCode> codes = idle_until(now);
    if (!layout_) layout_ = layout_of_report(report);
    auto part = part_of(report);
    if (!part) {
        ++ignored_;
        return codes;
    }
    if (is_answer(report, *part)) return codes;
    if (part->bytes.empty() && !part->continued) return codes;  // a read that failed
    if (dropping_) {
        last_ = now;
        return codes;
    }
    if (collecting_ && part->aim != pending_.aim) finish(ReadQuality::incomplete, false, codes);
    append(*std::move(part), codes);
    last_ = now;
    return codes;
}

std::optional<HidPosDecoder::Part> HidPosDecoder::part_of(std::span<const std::uint8_t> report) {
    if (!layout_ || report.size() > layout_->report_bytes || report.size() <= layout_->data_at) {
        return std::nullopt;
    }
    if (layout_->report_id && report[0] != *layout_->report_id) return std::nullopt;
    Part part;
    const auto room = report.subspan(layout_->data_at);
    std::size_t length = std::min(room.size(), layout_->data_bytes_max);
    if (layout_->length_at) {
        const std::size_t stated = report[*layout_->length_at];
        part.sound = stated <= length;
        length = std::min(stated, length);
    } else {
        while (length > 0 && room[length - 1] == 0) --length;
    }
    for (const std::uint8_t byte : room.first(length)) part.bytes += static_cast<char>(byte);
    if (layout_->aim_at && report[(*layout_->aim_at)[0]] == ']') {
        for (const std::size_t at : *layout_->aim_at) part.aim += static_cast<char>(report[at]);
    }
    const std::size_t flag = layout_->continued_bit.value_or(SIZE_MAX);
    part.continued = flag / 8 < report.size() && (report[flag / 8] >> flag % 8 & 1U) != 0;
    return part;
}

bool HidPosDecoder::is_answer(std::span<const std::uint8_t> report, const Part& part) const {
    if (part.aim == kAnswerAim) return true;
    if (!layout_->symbology_at || *layout_->symbology_at >= report.size()) return false;
    const std::uint8_t symbology = report[*layout_->symbology_at];
    return symbology == kAnswerText || symbology == kAnswerEnd;
}

void HidPosDecoder::append(Part part, std::vector<ReadCode>& codes) {
    if (!collecting_) full_parts_ = true;
    collecting_ = true;
    full_parts_ = full_parts_ && part.bytes.size() == layout_->data_bytes_max;
    pending_.aim = std::move(part.aim);
    pending_.bytes += part.bytes;
    if (pending_.bytes.size() > core::kScanBytesMax) {
        finish(ReadQuality::overlong, false, codes);
        dropping_ = true;
    } else if (!part.sound) {
        const bool more = part.continued;
        finish(ReadQuality::undecodable, false, codes);
        dropping_ = more;
    } else if (!part.continued) {
        finish(ReadQuality::whole, true, codes);
    }
}

std::vector<ReadCode> HidPosDecoder::idle_until(Instant now) {
    std::vector<ReadCode> codes;
    if (now < deadline()) return codes;
    dropping_ = false;
    if (collecting_) {
        finish(full_parts_ ? ReadQuality::whole : ReadQuality::incomplete, false, codes);
    }
    return codes;
}

Instant HidPosDecoder::deadline() const {
    return collecting_ || dropping_ ? last_ + kContinuedWithin : Instant::max();
}

void HidPosDecoder::reset() {
    pending_ = {};
    collecting_ = false;
    dropping_ = false;
}

void HidPosDecoder::finish(ReadQuality quality, bool by_terminator, std::vector<ReadCode>& codes) {
    pending_.quality = quality;
    pending_.by_terminator = by_terminator;
    if (quality == ReadQuality::overlong) pending_.bytes.resize(core::kScanBytesMax);
    drop_line_end(pending_.bytes);
    if (!pending_.bytes.empty()) codes.push_back(std::move(pending_));
    reset();
}

}  // namespace kiosk::drivers
