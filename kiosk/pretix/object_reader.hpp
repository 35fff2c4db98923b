// kiosk/pretix/object_reader.hpp — reading one JSON object: each value with its type.
//
// The first objection is kept and ends the reading in effect; finish() reports it, or, where an
// object states what is asked or expected, the first key that nobody asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::pretix {

// Also 102.0. A number from 2^63 to 2^64 - 1 becomes a negative one of its own; the text of one is
// none.
[[nodiscard]] std::optional<std::int64_t> whole_number(const boost::json::value& value);

class ObjectReader {
  public:
    // `path` starts each error. `json` must outlive the reader.
    ObjectReader(const boost::json::value& json, std::string path);

    // The value, or null where the key is absent. Asking makes the key known.
    [[nodiscard]] const boost::json::value* find(std::string_view key);

    // The value; an absent key is an objection and gives JSON null.
    [[nodiscard]] const boost::json::value& at(std::string_view key);

    // Without the key, and with the wrong type, are objections and give an empty value.
    [[nodiscard]] bool boolean(std::string_view key);
    [[nodiscard]] std::int64_t integer(std::string_view key);
    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] FineTime time(std::string_view key);

    // The default, or nothing, for null and without the key.
    [[nodiscard]] bool boolean_or(std::string_view key, bool fallback);
    [[nodiscard]] std::optional<std::int64_t> integer_or_absent(std::string_view key);
    [[nodiscard]] std::optional<std::string> text_or_absent(std::string_view key);
    [[nodiscard]] std::optional<FineTime> time_or_absent(std::string_view key);

    // The shop's programs take null, false, 0 and what is empty for no.
    [[nodiscard]] bool says_yes(std::string_view key);

    // A text; a number as it is written.
    [[nodiscard]] std::string name(std::string_view key);

    // Empty for null and without the key.
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view key);
    [[nodiscard]] const boost::json::array& array(std::string_view key);

    void ignore(std::string_view key) { static_cast<void>(find(key)); }
    void refuse(std::string_view key, std::string_view why);
    void refuse(Error error);

    [[nodiscard]] const std::string& path() const { return path_; }

    // Objections so far; unknown keys too when `all_known`.
    [[nodiscard]] Result<> finish(bool all_known = true);

  private:
    const boost::json::object* object_ = nullptr;
    std::string path_;
    std::vector<std::string_view> known_;
    std::optional<Error> error_;
};

}  // namespace kiosk::pretix
