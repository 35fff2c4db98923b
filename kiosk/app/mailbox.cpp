// kiosk/app/mailbox.cpp — a locked box, emptied at once.
#include "kiosk/app/mailbox.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::app {

template <class Change>
void Mailbox::change(Change change) {
    bool was_empty = false;
    {
        const std::lock_guard lock(mutex_);
        change();
        was_empty = std::exchange(empty_, false);
    }
    if (was_empty) wake_();
}

void Mailbox::post(core::Scan scan) {
    change([&] {
        std::size_t& waiting = waiting_[scan.reader];
        if (waiting >= kScansPerReader) {
            const auto oldest =
                std::ranges::find(contents_.scans, scan.reader, &core::Scan::reader);
            contents_.scans.erase(oldest);
            --waiting;
            ++dropped_;
        }
        ++waiting;
        contents_.scans.push_back(std::move(scan));
    });
}

void Mailbox::report(ports::ReaderReport report) {
    change([&] { contents_.reports.push_back(std::move(report)); });
}

void Mailbox::durable_through(std::uint64_t seq) {
    change([&] { contents_.durable_seq = seq; });
}

void Mailbox::failed_from(std::uint64_t seq, Error error) {
    change([&] {
        if (contents_.failure && contents_.failure->seq <= seq) return;
        contents_.failure = {seq, std::move(error)};
    });
}

void Mailbox::health_changed(core::StorageHealth health) {
    change([&] { contents_.health = std::move(health); });
}

void Mailbox::repaired(core::RepairedRecord record) {
    change([&] { contents_.repairs.push_back(std::move(record)); });
}

Mailbox::Contents Mailbox::take() {
    const std::lock_guard lock(mutex_);
    empty_ = true;
    waiting_.clear();
    return std::exchange(contents_, {});
}

std::uint64_t Mailbox::dropped() const {
    const std::lock_guard lock(mutex_);
    return dropped_;
}

}  // namespace kiosk::app
