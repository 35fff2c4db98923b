// kiosk/storage/statement.hpp — a prepared SQL statement: bind, step, read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "kiosk/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace kiosk::storage {

// Error of a failed SQLite call on this connection: "<what>: <SQLite's message>".
[[nodiscard]] Error sqlite_error(sqlite3* connection, std::string_view what);

// Parameters count from 1, columns from 0. Bound texts and bytes must live until reset(). A wrong
// parameter number is a programmer's error and aborts.
class Statement {
  public:
    [[nodiscard]] static Result<Statement> prepare(sqlite3* connection, std::string_view sql);

    Statement& bind(int parameter, std::int64_t number);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind(int parameter, std::span<const std::byte> bytes);
    Statement& bind_null(int parameter);

    // True for a row, false at the end.
    [[nodiscard]] Result<bool> step();

    // Steps to the end, then resets: for statements that return no rows.
    [[nodiscard]] Result<> run();

    void reset();

    // Views live until the next step() or reset().
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::span<const std::byte> bytes(int column) const;
    [[nodiscard]] bool is_null(int column) const;

  private:
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const;
    };

    Statement(sqlite3* connection, sqlite3_stmt* statement)
        : connection_(connection), statement_(statement) {}

    sqlite3* connection_;
    std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

}  // namespace kiosk::storage
