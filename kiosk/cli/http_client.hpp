// kiosk/cli/http_client.hpp — requests to the daemon, by libcurl, over TCP or a UNIX socket.
//
// Blocks. Follows no redirect and uses no proxy: codes and names go to the daemon or nowhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/cli/endpoint.hpp"

namespace kiosk::cli {

inline constexpr std::size_t kAnswerBytesMax = 64UL * 1024 * 1024;

struct HttpTimes {
    std::chrono::milliseconds connect{2'000};  // the daemon is on this machine or next door
    std::chrono::milliseconds answer{30'000};
    std::chrono::milliseconds upload{600'000};     // a million rows over a slow link
    std::chrono::milliseconds enrolment{180'000};  // the daemon asks a shop far away
    std::chrono::milliseconds backup{3'600'000};   // a million records on a slow card
};

enum class Patience : std::uint8_t { usual, enrolment, backup };  // how long an answer may take

struct HttpAnswer {
    int status = 0;
    std::string body;  // of a download only what is not its content: a problem
};

// Takes bytes as they come; an error ends the transfer.
using BytesSink = std::function<Result<>(std::string_view)>;

class HttpClient {
  public:
    explicit HttpClient(Endpoint endpoint, HttpTimes times = {});

    // Errors of all requests: Errc::unavailable (nobody listens), timed_out, denied (the socket's
    // permissions), too_large (answer past kAnswerBytesMax), invalid_input (URL), io_failure.
    [[nodiscard]] Result<HttpAnswer> get(const std::string& target);
    // A body of any length, handed on as it comes. Errc::io_failure where it breaks off, and what
    // `sink` objects.
    [[nodiscard]] Result<HttpAnswer> download(const std::string& target, const BytesSink& sink);
    [[nodiscard]] Result<HttpAnswer> post_json(const std::string& target, const std::string& body,
                                               Patience patience = Patience::usual);
    [[nodiscard]] Result<HttpAnswer> post_file(const std::string& target,
                                               const std::filesystem::path& file);

    [[nodiscard]] const Endpoint& endpoint() const { return endpoint_; }

  private:
    struct Close {
        void operator()(void* handle) const;
    };

    [[nodiscard]] Result<> prepare(const std::string& target, std::chrono::milliseconds time);
    [[nodiscard]] Result<HttpAnswer> perform(const char* content_type,
                                             const BytesSink* sink = nullptr);
    [[nodiscard]] Error failure(int curl_code) const;

    Endpoint endpoint_;
    HttpTimes times_;
    std::unique_ptr<void, Close> handle_;
};

// The text as part of a query: everything but letters, digits and -._~ as %XX (RFC 3986, 2.3).
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace kiosk::cli
