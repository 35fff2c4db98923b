// kiosk/http/response.hpp — the answer to a request, and the promise to give one.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/http/request.hpp"

namespace kiosk::http {

class BodyParts;
class Subscription;

struct Response {
    int status = 200;
    std::string content_type;  // empty: no body
    std::string body;
    std::vector<Header> headers;           // beside those of every answer
    std::shared_ptr<Subscription> events;  // set: the body is this endless stream
    std::shared_ptr<BodyParts> parts;      // set: the body comes in these parts
};

[[nodiscard]] Response json_response(std::string body);

// False for a value that would break out of its header line (RFC 9110 section 5.5: no control
// characters but tab).
[[nodiscard]] bool is_header_value(std::string_view value);

// Answers one request, now or later, on the main thread. Copies share one promise: the first answer
// counts. When the last copy goes without an answer, the client gets a 500: nobody waits for ever.
class Responder {
  public:
    explicit Responder(std::function<void(Response)> deliver);

    void operator()(Response response) const;

  private:
    struct Promise;
    std::shared_ptr<Promise> promise_;
};

}  // namespace kiosk::http
