// kiosk/http/event_source.hpp — server-sent events: numbered, kept a while, sent to who listens.
//
// No sockets here. Publishing never blocks and never waits for a reader: a reader whose queue is
// full is dropped; it comes back by itself and names the last event it saw. Main thread.
// Format: https://html.spec.whatwg.org/multipage/server-sent-events.html
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::http {

// One reader of the stream. Shared between the source and the reader's connection.
class Subscription {
  public:
    // Everything queued, ready to send; empty when there is nothing.
    [[nodiscard]] std::string take();

    // True when no more will come: the source stopped, or the reader was too slow.
    [[nodiscard]] bool ended() const { return ended_; }
    [[nodiscard]] bool was_too_slow() const { return too_slow_; }

    // Called after something was queued and when the subscription ended.
    void on_change(std::function<void()> callback) { on_change_ = std::move(callback); }

    // The reader goes.
    void end();

  private:
    friend class EventSource;

    void push(const std::string& text, std::size_t queue_max);

    std::set<std::string, std::less<>> topics_;  // empty: all
    std::deque<std::string> queue_;
    std::function<void()> on_change_;
    bool ended_ = false;
    bool too_slow_ = false;
};

struct EventSourceLimits {
    std::size_t kept = 1024;   // events that a returning reader can get again
    std::size_t queued = 256;  // events that wait for one reader
};

class EventSource {
  public:
    // `boot` names this run of the daemon, so that ids of an earlier run are not mistaken for ours.
    explicit EventSource(std::string boot, EventSourceLimits limits = {});
    ~EventSource();
    EventSource(const EventSource&) = delete;
    EventSource& operator=(const EventSource&) = delete;

    // `json` is one line of JSON; `name` has no line break.
    void publish(std::string_view topic, std::string_view name, std::string_view json);

    // A reader of these topics (all where empty). First comes `retry`, then a "hello" event with
    // this JSON, then what was missed since `last_event_id`, or one "reset" where that is too old
    // or from another run.
    [[nodiscard]] std::shared_ptr<Subscription> subscribe(std::vector<std::string> topics,
                                                          std::string_view last_event_id,
                                                          std::string_view hello);

    // Ends all subscriptions.
    void close();

    [[nodiscard]] std::size_t readers() const;

  private:
    struct Kept {
        std::string topic;
        std::string text;
    };

    void replay(Subscription& reader, std::string_view last_event_id) const;
    [[nodiscard]] std::optional<std::uint64_t> seq_of(std::string_view event_id) const;

    std::string boot_;
    EventSourceLimits limits_;
    std::deque<Kept> kept_;
    std::uint64_t next_seq_ = 1;
    std::vector<std::shared_ptr<Subscription>> readers_;
};

}  // namespace kiosk::http
