// tests/unit/cli/fake_daemon.cpp — the smallest HTTP server that libcurl is content with.
#include "fake_daemon.hpp"

#include <array>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosk::cli {
namespace {

std::size_t content_length(const std::string& head) {
    constexpr std::string_view kName = "\r\nContent-Length: ";
    const std::size_t at = head.find(kName);
    std::size_t length = 0;
    if (at != std::string::npos) {
        std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
    }
    return length;
}

}  // namespace

FakeDaemon::FakeDaemon() : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    endpoint_.url = fmt::format("http://127.0.0.1:{}", ntohs(address.sin_port));
    serve();
}

FakeDaemon::FakeDaemon(const std::filesystem::path& socket_path)
    : listener_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket_path.c_str(), socket_path.string().size());
    bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    endpoint_ = {"http://localhost", socket_path};
    serve();
}

FakeDaemon::~FakeDaemon() {
    stay_silent();
    close(listener_);
    close(stop_);
}

void FakeDaemon::stay_silent() {
    if (thread_.joinable()) {
        eventfd_write(stop_, 1);
        thread_.join();
    }
}

void FakeDaemon::answer(int status, std::string body) {
    const std::scoped_lock lock(mutex_);
    answers_.push_back(
        fmt::format("HTTP/1.1 {} Any\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}", status,
                    body.size(), body));
}

std::vector<SeenRequest> FakeDaemon::requests() {
    const std::scoped_lock lock(mutex_);
    return requests_;
}

void FakeDaemon::serve() {
    stop_ = eventfd(0, EFD_CLOEXEC);
    listen(listener_, 8);
    thread_ = std::thread([this] {
        std::array<pollfd, 2> waited{pollfd{listener_, POLLIN, 0}, pollfd{stop_, POLLIN, 0}};
        while (poll(waited.data(), waited.size(), -1) > 0 && waited[1].revents == 0) {
            const int connection = accept(listener_, nullptr, nullptr);
            serve_one(connection);
            close(connection);
        }
    });
}

void FakeDaemon::serve_one(int connection) {
    std::string bytes;
    std::size_t head_end = std::string::npos;
    std::array<char, 4096> part{};
    while (head_end == std::string::npos ||
           bytes.size() < head_end + 4 + content_length(bytes.substr(0, head_end))) {
        const ssize_t count = recv(connection, part.data(), part.size(), 0);
        if (count <= 0) {
            return;
        }
        bytes.append(part.data(), static_cast<std::size_t>(count));
        head_end = bytes.find("\r\n\r\n");
    }
    const std::scoped_lock lock(mutex_);
    const std::size_t target = bytes.find(' ') + 1;
    requests_.push_back({bytes.substr(0, head_end),
                         bytes.substr(target, bytes.find(' ', target) - target),
                         bytes.substr(head_end + 4)});
    if (answers_.empty()) {
        return;  // closes without a word
    }
    const std::string answer = answers_.front();
    if (answers_.size() > 1) {
        answers_.pop_front();
    }
    send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
}

}  // namespace kiosk::cli
