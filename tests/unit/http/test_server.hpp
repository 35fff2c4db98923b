// tests/unit/http/test_server.hpp — a server on a free port, run by a thread of its own.
#pragma once

#include <filesystem>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include "kiosk/http/event_source.hpp"
#include "kiosk/http/server.hpp"
#include "tests/unit/http/raw_client.hpp"

namespace kiosk::http {

// A directory of its own, gone afterwards.
class TemporaryDirectory {
  public:
    TemporaryDirectory() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-http-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
        path_ = name;
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// For waiting on another thread's progress without a clock: asks until it is so.
template <class Question>
[[nodiscard]] bool becomes_true(Question question) {
    for (int i = 0; i < 5000; ++i) {
        if (question()) return true;
        std::this_thread::yield();
    }
    return false;
}

class TestServer {
  public:
    explicit TestServer(Limits limits = {});
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;
    ~TestServer();

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string socket_path() const { return (directory_.path() / "s").string(); }
    [[nodiscard]] const std::filesystem::path& directory() const { return directory_.path(); }

    // Runs it on the server's thread and waits.
    template <class Work>
    void on_loop(Work work) {
        std::promise<void> done;
        boost::asio::post(context_, [&] {
            work();
            done.set_value();
        });
        done.get_future().get();
    }

    void publish(const std::string& json) {
        on_loop([&] { events_->publish("scan", "scan.result", json); });
    }
    void stop() {
        on_loop([this] { server_->stop(); });
    }
    [[nodiscard]] std::size_t connections() {
        std::size_t count = 0;
        on_loop([&] { count = server_->connections(); });
        return count;
    }
    [[nodiscard]] std::size_t readers() {
        std::size_t count = 0;
        on_loop([&] { count = events_->readers(); });
        return count;
    }
    [[nodiscard]] std::string reports() {
        std::string text;
        on_loop([&] { text = reports_; });
        return text;
    }
    // True once GET /later has reached its handler.
    [[nodiscard]] bool is_asked_later() {
        return becomes_true([this] {
            bool asked = false;
            on_loop([&] { asked = !waiting_.empty(); });
            return asked;
        });
    }
    // Gives the answers that GET /later waits for.
    void answer_later(const std::string& body) {
        on_loop([&] {
            Response response = json_response(body);
            for (const auto& responder : std::exchange(waiting_, {})) responder(response);
        });
    }

    RawResponse ask(std::string_view line, std::string_view headers = {},
                    std::string_view body = {}) {
        RawClient client(port_);
        client.send(request_text(line, port_, headers, body));
        return client.receive();
    }

  private:
    [[nodiscard]] Router routes();

    TemporaryDirectory directory_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    std::unique_ptr<EventSource> events_;
    std::vector<Responder> waiting_;
    std::string reports_;
    std::unique_ptr<Server> server_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

}  // namespace kiosk::http
