// kiosk/cli/http_client.cpp — the only file that knows libcurl.
#include "kiosk/cli/http_client.hpp"

#include <cerrno>
#include <fstream>
#include <optional>
#include <utility>

#include <curl/curl.h>
#include <fmt/core.h>

#include "kiosk/base/check.hpp"

namespace kiosk::cli {
namespace {

// curl_easy_setopt is a C variadic; this says once that our options are always accepted.
template <class Value>
void set(void* handle, CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(handle, option, value);
    KIOSK_CHECK(code == CURLE_OK, "libcurl knows every option we use");
}

// One answer on its way.
struct Arriving {
    void* handle = nullptr;
    std::string body;
    const BytesSink* sink = nullptr;  // takes the body of an answer that is none of refusal
    std::optional<Error> objection;   // of the sink
};

std::size_t collect(char* bytes, std::size_t, std::size_t size, void* into) {
    auto& arriving = *static_cast<Arriving*>(into);
    std::string& body = arriving.body;
    long status = 0;
    curl_easy_getinfo(arriving.handle, CURLINFO_RESPONSE_CODE, &status);
    if (arriving.sink != nullptr && status < 300) {
        const auto taken = (*arriving.sink)({bytes, size});
        if (!taken) arriving.objection = taken.error();
        return taken ? size : 0;
    }
    if (body.size() + size > kAnswerBytesMax) {
        return 0;  // libcurl ends the transfer
    }
    body.append(bytes, size);
    return size;
}

std::size_t read_file(char* buffer, std::size_t, std::size_t size, void* from) {
    auto& file = *static_cast<std::ifstream*>(from);
    file.read(buffer, static_cast<std::streamsize>(size));
    return file.bad() ? CURL_READFUNC_ABORT : static_cast<std::size_t>(file.gcount());
}

struct HeaderList {
    curl_slist* first = nullptr;

    HeaderList() = default;
    HeaderList(const HeaderList&) = delete;
    HeaderList& operator=(const HeaderList&) = delete;
    ~HeaderList() { curl_slist_free_all(first); }

    void add(const std::string& line) { first = curl_slist_append(first, line.c_str()); }
};

}  // namespace

void HttpClient::Close::operator()(void* handle) const {
    curl_easy_cleanup(handle);
}

HttpClient::HttpClient(Endpoint endpoint, HttpTimes times)
    : endpoint_(std::move(endpoint)), times_(times) {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    KIOSK_CHECK(started == CURLE_OK, "libcurl starts");
    handle_.reset(curl_easy_init());
    KIOSK_CHECK(handle_ != nullptr, "libcurl has memory for a handle");
}

Result<> HttpClient::prepare(const std::string& target, std::chrono::milliseconds time) {
    void* const handle = handle_.get();
    curl_easy_reset(handle);  // keeps the connection
    const std::string url = endpoint_.url + target;
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle, CURLOPT_NOPROXY, "*");
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(times_.connect.count()));
    set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(time.count()));
    if (!endpoint_.socket.empty()) {
        // A longer path than sockaddr_un holds is refused here, not cut.
        if (curl_easy_setopt(handle, CURLOPT_UNIX_SOCKET_PATH, endpoint_.socket.c_str()) !=
            CURLE_OK) {
            return fail(Errc::invalid_input,
                        fmt::format("socket {} cannot be used", endpoint_.socket.string()));
        }
    }
    return {};
}

Result<HttpAnswer> HttpClient::perform(const char* content_type, const BytesSink* sink) {
    void* const handle = handle_.get();
    Arriving arriving{.handle = handle, .body = {}, .sink = sink, .objection = {}};
    HeaderList headers;
    headers.add("X-Kiosk: 1");  // the API takes changes only with it
    headers.add("Expect:");
    if (!endpoint_.token.empty()) {
        headers.add(fmt::format("Authorization: Bearer {}", endpoint_.token));
    }
    if (content_type != nullptr) {
        headers.add(fmt::format("Content-Type: {}", content_type));
    }
    set(handle, CURLOPT_HTTPHEADER, headers.first);
    set(handle, CURLOPT_WRITEFUNCTION, collect);
    set(handle, CURLOPT_WRITEDATA, static_cast<void*>(&arriving));
    const CURLcode code = curl_easy_perform(handle);
    if (arriving.objection) return fail(*std::move(arriving.objection));
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    // A server that refuses an upload early answers and closes: the answer counts.
    const bool answered = status >= 400 && (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR);
    if (code != CURLE_OK && !answered) {
        return fail(failure(code));
    }
    return HttpAnswer{static_cast<int>(status), std::move(arriving.body)};
}

Error HttpClient::failure(int curl_code) const {
    const auto code = static_cast<CURLcode>(curl_code);
    const std::string where = endpoint_.to_text();
    long os_error = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_OS_ERRNO, &os_error);
    if (os_error == EACCES || os_error == EPERM) {
        return {Errc::denied, fmt::format("{} may not be used by this user; try sudo, or join the "
                                          "group kioskd",
                                          where)};
    }
    switch (code) {
        case CURLE_COULDNT_CONNECT:
        case CURLE_COULDNT_RESOLVE_HOST:
            return {Errc::unavailable, fmt::format("no daemon answers at {}", where)};
        case CURLE_OPERATION_TIMEDOUT:
            return {Errc::timed_out, fmt::format("{} did not answer in time", where)};
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL:
            return {Errc::invalid_input,
                    fmt::format("{} is no address such as http://127.0.0.1:8080", where)};
        case CURLE_WRITE_ERROR:
            return {Errc::too_large, fmt::format("the answer of {} is longer than {} bytes", where,
                                                 kAnswerBytesMax)};
        default: return {Errc::io_failure, fmt::format("{}: {}", where, curl_easy_strerror(code))};
    }
}

Result<HttpAnswer> HttpClient::get(const std::string& target) {
    KIOSK_TRY_VOID(prepare(target, times_.answer));
    return perform(nullptr);
}

Result<HttpAnswer> HttpClient::download(const std::string& target, const BytesSink& sink) {
    KIOSK_TRY_VOID(prepare(target, times_.upload));
    return perform(nullptr, &sink);
}

Result<HttpAnswer> HttpClient::post_json(const std::string& target, const std::string& body,
                                         Patience patience) {
    auto time = patience == Patience::backup ? times_.backup : times_.answer;
    if (patience == Patience::enrolment) time = times_.enrolment;
    KIOSK_TRY_VOID(prepare(target, time));
    set(handle_.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    set(handle_.get(), CURLOPT_POSTFIELDS, body.data());
    return perform("application/json");
}

Result<HttpAnswer> HttpClient::post_file(const std::string& target,
                                         const std::filesystem::path& file) {
    std::error_code unreadable;
    const auto size = std::filesystem::file_size(file, unreadable);
    std::ifstream in(file, std::ios::binary);
    if (unreadable || !in) {
        return fail(system_error(fmt::format("read {}", file.string()),
                                 unreadable ? unreadable.value() : errno));
    }
    KIOSK_TRY_VOID(prepare(target, times_.upload));
    set(handle_.get(), CURLOPT_POST, 1L);
    set(handle_.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(size));
    set(handle_.get(), CURLOPT_READFUNCTION, read_file);
    set(handle_.get(), CURLOPT_READDATA, static_cast<void*>(&in));
    return perform("text/csv");
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char byte : text) {
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' ||
                           byte == '_' || byte == '~';
        if (plain) {
            encoded += byte;
        } else {
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
        }
    }
    return encoded;
}

}  // namespace kiosk::cli
