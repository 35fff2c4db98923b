// kiosk/storage/mending.cpp — the journal first, then the database.
#include "kiosk/storage/mending.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::storage {
namespace {

constexpr int kDoublingsMax = 6;  // about a minute

}  // namespace

bool Mending::step(Instant now, BootClock::duration pause) {
    if (!copies_.journal_trouble && !copies_.database_trouble) return false;
    if (now < not_before_) return false;
    if (!begun_at_) begun_at_ = done();
    auto mended = mend();
    if (!mended.has_value() && mended.error().code == Errc::no_space && ballast_.release()) {
        mended = mend();
    }
    if (!mended.has_value()) {
        note_failure(mended.error());
        not_before_ = now + pause * (1 << doublings_);
        return false;
    }
    not_before_ = now;
    doublings_ = 0;
    return copies_.journal_trouble || copies_.database_trouble;
}

std::uint64_t Mending::done() const {
    return copies_.journal_trouble ? journal_.done() : database_.done();
}

// True when a copy is in use again.
Result<bool> Mending::mend() {
    const bool is_journal = copies_.journal_trouble.has_value();
    auto repair = KIOSK_TRY(is_journal ? journal_.step() : database_.step());
    if (report_) {
        report_({is_journal ? core::StoredCopy::journal : core::StoredCopy::database,
                 repair       ? copies_.head.seq
                 : is_journal ? journal_.done()
                              : database_.done(),
                 copies_.head.seq});
    }
    if (!repair.has_value()) return false;
    repairs_.push_back(std::move(*repair));
    begun_at_.reset();
    return true;
}

std::optional<unsigned> Mending::percent() const {
    const auto built = copies_.journal_trouble ? journal_.built() : database_.built();
    const std::uint64_t from = built ? 0 : begun_at_.value_or(0);
    const std::uint64_t now = built.value_or(done());
    const bool was_copied = begun_at_ && now > *begun_at_;
    if ((!built && !was_copied) || copies_.head.seq <= from) return std::nullopt;
    return static_cast<unsigned>((now - from) * 10 / (copies_.head.seq - from)) * 10;
}

// Why it still does not work is what staff want to know; what was found first stays for the record.
void Mending::note_failure(const Error& error) {
    auto& trouble = copies_.journal_trouble ? copies_.journal_trouble : copies_.database_trouble;
    if (!trouble.has_value()) return;
    trouble->error = error;
    trouble->is_lost = copies_.journal_trouble && error.code == Errc::corrupt;
    // A new database that fails again and again would fill the quarantine, and what is lost is not
    // found by reading everything each second. What the system refuses comes back by itself.
    const bool is_cheap = is_refusal(error) || (copies_.journal_trouble && !trouble->is_lost);
    doublings_ = is_cheap ? 0 : std::min(doublings_ + 1, kDoublingsMax);
}

std::vector<core::RepairedRecord> Mending::take_repairs() {
    return std::exchange(repairs_, {});
}

}  // namespace kiosk::storage
