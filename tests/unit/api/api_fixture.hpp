// tests/unit/api/api_fixture.hpp — the whole API on a free port, over a fake station.
#pragma once

#include <filesystem>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "kiosk/api/api_server.hpp"
#include "tests/unit/api/fake_doorkeeper.hpp"
#include "tests/unit/api/fake_station.hpp"
#include "tests/unit/http/raw_client.hpp"

namespace kiosk::api {

// Headers of somebody who signed in.
inline const std::string kAbena = "Cookie: kiosk_session=s-Abena\r\n";  // leads
inline const std::string kEsi = "Cookie: kiosk_session=s-Esi\r\n";      // at a desk

class Api : public testing::Test {
  protected:
    Api() : station(clock), work_(context_.get_executor()) {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-api-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
        directory_ = name;
        ApiSettings settings;
        settings.listen = {"127.0.0.1:0"};
        settings.unix_socket = socket_path();
        settings.upload_directory = directory_;
        settings.boot = "b7";
        settings.time_text.time_of_day = [](UtcTime) { return std::string("09:02"); };
        server_ =
            std::make_unique<ApiServer>(context_, station, clock, doorkeeper, std::move(settings));
        if (const auto started = server_->start(); !started) {
            throw std::runtime_error(started.error().context);
        }
        port_ = http::port_of(server_->addresses().front());
        thread_ = std::thread([this] { context_.run(); });
    }
    ~Api() override {
        on_loop([this] { server_.reset(); });
        work_.reset();
        thread_.join();
        std::filesystem::remove_all(directory_);
    }

    [[nodiscard]] std::string socket_path() const { return (directory_ / "s").string(); }

    template <class Work>
    void on_loop(Work work) {
        std::promise<void> done;
        boost::asio::post(context_, [&] {
            work();
            done.set_value();
        });
        done.get_future().get();
    }

    http::RawResponse get(const std::string& target, const std::string& headers = {}) {
        http::RawClient client(port_);
        client.send(http::request_text("GET " + target, port_, headers));
        return client.receive();
    }
    http::RawResponse post(const std::string& target, const std::string& body) {
        http::RawClient client(port_);
        client.send(http::request_text("POST " + target, port_,
                                       "X-Kiosk: 1\r\nContent-Type: application/json\r\n", body));
        return client.receive();
    }
    // As somebody who signed in, or with a token; "" for nobody.
    http::RawResponse asks_as(const std::string& credentials, const std::string& line,
                              const std::string& body = {}) {
        http::RawClient client(port_);
        const std::string type = body.empty() ? "" : "Content-Type: application/json\r\n";
        client.send(http::request_text(line, port_, "X-Kiosk: 1\r\n" + type + credentials, body));
        return client.receive();
    }
    // As the operator does, over the UNIX socket.
    http::RawResponse operator_asks(const std::string& line, const std::string& headers = {},
                                    const std::string& body = {}) {
        http::RawClient client(socket_path());
        client.send(http::request_text(line, 0, headers, body));
        return client.receive();
    }
    static boost::json::value json(const http::RawResponse& response) {
        return boost::json::parse(response.body);
    }
    static std::string detail(const http::RawResponse& response) {
        return std::string(json(response).at("detail").as_string());
    }

    FakeClock clock;
    FakeStation station;
    FakeDoorkeeper doorkeeper;
    std::uint16_t port_ = 0;
    std::unique_ptr<ApiServer> server_;

  private:
    std::filesystem::path directory_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    std::thread thread_;
};

}  // namespace kiosk::api
