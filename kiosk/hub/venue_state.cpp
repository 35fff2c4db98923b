// kiosk/hub/venue_state.cpp — the engine's records are the journal's entries.
#include "kiosk/hub/venue_state.hpp"

#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/base/text_codec.hpp"

namespace kiosk::hub {
namespace {

std::string key_of(const Origin& origin) {
    return {origin.begin(), origin.end()};
}

// Requests are numbered from 1 by their place in the batch; 0 is never used.
core::RequestId request_of(std::size_t place) {
    return {place + 1};
}

std::map<std::size_t, core::Outcome> replies_in(core::Effects effects) {
    std::map<std::size_t, core::Outcome> replies;
    for (auto& effect : effects) {
        auto* reply = std::get_if<core::Reply>(&effect);
        if (reply == nullptr) continue;
        replies.emplace(reply->request.value - 1, std::move(reply->outcome));
    }
    return replies;
}

// Readers have no nonce. With one the engine knows a scan that is sent again by its own number, and
// leaves it to the station which of two sightings of a badge are one scan.
core::ScanSeen as_request(core::ScanSeen seen, std::size_t place) {
    if (seen.nonce.empty()) seen.nonce = to_hex(seen.id.bytes);
    seen.request = request_of(place);
    return seen;
}

}  // namespace

VenueState::VenueState(EngineMaker make_engine)
    : make_engine_(std::move(make_engine)), engine_(make_engine_()) {}

void VenueState::begin_anew() {
    engine_ = make_engine_();
    mark_ = {};
    positions_.clear();
    pending_.clear();
}

bool VenueState::knows(const Origin& origin) const {
    return positions_.contains(key_of(origin));
}

void VenueState::note(const Entry& entry) {
    KIOSK_CHECK(entry.position == mark_.position + 1, "the venue's journal has no gaps");
    mark_ = {entry.position, entry.origin};
    positions_.emplace(key_of(entry.origin), entry.position);
}

void VenueState::take(const std::vector<Entry>& entries) {
    KIOSK_CHECK(pending_.empty(), "nothing is under way while others' entries are taken");
    for (const auto& entry : entries) {
        engine_->restore({entry.position, entry.record});
        note(entry);
    }
}

Decided VenueState::decide(const std::vector<const core::ScanSeen*>& scans) {
    KIOSK_CHECK(pending_.empty(), "one batch at a time");
    Decided decided;
    for (std::size_t place = 0; place < scans.size(); ++place) {
        core::Effects effects = engine_->handle(as_request(*scans[place], place));
        for (auto& effect : effects) {
            auto* append = std::get_if<core::AppendRecord>(&effect);
            if (append == nullptr) continue;
            pending_.push_back({append->record.seq, origin_of(scans[place]->id),
                                std::move(append->record.record)});
        }
        decided.at_once.merge(replies_in(std::move(effects)));
    }
    decided.entries = pending_;
    return decided;
}

std::map<std::size_t, core::Outcome> VenueState::stored() {
    if (pending_.empty()) return {};
    for (const auto& entry : pending_) note(entry);
    pending_.clear();
    return replies_in(engine_->handle(core::RecordsDurable{mark_.position}));
}

void VenueState::failed() {
    if (pending_.empty()) return;
    pending_.clear();
    static_cast<void>(engine_->handle(core::RecordsFailed{mark_.position + 1}));
}

std::optional<Entry> VenueState::entry_for(const News& news, std::uint64_t position) const {
    if (knows(news.origin)) return std::nullopt;
    Entry entry{position, news.origin, news.record};
    if (auto* undone = std::get_if<core::AnnulmentRecord>(&entry.record)) {
        const auto scan = positions_.find(key_of(origin_of(undone->scan.id)));
        if (scan == positions_.end()) return std::nullopt;
        undone->scan.seq = scan->second;
    }
    return entry;
}

}  // namespace kiosk::hub
