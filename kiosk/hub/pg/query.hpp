// kiosk/hub/pg/query.hpp — a statement with its values, as they go over the line.
//
// Values never become part of the statement's text. Statements are constants of the program: each
// connection prepares one at its first use and knows it by its name.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::hub::pg {

struct Statement {
    const char* name;
    const char* sql;
};

class Query {
  public:
    explicit Query(const Statement& statement) : statement_(&statement) {}

    // Values in the order of $1, $2, ...
    Query& number(std::int64_t value);
    Query& text(std::string value);
    Query& bytes(std::span<const std::uint8_t> value);  // bytea

    // Whole columns, for `unnest($1::bigint[], ...)`; nothing means NULL.
    Query& numbers(std::span<const std::optional<std::int64_t>> values);
    Query& texts(std::span<const std::string> values);
    Query& byte_strings(std::span<const std::optional<std::vector<std::uint8_t>>> values);

    [[nodiscard]] const Statement& statement() const { return *statement_; }
    [[nodiscard]] const std::vector<std::string>& values() const { return values_; }

  private:
    const Statement* statement_;
    std::vector<std::string> values_;  // in PostgreSQL's text form
};

// A number that has all 64 bits in use (ticket, epoch), as PostgreSQL's signed one and back.
[[nodiscard]] constexpr std::int64_t as_signed(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}
[[nodiscard]] constexpr std::uint64_t as_unsigned(std::int64_t number) {
    return static_cast<std::uint64_t>(number);
}

}  // namespace kiosk::hub::pg
