// kiosk/cli/decode_score.cpp — reads the list, counts, and takes quantiles.
#include "kiosk/cli/decode_score.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace kiosk::cli {
namespace {

namespace fs = std::filesystem;

fs::path whole(const fs::path& path) {
    std::error_code unknown;
    fs::path result = fs::weakly_canonical(path, unknown);
    return unknown ? path : result;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + separator.size());
    }
}

// As the list writes texts.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '\t': result += "\\t"; break;
            case '\n': result += "\\n"; break;
            case '\r': result += "\\r"; break;
            case '\\': result += "\\\\"; break;
            default: result += c;
        }
    }
    return result;
}

double quantile(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(static_cast<double>(values.size() - 1) * part)];
}

}  // namespace

Result<ExpectedTexts> ExpectedTexts::load(const fs::path& list) {
    std::error_code problem;
    const auto size = fs::file_size(list, problem);
    if (problem) {
        return fail(system_error(fmt::format("read {}", list.string()), problem.value()));
    }
    if (size > kBytesMax) {
        return fail(Errc::too_large,
                    fmt::format("{} has {} bytes, limit {}", list.string(), size, kBytesMax));
    }
    std::ifstream in(list, std::ios::binary);
    const std::string all(std::istreambuf_iterator<char>(in), {});
    if (!in) return fail(Errc::io_failure, fmt::format("read {}", list.string()));
    ExpectedTexts expected;
    bool is_header = true;
    for (const std::string_view line : split(all, "\n")) {
        const auto fields = split(line, "\t");
        if (!std::exchange(is_header, false) && fields.size() >= 2) {
            auto& texts = expected.texts_[whole(list.parent_path() / fields[0])];
            for (const auto text : split(fields[1], " || ")) texts.emplace_back(text);
        }
    }
    return expected;
}

std::optional<bool> ExpectedTexts::has(const fs::path& picture, std::string_view text) const {
    const auto found = texts_.find(whole(picture));
    if (found == texts_.end()) return std::nullopt;
    return std::ranges::find(found->second, escaped(text)) != found->second.end();
}

void DecodeScore::add(const fs::path& picture, const std::vector<drivers::DecodedCode>& codes,
                      double milliseconds, const ExpectedTexts* expected) {
    times_.push_back(milliseconds);
    if (codes.empty()) return;
    const bool wrong = std::ranges::any_of(codes, [&](const drivers::DecodedCode& code) {
        return expected != nullptr && !expected->has(picture, code.text).value_or(true);
    });
    (wrong ? wrong_ : read_) += 1;
}

std::string DecodeScore::to_text() const {
    return fmt::format("{} of {} read, {} wrongly, p50 {:.2f} ms, p95 {:.2f} ms", read_,
                       times_.size(), wrong_, quantile(times_, 0.5), quantile(times_, 0.95));
}

}  // namespace kiosk::cli
