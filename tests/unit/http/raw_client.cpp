// tests/unit/http/raw_client.cpp — over POSIX sockets, so that nothing corrects what we send.
#include "tests/unit/http/raw_client.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosk::http {
namespace {

constexpr timeval kPatience{5, 0};

void be_patient(int descriptor) {
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
}

}  // namespace

std::string RawResponse::header(std::string_view name) const {
    const std::string key = "\r\n" + std::string(name) + ": ";
    const std::size_t at = head.find(key);
    if (at == std::string::npos) return {};
    const std::size_t from = at + key.size();
    return head.substr(from, head.find("\r\n", from) - from);
}

RawClient::RawClient(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
    be_patient(descriptor_);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    std::memcpy(&generic, &address, sizeof address);
    if (::connect(descriptor_, &generic, sizeof address) != 0) std::abort();
}

RawClient::RawClient(const std::string& unix_socket)
    : descriptor_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    be_patient(descriptor_);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(&address.sun_path, unix_socket.c_str(), unix_socket.size() + 1);
    const auto* generic = static_cast<const sockaddr*>(static_cast<const void*>(&address));
    if (::connect(descriptor_, generic, sizeof address) != 0) std::abort();
}

RawClient::~RawClient() {
    ::close(descriptor_);
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::finish_sending() {
    ::shutdown(descriptor_, SHUT_WR);
}

bool RawClient::fill() {
    std::array<char, 4096> part{};
    const ssize_t size = ::recv(descriptor_, part.data(), part.size(), 0);
    if (size <= 0) return false;
    buffer_.append(part.data(), static_cast<std::size_t>(size));
    return true;
}

bool RawClient::receive_until(std::string_view text) {
    while (buffer_.find(text) == std::string::npos) {
        if (!fill()) return false;
    }
    return true;
}

RawResponse RawClient::receive(bool head_only) {
    RawResponse response;
    if (!receive_until("\r\n\r\n")) return response;
    const std::size_t head_end = buffer_.find("\r\n\r\n");
    response.head = buffer_.substr(0, head_end + 2);
    buffer_.erase(0, head_end + 4);
    const std::string_view digits = std::string_view(response.head).substr(9, 3);
    std::from_chars(digits.begin(), digits.end(), response.status);
    const std::string length = response.header("Content-Length");
    const std::size_t size = head_only || length.empty() ? 0 : std::stoul(length);
    while (buffer_.size() < size && fill()) {
    }
    response.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return response;
}

bool RawClient::is_closed() {
    while (fill()) {
    }
    std::array<char, 1> byte{};
    return ::recv(descriptor_, byte.data(), 1, MSG_DONTWAIT) == 0 || errno == ECONNRESET;
}

std::uint16_t port_of(const std::string& address) {
    return static_cast<std::uint16_t>(std::stoul(address.substr(address.rfind(':') + 1)));
}

std::string request_text(std::string_view line, std::uint16_t port, std::string_view headers,
                         std::string_view body) {
    std::string text(line);
    text += " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) + "\r\n";
    text += headers;
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    text += "\r\n";
    text += body;
    return text;
}

}  // namespace kiosk::http
