// kiosk/http/response.cpp — a promise that cannot be forgotten.
#include "kiosk/http/response.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::http {

Response json_response(std::string body) {
    Response response;
    response.content_type = "application/json";
    response.body = std::move(body);
    return response;
}

bool is_header_value(std::string_view value) {
    return std::ranges::all_of(value, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
    });
}

struct Responder::Promise {
    std::function<void(Response)> deliver;

    explicit Promise(std::function<void(Response)> to) : deliver(std::move(to)) {}
    Promise(const Promise&) = delete;
    Promise& operator=(const Promise&) = delete;

    // A status alone: the session makes the problem body.
    ~Promise() {
        Response response;
        response.status = 500;
        keep(std::move(response));
    }

    void keep(Response response) {
        if (const auto once = std::exchange(deliver, nullptr)) once(std::move(response));
    }
};

Responder::Responder(std::function<void(Response)> deliver)
    : promise_(std::make_shared<Promise>(std::move(deliver))) {}

void Responder::operator()(Response response) const {
    promise_->keep(std::move(response));
}

}  // namespace kiosk::http
