// kiosk/login/pin_locks.cpp — a short list of names, searched from end to end.
#include "kiosk/login/pin_locks.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "kiosk/login/credentials.hpp"
#include "kiosk/search/operator_names.hpp"

namespace kiosk::login {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kFailuresMax = 1000;  // the lock is at its longest long before

seconds lock_after(int failures) {
    if (failures < PinLocks::kTries) return seconds(0);
    const int doublings = std::min(failures - PinLocks::kTries, 4);
    return std::min(PinLocks::kFirstLock * (1 << doublings), PinLocks::kLongestLock);
}

// The number before the next blank; cuts it off. False for anything else.
template <class Number>
bool read_number(std::string_view& rest, Number& number) {
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (read.ec != std::errc{} || read.ptr == rest.data() + rest.size() || *read.ptr != ' ') {
        return false;
    }
    rest.remove_prefix(static_cast<std::size_t>(read.ptr - rest.data()) + 1);
    return true;
}

}  // namespace

seconds PinLocks::left(std::string_view name, const Timestamp& now) const {
    const Entry* const entry = find(name);
    if (entry == nullptr || entry->until <= now.mono) return seconds(0);
    return std::chrono::ceil<seconds>(entry->until - now.mono);
}

void PinLocks::try_one(std::string_view name, bool is_known, const Timestamp& now) {
    const auto known = std::ranges::find_if(
        entries_, [&](const Entry& entry) { return search::is_same_name(entry.name, name); });
    Entry& entry = known != entries_.end() ? *known : make(name, is_known);
    entry.failures = std::min(entry.failures + 1, kFailuresMax);
    entry.until = now.mono + lock_after(entry.failures);
}

bool PinLocks::forget(std::string_view name) {
    return std::erase_if(entries_, [&](const Entry& entry) {
               return search::is_same_name(entry.name, name);
           }) > 0;
}

std::string PinLocks::print(const Timestamp& now) const {
    std::string text;
    for (const Entry& entry : entries_) {
        const auto rest = std::chrono::ceil<milliseconds>(entry.until - now.mono);
        const UtcTime until = now.utc + std::max(rest, milliseconds(0));
        text +=
            fmt::format("{} {} {}\n", entry.failures, until.time_since_epoch().count(), entry.name);
    }
    return text;
}

PinLocks PinLocks::parse(std::string_view text, const Timestamp& now,
                         const std::function<bool(std::string_view)>& is_known) {
    PinLocks locks;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        int failures = 0;
        std::int64_t until = 0;
        if (!read_number(line, failures) || !read_number(line, until) || !check_name(line))
            continue;
        if (failures < 1 || failures > kFailuresMax || locks.find(line) != nullptr) continue;
        Entry& entry = locks.make(line, is_known(line));
        entry.failures = failures;
        // A clock that was set back meanwhile makes no lock longer than it was.
        const milliseconds rest = milliseconds(until) - now.utc.time_since_epoch();
        entry.until =
            now.mono + std::clamp<milliseconds>(rest, milliseconds(0), lock_after(failures));
    }
    return locks;
}

const PinLocks::Entry* PinLocks::find(std::string_view name) const {
    const auto found = std::ranges::find_if(
        entries_, [&](const Entry& entry) { return search::is_same_name(entry.name, name); });
    return found == entries_.end() ? nullptr : &*found;
}

PinLocks::Entry& PinLocks::make(std::string_view name, bool is_known) {
    const auto is_stranger = [](const Entry& entry) { return !entry.is_known; };
    if (!is_known &&
        std::cmp_greater_equal(std::ranges::count_if(entries_, is_stranger), kStrangersMax)) {
        entries_.erase(std::ranges::find_if(entries_, is_stranger));
    }
    return entries_.emplace_back(Entry{.name = std::string(name), .is_known = is_known});
}

}  // namespace kiosk::login
