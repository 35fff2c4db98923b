// tests/unit/http/test_server.hpp — a server on a free port, run by a thread of its own.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <filesystem>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

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

inline Route a_route(Method method, std::string pattern, Handler handler) {
    Route route;
    route.method = method;
    route.pattern = std::move(pattern);
    route.handler = std::move(handler);
    return route;
}

class TestServer {
  public:
    explicit TestServer(Limits limits = {})
        : work_(context_.get_executor()), events_(std::make_unique<EventSource>("b7")) {
        ServerSettings settings;
        settings.listen = {{"127.0.0.1", 0}};
        settings.unix_socket = socket_path();
        settings.upload_directory = directory_.path();
        settings.common_headers = {{"X-Content-Type-Options", "nosniff"}};
        settings.boot = "b7";
        settings.limits = limits;
        settings.report = [this](std::string_view text) { reports_ += std::string(text) + "\n"; };
        server_ = std::make_unique<Server>(context_, routes(), std::move(settings));
        const auto started = server_->start();
        if (!started) throw std::runtime_error(started.error().context);
        port_ = port_of(server_->addresses().front());
        thread_ = std::thread([this] { context_.run(); });
    }
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;
    ~TestServer() {
        on_loop([this] {
            events_->close();
            server_.reset();
        });
        work_.reset();
        thread_.join();
    }

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
    Router routes() {
        Router router;
        router.add(a_route(Method::get, "/hello", [](const Request&, const Responder& respond) {
            respond(json_response("\"hello\""));
        }));
        router.add(a_route(Method::get, "/item/{id}",
                           [](const Request& request, const Responder& respond) {
                               respond(json_response(request.path_parameters.at("id")));
                           }));
        router.add(a_route(Method::get, "/later", [this](const Request&, const Responder& respond) {
            waiting_.push_back(respond);
        }));
        router.add(a_route(Method::get, "/forgotten", [](const Request&, const Responder&) {}));
        router.add(a_route(Method::get, "/broken", [](const Request&, const Responder&) {
            throw std::runtime_error("secret detail");
        }));
        router.add(a_route(Method::get, "/stream",
                           [this](const Request& request, const Responder& respond) {
                               Response response;
                               response.content_type = "text/event-stream";
                               response.events = events_->subscribe(
                                   {}, request.header("last-event-id").value_or(""), "{}");
                               respond(std::move(response));
                           }));
        Route echo = a_route(Method::post, "/echo",
                             [](const Request& request, const Responder& respond) {
                                 respond(json_response(request.body));
                             });
        echo.body = BodyKind::json;
        router.add(std::move(echo));
        Route upload = a_route(
            Method::post, "/upload", [](const Request& request, const Responder& respond) {
                respond(json_response(
                    std::to_string(std::filesystem::file_size(request.body_file))));
            });
        upload.body = BodyKind::csv_upload;
        upload.body_bytes_max = 1024 * 1024;
        upload.operator_only = true;
        router.add(std::move(upload));
        return router;
    }

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
