// kiosk/hub/pg/rows.hpp — what one statement answered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"

struct pg_result;  // libpq's PGresult

namespace kiosk::hub::pg {

struct ResultCloser {
    void operator()(pg_result* result) const;
};
using ResultHandle = std::unique_ptr<pg_result, ResultCloser>;

class Rows {
  public:
    explicit Rows(ResultHandle result) : result_(std::move(result)) {}

    [[nodiscard]] std::size_t size() const;
    // Rows that the statement added or removed.
    [[nodiscard]] std::size_t affected() const;

    [[nodiscard]] bool is_null(std::size_t row, int column) const;
    // A view into the answer; empty for NULL.
    [[nodiscard]] std::string_view text(std::size_t row, int column) const;
    // Errc::corrupt where the value has another shape: another program's table.
    [[nodiscard]] Result<std::int64_t> number(std::size_t row, int column) const;
    [[nodiscard]] Result<std::vector<std::uint8_t>> bytes(std::size_t row, int column) const;

  private:
    ResultHandle result_;
};

}  // namespace kiosk::hub::pg
