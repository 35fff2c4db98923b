// tests/faults/driver_events.cpp — acknowledgements as lines.
#include "tests/faults/driver_events.hpp"

#include <cstdio>

#include <unistd.h>

#include "kiosk/base/check.hpp"

namespace kiosk::faults {
namespace {

std::string ack(std::uint64_t seq, const core::ScanId& id) {
    return "ACK " + std::to_string(seq) + " " + text_of(id);
}

}  // namespace

void tell(const std::string& line) {
    const std::string text = line + "\n";
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    KIOSK_CHECK(written == static_cast<ssize_t>(text.size()), "whoever started us listens");
}

core::ScanId id_of(std::uint32_t run, std::uint32_t attempt, std::uint64_t seq) {
    core::ScanId id;
    for (std::size_t i = 0; i < 8; ++i) {
        id.bytes.at(i) = static_cast<std::uint8_t>(
            (i < 4 ? run >> (8 * (3 - i)) : attempt >> (8 * (7 - i))) & 0xFFU);
        id.bytes.at(8 + i) = static_cast<std::uint8_t>(seq >> (8 * (7 - i)) & 0xFFU);
    }
    return id;
}

std::string text_of(const core::ScanId& id) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const auto byte : id.bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

void DriverEvents::about_to_append(std::uint64_t seq, const core::ScanId& id) {
    if (acks_ == Acks::when_appended) tell(ack(seq, id));
    const std::scoped_lock lock(mutex_);
    waiting_.emplace_back(seq, id);
}

std::optional<std::uint64_t> DriverEvents::await(std::uint64_t seq) {
    std::unique_lock lock(mutex_);
    const auto answered = [&] { return durable_ >= seq || failed_.has_value(); };
    if (!changed_.wait_for(lock, kSilenceMax, answered)) {
        tell("SILENT " + std::to_string(seq));
        ::_exit(5);
    }
    auto failed = std::exchange(failed_, std::nullopt);
    if (failed.has_value()) waiting_.clear();
    return failed;
}

void DriverEvents::durable_through(std::uint64_t seq) {
    const std::scoped_lock lock(mutex_);
    std::string lines;
    while (!waiting_.empty() && waiting_.front().first <= seq) {
        if (!lines.empty()) lines += "\n";
        lines += ack(waiting_.front().first, waiting_.front().second);
        waiting_.pop_front();
    }
    if (acks_ == Acks::when_durable && !lines.empty()) tell(lines);
    durable_ = seq;
    changed_.notify_all();
}

void DriverEvents::failed_from(std::uint64_t seq, Error error) {
    const std::scoped_lock lock(mutex_);
    tell("FAILED " + std::to_string(seq) + " " + error.context);
    failed_ = seq;
    changed_.notify_all();
}

void DriverEvents::health_changed(core::StorageHealth health) {
    tell("STATE " + std::string(core::name_of(health.state)) + " " + health.code);
}

void DriverEvents::repaired(core::RepairedRecord record) {
    tell("REPAIRED " + record.code);
}

}  // namespace kiosk::faults
