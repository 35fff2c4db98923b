// kiosk/http/body_sink.hpp — takes a body as it comes, into memory or a file, up to its limit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "kiosk/http/problem.hpp"
#include "kiosk/http/request.hpp"
#include "kiosk/http/router.hpp"
#include "kiosk/http/upload_file.hpp"

namespace kiosk::http {

class BodySink {
  public:
    // Makes ready for a body of `route`; `announced` is its Content-Length. Objects at once to a
    // body that announces too much, and where no file can be made.
    [[nodiscard]] std::optional<Problem> open(const Route& route, std::uint64_t bytes_max,
                                              std::optional<std::uint64_t> announced,
                                              const std::filesystem::path& directory);

    // Keeps the next bytes, or says why not.
    [[nodiscard]] std::optional<Problem> append(std::span<const std::byte> bytes);

    // Hands the body over: as text, or as the path of a file that lives until close().
    void hand_over(Request& request);

    void close();

    [[nodiscard]] bool is_file() const { return file_.has_value(); }

  private:
    std::uint64_t bytes_max_ = 0;
    std::uint64_t size_ = 0;
    std::string text_;
    std::optional<UploadFile> file_;
};

}  // namespace kiosk::http
