// tests/unit/http/event_source_test.cpp — numbering, replay, and readers that are too slow.
#include "kiosk/http/event_source.hpp"

#include <gtest/gtest.h>

namespace kiosk::http {
namespace {

constexpr const char* kGreeting = "retry: 1000\nevent: hello\ndata: {}\n\n";

TEST(EventSource, greets_and_then_sends_what_is_published) {
    EventSource source("b7");
    const auto reader = source.subscribe({}, "", "{}");
    EXPECT_EQ(reader->take(), kGreeting);
    source.publish("scan", "scan.result", "{\"seq\":1}");
    EXPECT_EQ(reader->take(), "id: b7-1\nevent: scan.result\ndata: {\"seq\":1}\n\n");
    EXPECT_EQ(reader->take(), "");
}

TEST(EventSource, sends_only_the_topics_asked_for) {
    EventSource source("b7");
    const auto reader = source.subscribe({"counts"}, "", "{}");
    (void)reader->take();
    source.publish("scan", "scan.result", "1");
    source.publish("counts", "counts", "2");
    EXPECT_EQ(reader->take(), "id: b7-2\nevent: counts\ndata: 2\n\n");
}

TEST(EventSource, a_returning_reader_gets_what_it_missed) {
    EventSource source("b7");
    for (const char* json : {"1", "2", "3"}) source.publish("scan", "e", json);
    const auto reader = source.subscribe({}, "b7-1", "{}");
    EXPECT_EQ(reader->take(), std::string(kGreeting) + "id: b7-2\nevent: e\ndata: 2\n\n" +
                                  "id: b7-3\nevent: e\ndata: 3\n\n");
    EXPECT_EQ(source.subscribe({}, "b7-3", "{}")->take(), kGreeting);
}

TEST(EventSource, replays_exactly_what_is_kept_and_resets_beyond) {
    EventSource source("b7", {.kept = 2, .queued = 256});
    for (const char* json : {"1", "2", "3"}) source.publish("scan", "e", json);
    EXPECT_EQ(source.subscribe({}, "b7-1", "{}")->take().find("reset"), std::string::npos);
    EXPECT_EQ(source.subscribe({}, "b7-0", "{}")->take(),
              std::string(kGreeting) + "event: reset\ndata: {}\n\n");
}

TEST(EventSource, resets_for_ids_that_are_not_its_own) {
    EventSource source("b7");
    source.publish("scan", "e", "1");
    for (const char* id : {"b6-1", "b7-2", "b7-", "b7", "1", "b7-x", "b7--1",
                           "b7-99999999999999999999999", "b7-1 "}) {
        EXPECT_NE(source.subscribe({}, id, "{}")->take().find("event: reset"), std::string::npos)
            << id;
    }
}

TEST(EventSource, drops_a_reader_one_event_past_its_queue) {
    EventSource source("b7", {.kept = 8, .queued = 3});
    const auto slow = source.subscribe({}, "", "{}");
    const auto quick = source.subscribe({}, "", "{}");
    source.publish("scan", "e", "1");
    source.publish("scan", "e", "2");  // with the greeting three wait
    (void)quick->take();
    EXPECT_FALSE(slow->ended());
    source.publish("scan", "e", "3");
    EXPECT_TRUE(slow->ended());
    EXPECT_TRUE(slow->was_too_slow());
    EXPECT_FALSE(quick->ended());
    EXPECT_EQ(source.readers(), 1U);
}

TEST(EventSource, tells_a_reader_that_something_came_and_that_it_ended) {
    EventSource source("b7");
    const auto reader = source.subscribe({}, "", "{}");
    int calls = 0;
    reader->on_change([&] { ++calls; });
    source.publish("scan", "e", "1");
    EXPECT_EQ(calls, 1);
    source.close();
    EXPECT_EQ(calls, 2);
    EXPECT_TRUE(reader->ended());
    EXPECT_FALSE(reader->was_too_slow());
}

TEST(EventSourceDeathTest, an_event_is_one_line) {
    EventSource source("b7");
    EXPECT_DEATH(source.publish("scan", "e", "{\n}"), "an event is one line");
}

}  // namespace
}  // namespace kiosk::http
