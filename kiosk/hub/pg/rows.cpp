// kiosk/hub/pg/rows.cpp — values back from PostgreSQL's text form.
#include "kiosk/hub/pg/rows.hpp"

#include <charconv>
#include <string>

#include <libpq-fe.h>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::hub::pg {
namespace {

// Both ends are checked: no character is left over.
bool read_number(std::string_view text, std::int64_t& number) {
    const char* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc() && stop == end;
}

}  // namespace

void ResultCloser::operator()(pg_result* result) const {
    PQclear(result);
}

std::size_t Rows::size() const {
    return static_cast<std::size_t>(PQntuples(result_.get()));
}

std::size_t Rows::affected() const {
    std::int64_t number = 0;
    return read_number(PQcmdTuples(result_.get()), number) ? static_cast<std::size_t>(number) : 0;
}

bool Rows::is_null(std::size_t row, int column) const {
    return PQgetisnull(result_.get(), static_cast<int>(row), column) != 0;
}

std::string_view Rows::text(std::size_t row, int column) const {
    const int at = static_cast<int>(row);
    return {PQgetvalue(result_.get(), at, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), at, column))};
}

Result<std::int64_t> Rows::number(std::size_t row, int column) const {
    std::int64_t number = 0;
    if (read_number(text(row, column), number)) return number;
    return fail(Errc::corrupt,
                std::string(PQfname(result_.get(), column)) + ": not a whole number");
}

Result<std::vector<std::uint8_t>> Rows::bytes(std::size_t row, int column) const {
    const auto value = text(row, column);
    std::vector<std::uint8_t> bytes(value.size() / 2 - (value.size() >= 2 ? 1 : 0));
    if (value.starts_with("\\x") && from_hex(value.substr(2), bytes)) return bytes;
    return fail(Errc::corrupt, std::string(PQfname(result_.get(), column)) + ": not bytes");
}

}  // namespace kiosk::hub::pg
