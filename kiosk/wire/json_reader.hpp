// kiosk/wire/json_reader.hpp — typed, bounded reading of one JSON object from outside.
//
// Reading goes on after a bad field, so that a client learns all its mistakes at once. Whatever was
// not asked for is an error too: a misspelt field must not be ignored silently. So is a field that
// is given twice.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/wire/field_error.hpp"

namespace kiosk::wire {

inline constexpr std::size_t kJsonDepthMax = 8;

class JsonReader {
  public:
    // Parses; anything but one object becomes an error with the empty pointer (the document).
    explicit JsonReader(std::string_view text);
    ~JsonReader();
    JsonReader(const JsonReader&) = delete;
    JsonReader& operator=(const JsonReader&) = delete;

    // The field's value, or nothing where it is absent or wrong (then an error is noted).
    [[nodiscard]] std::optional<std::string> text(std::string_view field, std::size_t bytes_max);
    [[nodiscard]] std::optional<bool> boolean(std::string_view field);
    [[nodiscard]] std::optional<std::string> choice(std::string_view field,
                                                    std::initializer_list<std::string_view> known);

    // An object of texts: at most `count_max`, each name and text at most `bytes_max` bytes.
    [[nodiscard]] std::map<std::string, std::string> texts(std::string_view field,
                                                           std::size_t count_max,
                                                           std::size_t bytes_max);

    // Notes that the field must be there.
    void require(std::string_view field);

    // Notes an objection of the caller's own.
    void object_to(std::string_view field, std::string code, std::string detail);

    // All objections, unknown fields included. Call it last.
    [[nodiscard]] std::vector<FieldError> errors();

  private:
    struct Document;
    std::unique_ptr<Document> document_;
};

}  // namespace kiosk::wire
