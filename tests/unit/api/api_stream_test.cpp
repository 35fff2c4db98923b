// tests/unit/api/api_stream_test.cpp — what happens is told to everyone who listens.
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

TEST_F(Api, an_outcome_comes_through_the_stream_as_it_was_answered) {
    station.shown = [this](const core::Outcome& outcome) {
        server_->feed().publish_outcome(outcome);
    };
    http::RawClient listener(port_);
    listener.send(http::request_text("GET /api/v1/stream?topics=scan,device", port_));
    ASSERT_TRUE(listener.receive_until(R"(data: {"boot":"b7","version":"kioskd 0.1.0")"));
    const auto answer = post("/api/v1/scans", R"({"station":"desk-1","code":"code-ok"})");
    EXPECT_TRUE(listener.receive_until("event: scan.result\ndata: " + answer.body + "\n\n"))
        << listener.buffered();
}

TEST_F(Api, readers_and_counts_have_topics_of_their_own) {
    http::RawClient listener(port_);
    listener.send(http::request_text("GET /api/v1/stream?topics=device", port_));
    ASSERT_TRUE(listener.receive_until("event: hello"));
    on_loop([this] {
        server_->feed().publish_counts();
        server_->feed().publish_reader({"usb-1", ports::ReaderState::absent, "plug it in"});
    });
    ASSERT_TRUE(listener.receive_until("\"sentence\":\"plug it in\"}\n\n"));
    EXPECT_NE(listener.buffered().find("id: b7-2\nevent: device.state"), std::string::npos);
    EXPECT_EQ(listener.buffered().find("event: counts"), std::string::npos);
}

TEST_F(Api, an_unknown_topic_is_an_error) {
    EXPECT_EQ(get("/api/v1/stream?topics=scan,secrets").status, 422);
    EXPECT_EQ(get("/api/v1/stream?topic=scan").status, 422);
}

}  // namespace
}  // namespace kiosk::api
