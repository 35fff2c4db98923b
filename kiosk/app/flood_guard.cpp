// kiosk/app/flood_guard.cpp — different codes within two seconds, and a pause of five.
#include "kiosk/app/flood_guard.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace kiosk::app {

FloodGuard::FloodGuard(const std::map<std::string, std::size_t>& codes_per_second,
                       ports::ScanSink& next, const ports::Clock& clock)
    : next_(next), clock_(clock) {
    for (const auto& [name, limit] : codes_per_second) {
        readers_[name].codes_per_second = limit;
        readers_[name].last.reader = name;
    }
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

FloodGuard::~FloodGuard() = default;

bool FloodGuard::floods(Reader& reader, const core::Scan& scan) {
    const Instant now = scan.seen_at.mono;
    std::erase_if(reader.recent, [&](const Sighting& one) { return now - one.at > kFloodLasts; });
    const std::size_t code = std::hash<std::string_view>{}(scan.bytes);
    if (std::ranges::find(reader.recent, code, &Sighting::code) != reader.recent.end()) {
        return false;
    }
    reader.recent.push_back({code, now});
    const auto most = reader.codes_per_second * static_cast<std::size_t>(kFloodLasts.count());
    return reader.recent.size() > most;
}

void FloodGuard::post(core::Scan scan) {
    const std::lock_guard lock(mutex_);
    const auto known = readers_.find(scan.reader);
    if (known != readers_.end()) {
        Reader& reader = known->second;
        if (reader.suspended) return;
        if (floods(reader, scan)) return suspend(known->first, reader, scan.seen_at.mono);
    }
    next_.post(std::move(scan));
}

void FloodGuard::suspend(const std::string& name, Reader& reader, Instant now) {
    reader.suspended = true;
    reader.suspended_until = now + kSuspendedFor;
    reader.recent.clear();
    next_.report({name, ports::ReaderState::failing,
                  fmt::format("More than {} different codes a second came from it: nothing is read "
                              "from it for {} seconds. Look at who holds it, and at its set-up.",
                              reader.codes_per_second, kSuspendedFor.count())});
    suspended_.notify_all();
}

// While it is suspended its "ready" would be wrong; whatever else it has to say is told.
void FloodGuard::report(ports::ReaderReport report) {
    const std::lock_guard lock(mutex_);
    const auto known = readers_.find(report.reader);
    if (known != readers_.end()) {
        known->second.last = report;
        known->second.last.drained = 0;  // told once
        const bool says_ready = report.state == ports::ReaderState::ready && report.drained == 0;
        if (known->second.suspended && says_ready) return;
    }
    next_.report(std::move(report));
}

Instant FloodGuard::end_suspensions() {
    const Instant now = clock_.now().mono;
    Instant next = Instant::max();
    for (auto& [name, reader] : readers_) {
        if (!reader.suspended) continue;
        if (now < reader.suspended_until) {
            next = std::min(next, reader.suspended_until);
            continue;
        }
        reader.suspended = false;
        next_.report(reader.last);
    }
    return next;
}

void FloodGuard::run(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        const Instant next = end_suspensions();
        const auto is_suspended = [this] {
            return std::ranges::any_of(readers_,
                                       [](const auto& one) { return one.second.suspended; });
        };
        if (next == Instant::max()) {
            suspended_.wait(lock, stop, is_suspended);
        } else {
            suspended_.wait_for(lock, stop, next - clock_.now().mono, [] { return false; });
        }
    }
}

}  // namespace kiosk::app
