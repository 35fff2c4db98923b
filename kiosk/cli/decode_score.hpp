// kiosk/cli/decode_score.hpp — how many of many pictures were read, how fast, and what wrongly.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/camera/decoder.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::cli {

// What pictures hold, as somebody who looked at them wrote it down: lines of FILE<tab>TEXT[<tab>…],
// the first a header. FILE is below the list's own folder. In TEXT, tab, line feed, carriage return
// and backslash are written \t \n \r \\; several texts are separated by " || ".
class ExpectedTexts {
  public:
    static constexpr std::size_t kBytesMax = 64 * 1024 * 1024;

    // Errc::not_found, denied, io_failure; too_large above kBytesMax.
    [[nodiscard]] static Result<ExpectedTexts> load(const std::filesystem::path& list);

    // Whether the code is in that picture; nothing for a picture that the list does not have.
    [[nodiscard]] std::optional<bool> has(const std::filesystem::path& picture,
                                          std::string_view text) const;

  private:
    std::map<std::filesystem::path, std::vector<std::string>> texts_;
};

// One decoder's pictures.
class DecodeScore {
  public:
    // `expected` may be null: then every text counts as read.
    void add(const std::filesystem::path& picture, const std::vector<drivers::DecodedCode>& codes,
             double milliseconds, const ExpectedTexts* expected);

    // "564 of 593 read, 0 wrongly, p50 0.25 ms, p95 1.90 ms"
    [[nodiscard]] std::string to_text() const;

    [[nodiscard]] std::size_t pictures() const { return times_.size(); }
    [[nodiscard]] std::size_t read() const { return read_; }
    [[nodiscard]] std::size_t wrong() const { return wrong_; }

  private:
    std::size_t read_ = 0;   // a code, and no text that is not there
    std::size_t wrong_ = 0;  // a text that is not there
    std::vector<double> times_;
};

}  // namespace kiosk::cli
