// kiosk/http/target.cpp — Boost.URL checks the grammar; here stands what we refuse beyond it.
#include "kiosk/http/target.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <fmt/format.h>

#include "kiosk/http/limits.hpp"
#include "kiosk/wire/utf8.hpp"

namespace kiosk::http {
namespace {

namespace urls = boost::urls;

bool is_clean(std::string_view text) {
    const bool controls = std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
    return !controls && wire::decode_utf8(text).has_value();
}

Result<> read_path(const urls::url_view& url, Request& request) {
    if (url.segments().size() > kSegmentsMax) {
        return fail(Errc::too_large, fmt::format("path has {} parts, limit {}",
                                                 url.segments().size(), kSegmentsMax));
    }
    // Boost.URL takes "/." at the front for an escape of the path "//" and hides it.
    if (request.path.starts_with("/./")) {
        return fail(Errc::invalid_input, "path has a part that is not allowed");
    }
    for (const auto& segment : url.segments()) {
        std::string text(segment.data(), segment.size());
        const bool traversal = text == "." || text == ".." || text.find('/') != std::string::npos ||
                               text.find('\\') != std::string::npos;
        if (traversal || !is_clean(text)) {
            return fail(Errc::invalid_input, "path has a part that is not allowed");
        }
        request.segments.push_back(std::move(text));
    }
    // "/" has no segment; "/desk/" has an empty last one, which no route matches.
    return {};
}

Result<> read_query(const urls::url_view& url, Request& request) {
    if (!url.has_query() || url.query().empty()) return {};
    if (url.params().size() > kQueryParametersMax) {
        return fail(Errc::too_large, fmt::format("query has {} parameters, limit {}",
                                                 url.params().size(), kQueryParametersMax));
    }
    urls::encoding_opts options;
    options.space_as_plus = true;  // forms and URLSearchParams write blanks as "+"
    for (const auto& parameter : url.params(options)) {
        if (!is_clean(parameter.key) || !is_clean(parameter.value)) {
            return fail(Errc::invalid_input, "query has control characters or is not UTF-8");
        }
        const bool fresh = request.query.emplace(parameter.key, parameter.value).second;
        if (!fresh) return fail(Errc::invalid_input, "query gives a parameter twice");
    }
    return {};
}

}  // namespace

Result<> read_target(std::string_view target, Request& request) {
    if (target.size() > kTargetMax) {
        return fail(Errc::too_large,
                    fmt::format("target is {} bytes, limit {}", target.size(), kTargetMax));
    }
    const auto url = urls::parse_origin_form(target);
    if (!url) return fail(Errc::invalid_input, "target is not a path like /api/v1/status");
    request.path = std::string(url->encoded_path());
    KIOSK_TRY_VOID(read_path(*url, request));
    return read_query(*url, request);
}

}  // namespace kiosk::http
