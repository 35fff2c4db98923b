// tests/unit/cli/fake_daemon.hpp — an HTTP server that gives prepared answers and keeps requests.
//
// One connection at a time, HTTP/1.1 with Content-Length, "Connection: close". On 127.0.0.1 at a
// port of the kernel's choice, or on a UNIX socket.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/cli/endpoint.hpp"

namespace kiosk::cli {

struct SeenRequest {
    std::string head;    // request line and headers
    std::string target;  // path and query
    std::string body;
};

class FakeDaemon {
  public:
    FakeDaemon();
    explicit FakeDaemon(const std::filesystem::path& socket);
    ~FakeDaemon();
    FakeDaemon(const FakeDaemon&) = delete;
    FakeDaemon& operator=(const FakeDaemon&) = delete;

    // The next answer; the last one is given again and again.
    void answer(int status, std::string body);

    // From now on connections are taken by the kernel only; nobody reads or answers.
    void stay_silent();

    [[nodiscard]] const Endpoint& endpoint() const { return endpoint_; }
    [[nodiscard]] std::vector<SeenRequest> requests();

  private:
    void serve();
    void serve_one(int connection);

    Endpoint endpoint_;
    int listener_ = -1;
    int stop_ = -1;  // eventfd
    std::mutex mutex_;
    std::deque<std::string> answers_;
    std::vector<SeenRequest> requests_;
    std::thread thread_;
};

}  // namespace kiosk::cli
