// kiosk/app/shop_telling.cpp — records to items, answers to a mark that only goes forward.
#include "kiosk/app/shop_telling.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/base/text_codec.hpp"
#include "kiosk/pretix/limits.hpp"

namespace kiosk::app {
namespace {

constexpr std::string_view kNoCode = "no_code";

// What the shop calls a refusal; the venue's own reasons have no name there.
std::string shop_reason(core::Reason reason) {
    constexpr std::array<std::string_view, 11> kShared{
        "invalid", "unpaid",  "blocked",   "invalid_time", "canceled",  "already_redeemed",
        "product", "revoked", "ambiguous", "rules",        "unapproved"};
    const auto name = core::name_of(reason);
    return std::string(std::ranges::find(kShared, name) != kShared.end() ? name : "error");
}

// The same at every try, over restarts: the scan's own number, 128 bits.
std::string nonce_of(const core::ScanRecord& scan) {
    return to_hex(scan.id.bytes);
}

std::uint64_t check_in_key(std::uint64_t seq) {
    return seq * 2;
}

std::uint64_t annulment_key(std::uint64_t seq) {
    return seq * 2 + 1;
}

}  // namespace

std::string_view name_of(pretix::Settlement settlement) {
    using enum pretix::Settlement;
    switch (settlement) {
        case recorded: return "recorded";
        case unknown: return "unknown";
        case ambiguous: return "ambiguous";
        case refused: return "refused";
        case not_supported: return "not_supported";
        case too_late: return "too_late";
        case set_aside: return "set_aside";
    }
    KIOSK_UNREACHABLE();
}

ShopTelling::ShopTelling(const config::Config& config, pretix::Told told, TellingHooks hooks)
    : config_(config), told_(std::move(told)), hooks_(std::move(hooks)), next_(told_.through) {}

std::optional<std::int64_t> ShopTelling::shop_list_of(const std::string& list) const {
    const auto found = std::ranges::find(config_.lists, list, &config::ListSettings::id);
    return found == config_.lists.end() ? std::nullopt : found->shop_list;
}

void ShopTelling::use(ShopTickets tickets) {
    tickets_ = std::move(tickets);
    has_list_ = true;
    for (const auto& [seq, letter] : told_.letters) {
        if (letter.settlement == kNoCode) again_.push_back(seq);
    }
    look();
}

void ShopTelling::retry() {
    for (const auto& [seq, letter] : told_.letters) again_.push_back(seq);
    look();
}

void ShopTelling::begin_again() {
    outstanding_.clear();
    again_.clear();
    next_ = told_.through;
    swept_ = false;
}

// Where the link takes nothing, what it had is lost to it and to be given again.
bool ShopTelling::may_tell() {
    if (has_list_ && hooks_.takes_items()) return true;
    stalled_ = true;
    return false;
}

void ShopTelling::forget_people() {
    tickets_.clear();
    has_list_ = false;
    stalled_ = true;
}

void ShopTelling::look() {
    if (reading_ || !may_tell()) return;
    if (std::exchange(stalled_, false)) begin_again();
    if (hooks_.queued() + 2 * kTellPage > pretix::kUploadQueueMax) return;
    if (!again_.empty()) {
        const std::uint64_t seq = again_.front();
        again_.pop_front();
        return read_one(seq);
    }
    if (!swept_) return sweep(0);
    read_page(next_);
}

void ShopTelling::read_page(std::uint64_t after) {
    reading_ = true;
    hooks_.read({.after_seq = after, .limit = kTellPage}, [this, after](const ScanPage& page) {
        reading_ = false;
        if (!page) return hooks_.report("the record cannot be read: " + page.error().context);
        if (next_ != after || !may_tell()) return;  // begun again meanwhile
        for (const auto& stored : *page) {
            next_ = stored.seq;
            take(stored);
        }
        advance();
        if (page->size() == kTellPage) look();
    });
}

void ShopTelling::read_one(std::uint64_t seq) {
    reading_ = true;
    hooks_.read({.after_seq = seq - 1, .before_seq = seq + 1, .limit = 1},
                [this](const ScanPage& page) {
                    reading_ = false;
                    if (page && !page->empty() && may_tell()) {
                        told_.letters.erase(page->front().seq);
                        take(page->front());
                        keep();
                    }
                    if (!again_.empty()) look();
                });
}

// What was taken back while the station was off, or before the shop heard of it.
void ShopTelling::sweep(std::uint64_t after) {
    if (after >= told_.through) {
        swept_ = true;
        return look();
    }
    reading_ = true;
    hooks_.read({.after_seq = after, .before_seq = told_.through + 1, .limit = kTellPage},
                [this](const ScanPage& page) {
                    reading_ = false;
                    if (!page || !may_tell()) return;
                    for (const auto& stored : *page) {
                        const auto list = shop_list_of(stored.scan.list);
                        if (list && stored.undone) tell_annulment(stored, *list);
                    }
                    const bool is_last = page->size() < kTellPage;
                    sweep(is_last ? told_.through : page->back().seq);
                });
}

void ShopTelling::take(const ports::StoredScan& stored) {
    const core::ScanRecord& scan = stored.scan;
    const auto list = shop_list_of(scan.list);
    // The shop checks everybody out by itself.
    if (!list || scan.source == core::ScanSource::automatic) return;
    if (!scan.admitted()) return tell_refusal(stored, *list);
    tell_check_in(stored, *list);
    if (stored.undone) tell_annulment(stored, *list);
}

void ShopTelling::tell_check_in(const ports::StoredScan& stored, std::int64_t list) {
    const core::ScanRecord& scan = stored.scan;
    if (!scan.ticket) return;  // an exit of somebody unknown
    const auto ticket = tickets_.find(*scan.ticket);
    if (ticket == tickets_.end()) {
        return write_letter(stored.seq, kNoCode, "the shop's list does not have this ticket");
    }
    tell(check_in_key(stored.seq), pretix::CheckIn{.secret = ticket->second.secret,
                                                   .list = list,
                                                   .direction = scan.direction,
                                                   .at = scan.at.utc,
                                                   .nonce = nonce_of(scan)});
}

// A code that nobody knows is kept by nobody: of such scans the shop hears nothing.
void ShopTelling::tell_refusal(const ports::StoredScan& stored, std::int64_t list) {
    const core::ScanRecord& scan = stored.scan;
    const auto ticket = scan.ticket ? tickets_.find(*scan.ticket) : tickets_.end();
    if (ticket == tickets_.end()) return;
    tell(check_in_key(stored.seq),
         pretix::RefusedScan{.event = config_.source.event,
                             .list = list,
                             .code = ticket->second.secret,
                             .direction = scan.direction,
                             .at = scan.at.utc,
                             .reason = shop_reason(scan.reason),
                             .nonce = nonce_of(scan),
                             .position = static_cast<std::int64_t>(scan.ticket->value),
                             .item = ticket->second.item,
                             .variation = ticket->second.variation,
                             .subevent = ticket->second.subevent});
}

void ShopTelling::tell_annulment(const ports::StoredScan& stored, std::int64_t list) {
    const bool is_told = told_.annulled.contains(stored.seq);
    if (is_told || !stored.scan.admitted() || !stored.scan.ticket) return;
    tell(annulment_key(stored.seq), pretix::Annulment{.nonce = nonce_of(stored.scan),
                                                      .list = list,
                                                      .checked_in_at = stored.scan.at.utc,
                                                      .at = stored.undone->at.utc,
                                                      .explanation = {}});
}

void ShopTelling::undone(std::uint64_t seq) {
    if (seq > next_ || !may_tell()) return;  // it is read with its undoing
    reading_ = true;
    hooks_.read({.after_seq = seq - 1, .before_seq = seq + 1, .limit = 1},
                [this](const ScanPage& page) {
                    reading_ = false;
                    if (!page || page->empty() || !page->front().undone || !may_tell()) return;
                    const auto list = shop_list_of(page->front().scan.list);
                    if (list) tell_annulment(page->front(), *list);
                });
}

void ShopTelling::tell(std::uint64_t key, pretix::UploadItem item) {
    const std::uint64_t seq = key / 2;
    ++outstanding_[seq];
    if (const auto added = hooks_.tell(key, std::move(item)); !added) {
        settled({key, pretix::Settlement::refused, added.error().context});
    }
}

void ShopTelling::write_letter(std::uint64_t seq, std::string_view settlement,
                               const std::string& words) {
    hooks_.report("record " + std::to_string(seq) + " is not in the shop: " +
                  std::string(settlement) + (words.empty() ? "" : ", " + words));
    if (told_.letters.size() < pretix::kLettersMax) {
        told_.letters[seq] = {std::string(settlement), words};
    }
}

void ShopTelling::settled(const pretix::Settled& one) {
    using enum pretix::Settlement;
    const std::uint64_t seq = one.key / 2;
    const bool is_annulment = one.key % 2 == 1;
    const bool is_fine =
        one.settlement == recorded || one.settlement == not_supported || one.settlement == too_late;
    if (!is_fine) write_letter(seq, name_of(one.settlement), one.words);
    if (is_annulment) told_.annulled.insert(seq);
    const auto found = outstanding_.find(seq);
    if (found != outstanding_.end() && --found->second == 0) outstanding_.erase(found);
    advance();
    if (is_annulment || !is_fine) keep();
}

void ShopTelling::advance() {
    const std::uint64_t through =
        outstanding_.empty() ? next_ : std::min(next_, outstanding_.begin()->first - 1);
    if (through <= told_.through) return;
    told_.through = through;
    keep();
}

void ShopTelling::keep() {
    if (const auto kept = hooks_.keep(told_); !kept) {
        hooks_.report("what the shop was told is not kept: " + kept.error().context);
    }
}

}  // namespace kiosk::app
