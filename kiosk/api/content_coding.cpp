// kiosk/api/content_coding.cpp — reads Accept-Encoding; zlib does the rest.
#include "kiosk/api/content_coding.hpp"

#include <algorithm>
#include <limits>

#include <zlib.h>

#include "kiosk/base/check.hpp"

namespace kiosk::api {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t";
    const std::size_t from = text.find_first_not_of(kBlank);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

bool is_word(std::string_view text, std::string_view lower) {
    return std::ranges::equal(text, lower, [](char c, char wanted) {
        return (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) == wanted;
    });
}

// A weight of 0 means "never" (RFC 9110 section 12.4.2); any other is as good as the next, as there
// is one coding here.
bool has_weight(std::string_view parameters) {
    parameters = trimmed(parameters);
    if (parameters.empty()) return true;
    if (parameters.size() < 3 || !is_word(parameters.substr(0, 2), "q=")) return false;
    return parameters.substr(2).find_first_of("123456789") != std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
    bool any = false;
    while (!accept_encoding.empty()) {
        const std::size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
        const std::string_view one = accept_encoding.substr(0, comma);
        accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
        const std::size_t semicolon = std::min(one.find(';'), one.size());
        const std::string_view coding = trimmed(one.substr(0, semicolon));
        const bool wanted = has_weight(one.substr(std::min(semicolon + 1, one.size())));
        if (is_word(coding, "gzip") || is_word(coding, "x-gzip")) return wanted;
        if (coding == "*") any = wanted;
    }
    return any;
}

std::string to_gzip(std::string_view content) {
    constexpr int kGzip = 15 + 16;  // the largest window; 16: with the head and foot of gzip
    constexpr int kMemory = 9;      // 256 kB while this runs
    KIOSK_CHECK(content.size() <= std::numeric_limits<uInt>::max(), "a page has less than 4 GB");
    z_stream stream{};
    const int begun =
        deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY);
    KIOSK_CHECK(begun == Z_OK, "zlib starts");
    std::string packed(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
    // zlib reads only; its oldest interface says otherwise.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int ended = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    KIOSK_CHECK(ended == Z_STREAM_END, "the bound is large enough");
    return packed;
}

}  // namespace kiosk::api
