// kiosk/sync/transfer.cpp — what libcurl is told, and what it tells.
#include "kiosk/sync/transfer.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::sync {
namespace {

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    static_cast<void>(curl_easy_setopt(handle, option, value));
}

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace

Transfer::Transfer(const std::string& origin, const FetchSettings& settings,
                   pretix::Request request, std::function<void(Fetched)> done)
    : request_(std::move(request)),
      done_(std::move(done)),
      body_max_(settings.body_max),
      handle_(curl_easy_init()) {
    if (handle_) prepare(origin, settings);
}

void Transfer::prepare(const std::string& origin, const FetchSettings& settings) {
    CURL* const handle = handle_.get();
    const std::string scheme = origin.substr(0, origin.find(':'));
    set(handle, CURLOPT_URL, (origin + request_.target).c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, scheme.c_str());
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_NETRC, 0L);
    set(handle, CURLOPT_PATH_AS_IS, 1L);
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_ACCEPT_ENCODING, "");  // what libcurl can unpack; the limit is behind it
    set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!settings.ca_file.empty()) {
        set(handle, CURLOPT_CAINFO, settings.ca_file.c_str());
        set(handle, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    set(handle, CURLOPT_USERAGENT, settings.user_agent.c_str());
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect.count()));
    set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.whole.count()));
    set(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);  // byte a second
    set(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings.silence.count()));
    curl_slist* headers = nullptr;
    for (const auto& [name, value] : request_.headers) {
        headers = curl_slist_append(headers, (name + ": " + value).c_str());
    }
    headers = curl_slist_append(headers, "Expect:");  // proxies before a shop do not all know it
    headers_.reset(headers);
    set(handle, CURLOPT_HTTPHEADER, headers);
    if (request_.method == pretix::Method::post) {
        set(handle, CURLOPT_POST, 1L);
        set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
        set(handle, CURLOPT_POSTFIELDS, request_.body.data());
    }
    set(handle, CURLOPT_WRITEFUNCTION, &Transfer::take_body);
    set(handle, CURLOPT_WRITEDATA, static_cast<void*>(this));
    set(handle, CURLOPT_HEADERFUNCTION, &Transfer::take_header);
    set(handle, CURLOPT_HEADERDATA, static_cast<void*>(this));
    set(handle, CURLOPT_PRIVATE, static_cast<void*>(this));
}

std::size_t Transfer::take_body(char* bytes, std::size_t, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    if (count > transfer.body_max_ - transfer.reply_.body.size()) {
        transfer.too_large_ = true;
        return 0;  // ends the transfer
    }
    transfer.reply_.body.append(bytes, count);
    return count;
}

std::size_t Transfer::take_header(char* bytes, std::size_t, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const std::string_view line(bytes, count);
    if (line.starts_with("HTTP/")) transfer.reply_.headers.clear();  // what was before was interim
    transfer.header_bytes_ += count;
    if (transfer.header_bytes_ > kHeaderBytesMax) {
        transfer.too_large_ = true;
        return 0;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return count;
    transfer.reply_.headers.push_back(
        {std::string(line.substr(0, colon)), std::string(without_blanks(line.substr(colon + 1)))});
    return count;
}

std::string Transfer::trouble(CURLcode result) const {
    if (too_large_) return "the answer is larger than we take";
    if (result == CURLE_PARTIAL_FILE) return "the answer was cut off";
    return curl_easy_strerror(result);  // without addresses
}

void Transfer::finish(CURLcode result) {
    Fetched fetched;
    if (result == CURLE_OK) {
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        reply_.status = static_cast<int>(status);
        fetched.reply = std::move(reply_);
    } else {
        fetched.trouble = trouble(result);
    }
    done_(std::move(fetched));
}

}  // namespace kiosk::sync
