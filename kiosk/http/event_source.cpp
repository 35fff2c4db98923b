// kiosk/http/event_source.cpp — a ring of events and a queue for each reader.
#include "kiosk/http/event_source.hpp"

#include <charconv>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "kiosk/base/check.hpp"

namespace kiosk::http {
namespace {

constexpr std::string_view kRetry = "retry: 1000\n";  // ms; a browser comes back after this

bool is_one_line(std::string_view text) {
    return text.find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace

std::string Subscription::take() {
    std::string text;
    for (const auto& event : queue_) text += event;
    queue_.clear();
    return text;
}

void Subscription::end() {
    if (std::exchange(ended_, true)) return;
    if (on_change_) on_change_();
}

void Subscription::push(const std::string& text, std::size_t queue_max) {
    if (ended_) return;
    if (queue_.size() >= queue_max) {
        too_slow_ = true;
        end();
        return;
    }
    queue_.push_back(text);
    if (on_change_) on_change_();
}

EventSource::EventSource(std::string boot, EventSourceLimits limits)
    : boot_(std::move(boot)), limits_(limits) {}

EventSource::~EventSource() {
    close();
}

void EventSource::publish(std::string_view topic, std::string_view name, std::string_view json) {
    KIOSK_CHECK(is_one_line(name) && is_one_line(json), "an event is one line");
    std::string text =
        fmt::format("id: {}-{}\nevent: {}\ndata: {}\n\n", boot_, next_seq_++, name, json);
    std::erase_if(readers_, [](const auto& reader) { return reader->ended(); });
    for (const auto& reader : readers_) {
        if (reader->topics_.empty() || reader->topics_.contains(topic)) {
            reader->push(text, limits_.queued);
        }
    }
    kept_.push_back({std::string(topic), std::move(text)});
    if (kept_.size() > limits_.kept) kept_.pop_front();
}

std::shared_ptr<Subscription> EventSource::subscribe(std::vector<std::string> topics,
                                                     std::string_view last_event_id,
                                                     std::string_view hello) {
    auto reader = std::make_shared<Subscription>();
    for (auto& topic : topics) reader->topics_.insert(std::move(topic));
    reader->queue_.push_back(fmt::format("{}event: hello\ndata: {}\n\n", kRetry, hello));
    if (!last_event_id.empty()) replay(*reader, last_event_id);
    std::erase_if(readers_, [](const auto& other) { return other->ended(); });
    readers_.push_back(reader);
    return reader;
}

std::optional<std::uint64_t> EventSource::seq_of(std::string_view event_id) const {
    if (!event_id.starts_with(boot_)) return std::nullopt;
    event_id.remove_prefix(boot_.size());
    if (!event_id.starts_with('-')) return std::nullopt;
    event_id.remove_prefix(1);
    std::uint64_t seq = 0;
    const auto* const end = event_id.data() + event_id.size();
    const auto read = std::from_chars(event_id.data(), end, seq);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return seq;
}

void EventSource::replay(Subscription& reader, std::string_view last_event_id) const {
    const std::uint64_t oldest = next_seq_ - kept_.size();  // seq of kept_.front()
    const auto last = seq_of(last_event_id);
    if (!last || *last >= next_seq_ || *last + 1 < oldest) {
        reader.queue_.front() += "event: reset\ndata: {}\n\n";
        return;
    }
    for (std::size_t i = *last + 1 - oldest; i < kept_.size(); ++i) {
        const Kept& event = kept_[i];
        // Into the greeting: what was missed is bounded by the ring, not by the queue.
        if (reader.topics_.empty() || reader.topics_.contains(event.topic)) {
            reader.queue_.front() += event.text;
        }
    }
}

void EventSource::close() {
    for (const auto& reader : std::exchange(readers_, {})) reader->end();
}

std::size_t EventSource::readers() const {
    std::size_t count = 0;
    for (const auto& reader : readers_) count += reader->ended() ? 0U : 1U;
    return count;
}

}  // namespace kiosk::http
