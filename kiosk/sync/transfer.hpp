// kiosk/sync/transfer.hpp — one request on its way: libcurl's handle and what came back so far.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <curl/curl.h>

#include "kiosk/pretix/exchange.hpp"
#include "kiosk/sync/fetcher.hpp"

namespace kiosk::sync {

class Transfer {
  public:
    // `origin` is "https://HOST". Null inside where libcurl is out of memory.
    Transfer(const std::string& origin, const FetchSettings& settings, pretix::Request request,
             std::function<void(Fetched)> done);

    [[nodiscard]] CURL* handle() const { return handle_.get(); }

    // Tells whoever waits; `result` is libcurl's.
    void finish(CURLcode result);

  private:
    struct Close {
        void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };

    static std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* self);
    static std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* self);
    void prepare(const std::string& origin, const FetchSettings& settings);
    [[nodiscard]] std::string trouble(CURLcode result) const;

    pretix::Request request_;
    std::function<void(Fetched)> done_;
    std::size_t body_max_;
    std::size_t header_bytes_ = 0;
    bool too_large_ = false;
    pretix::Reply reply_;
    std::unique_ptr<CURL, Close> handle_;
    std::unique_ptr<curl_slist, Close> headers_;
};

}  // namespace kiosk::sync
