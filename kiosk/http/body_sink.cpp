// kiosk/http/body_sink.cpp — counts what comes; a chunked body does not say its size before.
#include "kiosk/http/body_sink.hpp"

#include <utility>

#include <fmt/format.h>

namespace kiosk::http {
namespace {

Problem too_large(std::uint64_t bytes_max) {
    Problem problem;
    problem.slug = "too-large";
    problem.detail = fmt::format("body is larger than its limit of {} bytes", bytes_max);
    return problem;
}

}  // namespace

std::optional<Problem> BodySink::open(const Route& route, std::uint64_t bytes_max,
                                      std::optional<std::uint64_t> announced,
                                      const std::filesystem::path& directory) {
    close();
    bytes_max_ = bytes_max;
    if (announced && *announced > bytes_max_) return too_large(bytes_max_);
    if (route.body != BodyKind::csv_upload) return std::nullopt;
    auto file = UploadFile::create(directory);
    if (!file) return problem_of(file.error());
    file_.emplace(std::move(*file));
    return std::nullopt;
}

std::optional<Problem> BodySink::append(std::span<const std::byte> bytes) {
    size_ += bytes.size();
    if (size_ > bytes_max_) return too_large(bytes_max_);
    if (!file_) {
        for (const std::byte byte : bytes) text_ += static_cast<char>(byte);
        return std::nullopt;
    }
    if (auto kept = file_->append(bytes); !kept) return problem_of(kept.error());
    return std::nullopt;
}

void BodySink::hand_over(Request& request) {
    request.body = std::exchange(text_, {});
    if (file_) request.body_file = file_->path();
}

void BodySink::close() {
    size_ = 0;
    text_.clear();
    file_.reset();
}

}  // namespace kiosk::http
