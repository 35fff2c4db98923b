// tests/unit/http/raw_client.hpp — sends bytes as they are, and reads what comes back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::http {

struct RawResponse {
    int status = 0;  // 0: the connection ended without an answer
    std::string head;
    std::string body;

    // The value of a header, or empty. `name` as the server spells it.
    [[nodiscard]] std::string header(std::string_view name) const;
};

// One blocking connection. Waits at most five seconds for anything.
class RawClient {
  public:
    explicit RawClient(std::uint16_t port);
    explicit RawClient(const std::string& unix_socket);
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    ~RawClient();

    // False when the other side has gone.
    bool send(std::string_view bytes);
    void finish_sending();

    // The next answer, by its Content-Length. `head_only` for answers to HEAD.
    [[nodiscard]] RawResponse receive(bool head_only = false);

    // Reads until the text has come; false when the connection ends before.
    [[nodiscard]] bool receive_until(std::string_view text);

    // Everything received and not yet taken.
    [[nodiscard]] const std::string& buffered() const { return buffer_; }

    // True when the other side closes within the time, whatever it sends before.
    [[nodiscard]] bool is_closed();

  private:
    bool fill();

    int descriptor_ = -1;
    std::string buffer_;
};

// The port in "http://127.0.0.1:8080".
[[nodiscard]] std::uint16_t port_of(const std::string& address);

// A whole request to "localhost:port", with a body and its length where there is one.
[[nodiscard]] std::string request_text(std::string_view line, std::uint16_t port,
                                       std::string_view headers = {}, std::string_view body = {});

}  // namespace kiosk::http
