// drivers/camera/codes_in_view.cpp — a short list of what was seen when, and a doubt.
#include "drivers/camera/codes_in_view.hpp"

#include <algorithm>

#include "drivers/common/scan_bytes.hpp"
#include "kiosk/base/phone_code.hpp"

namespace kiosk::drivers {
namespace {

// Each once. Where everything is something else, the first: the guest is to hear that it is none.
std::vector<std::string> likely_tickets(const std::vector<std::string>& codes) {
    std::vector<std::string> tickets;
    for (const std::string& code : codes) {
        const bool is_new = std::ranges::find(tickets, code) == tickets.end();
        if (is_new && !is_no_ticket(code)) tickets.push_back(code);
    }
    if (tickets.empty() && !codes.empty()) tickets.push_back(codes.front());
    return tickets;
}

}  // namespace

bool is_no_ticket(std::string_view bytes) {
    if (bytes.ends_with(kCancel)) return true;
    // "https://tickets.example/t/CODE" holds one; core/ticket_code.hpp takes it out.
    const bool holds_one = bytes.starts_with("http") && bytes.find("/t/") != std::string_view::npos;
    return !holds_one && is_phone_code(bytes);
}

CodesInView::Look CodesInView::look(const std::vector<std::string>& codes, Instant now) {
    forget_what_is_gone(now);
    const std::vector<std::string> tickets = likely_tickets(codes);
    Look look;
    if (tickets.size() > 1) {
        look.is_crowded = !doubt_;
        for (const std::string& code : tickets) {
            if (renew(code, now)) look.is_crowded = false;  // the last guest's badge is still there
        }
        doubt_ = Doubt{now, std::nullopt};
    } else if (!tickets.empty()) {
        const bool had_counted = renew(tickets.front(), now);
        if (doubt_ && !settles_doubt(tickets.front(), now)) return look;
        if (had_counted) return look;
        sightings_.push_back({tickets.front(), now});
        look.arrived = tickets.front();
    }
    return look;
}

void CodesInView::nothing_moved(Instant last_look, Instant now) {
    for (Sighting& sighting : sightings_) {
        if (sighting.seen_at == last_look) sighting.seen_at = now;
    }
    if (doubt_ && doubt_->seen_at == last_look) doubt_->seen_at = now;
}

void CodesInView::forget_what_is_gone(Instant now) {
    std::erase_if(sightings_, [&](const Sighting& s) { return now - s.seen_at >= kGoneAfter; });
    if (doubt_ && now - doubt_->seen_at >= kGoneAfter) doubt_.reset();
}

bool CodesInView::renew(const std::string& bytes, Instant now) {
    const auto known = std::ranges::find(sightings_, bytes, &Sighting::bytes);
    if (known == sightings_.end()) return false;
    known->seen_at = now;
    return true;
}

bool CodesInView::settles_doubt(const std::string& bytes, Instant now) {
    doubt_->seen_at = now;
    if (!doubt_->alone || doubt_->alone->bytes != bytes) doubt_->alone = Sighting{bytes, now};
    if (now - doubt_->alone->seen_at < kAloneFor) return false;
    doubt_.reset();
    return true;
}

}  // namespace kiosk::drivers
