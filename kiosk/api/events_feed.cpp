// kiosk/api/events_feed.cpp — topics over http::EventSource.
#include "kiosk/api/events_feed.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/query_reader.hpp"
#include "kiosk/wire/event_json.hpp"
#include "kiosk/wire/outcome_json.hpp"
#include "kiosk/wire/status_json.hpp"
#include "kiosk/wire/summary_json.hpp"
#include "kiosk/wire/supervisor_json.hpp"
#include "kiosk/wire/undo_json.hpp"

namespace kiosk::api {
namespace {

constexpr std::array<std::string_view, 6> kTopics{"scan",    "counts", "device",
                                                  "storage", "clock",  "emergency"};
constexpr std::string_view kAlert = "alert";  // over the UNIX socket only
constexpr std::size_t kTopicsTextMax = 100;   // bytes

// All that the reader may hear where none are named.
std::vector<std::string> topics_for(wire::Audience audience) {
    std::vector<std::string> topics(kTopics.begin(), kTopics.end());
    if (audience == wire::Audience::staff) topics.emplace_back(kAlert);
    return topics;
}

std::vector<std::string> split_topics(QueryReader& reader, wire::Audience audience) {
    const std::string text = reader.text("topics", kTopicsTextMax);
    const auto known = topics_for(audience);
    if (text.empty()) return known;
    std::vector<std::string> topics;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        const std::string_view topic = rest.substr(0, comma);
        if (std::ranges::find(known, topic) == known.end()) {
            reader.object_to("topics", "unknown_topic",
                             fmt::format("topics are: {}", fmt::join(known, ", ")));
            return {};
        }
        topics.emplace_back(topic);
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    return topics;
}

}  // namespace

EventsFeed::EventsFeed(SharedContext context)
    : context_(std::move(context)), source_(context_->boot) {}

void EventsFeed::publish(std::string_view topic, std::string_view name, std::string_view json) {
    source_.publish(topic, name, json);
}

void EventsFeed::publish_outcome(const core::Outcome& outcome) {
    const auto elapsed = context_->clock.now().mono - outcome.at.mono;
    decision_times_.add(elapsed);
    const auto took = std::chrono::floor<std::chrono::milliseconds>(elapsed);
    publish("scan", "scan.result",
            wire::print_outcome(outcome, context_->station.status(), context_->time_text, took,
                                wire::Audience::lane));
}

void EventsFeed::publish_counts() {
    ports::SummaryView summary = context_->station.summary();
    summary.by_product.clear();
    summary.by_hour.clear();
    publish("counts", "counts", wire::print_summary(summary));
}

void EventsFeed::publish_reader(const ports::ReaderReport& reader) {
    publish("device", "device.state", wire::print_device(reader));
}

void EventsFeed::publish_storage(const core::StorageHealth& health) {
    publish("storage", "storage.state", wire::print_storage(health));
}

void EventsFeed::publish_clock(const ports::ClockView& clock) {
    publish("clock", "clock.state", wire::print_clock(clock));
}

void EventsFeed::publish_emergency(const std::optional<UtcTime>& since) {
    publish("emergency", "emergency.state", wire::print_emergency(since));
}

void EventsFeed::publish_undone(const ports::UndoAnswer& answer) {
    publish("scan", "checkin.undone", wire::print_undo_answer(answer));
}

void EventsFeed::publish_alert(const ports::AlertView& alert) {
    publish(kAlert, "alert", wire::print_alert(alert));
}

http::Response EventsFeed::subscribe(const http::Request& request) {
    QueryReader reader(request);
    auto topics = split_topics(reader, screen_audience_of(request));
    if (auto errors = reader.errors(); !errors.empty()) {
        return http::to_response(http::validation_problem(std::move(errors)), request);
    }
    const std::string hello = wire::print_hello(context_->boot, context_->station.status().software,
                                                context_->clock.now().utc);
    http::Response response;
    response.content_type = "text/event-stream";
    response.events =
        source_.subscribe(std::move(topics), request.header("last-event-id").value_or(""), hello);
    return response;
}

void add_stream_route(http::Router& router, EventsFeed& feed) {
    http::Route route;
    route.pattern = "/api/v1/stream";
    route.summary = "Server-sent events";
    route.handler = [&feed](const http::Request& request, const http::Responder& respond) {
        respond(feed.subscribe(request));
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
