// kiosk/storage/statement.cpp — SQLite's statement calls with our errors.
#include "kiosk/storage/statement.hpp"

#include <string>

#include <sqlite3.h>

#include "kiosk/base/check.hpp"
#include "kiosk/storage/sqlite_calls.hpp"

namespace kiosk::storage {
namespace {

// Why a call of the operating system failed. A failed sync is final whatever the reason: a commit
// that was reported as failed may be in the log all the same.
Errc errc_from_call(int extended_code, int error_number) {
    if (extended_code == SQLITE_IOERR_NOMEM) return Errc::unavailable;
    const bool is_sync =
        extended_code == SQLITE_IOERR_FSYNC || extended_code == SQLITE_IOERR_DIR_FSYNC;
    const Errc code = errc_from_errno(error_number);
    const bool is_refusal =
        code == Errc::denied || code == Errc::no_space || code == Errc::unavailable;
    return is_refusal && !is_sync ? code : Errc::io_failure;
}

Errc errc_from_sqlite(int extended_code, int error_number) {
    if (extended_code == SQLITE_READONLY_DBMOVED) return Errc::not_found;
    switch (extended_code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Errc::locked;
        case SQLITE_NOMEM: return Errc::unavailable;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN: return errc_from_call(extended_code, error_number);
        case SQLITE_FULL: return Errc::no_space;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return Errc::corrupt;
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_READONLY: return Errc::denied;
        case SQLITE_CONSTRAINT: return Errc::conflict;
        case SQLITE_TOOBIG: return Errc::too_large;
        default: return Errc::io_failure;
    }
}

void check_bound(int code) {
    KIOSK_CHECK(code == SQLITE_OK, "parameters exist and fit");
}

}  // namespace

Error sqlite_error(sqlite3* connection, std::string_view what) {
    std::string context(what);
    context += ": ";
    context += sqlite3_errmsg(connection);
    const int extended = sqlite3_extended_errcode(connection);
    context += " (SQLite code " + std::to_string(extended) + ")";
    return {errc_from_sqlite(extended, refused_call_errno()), std::move(context)};
}

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Result<Statement> Statement::prepare(sqlite3* connection, std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    forget_refused_call();
    const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return fail(sqlite_error(connection, "prepare " + std::string(sql)));
    return Statement(connection, statement);
}

Statement& Statement::bind(int parameter, std::int64_t number) {
    check_bound(sqlite3_bind_int64(statement_.get(), parameter, number));
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
    // An empty view may have no address, which SQLite would store as NULL.
    const char* begin = text.empty() ? "" : text.data();
    check_bound(sqlite3_bind_text(statement_.get(), parameter, begin, static_cast<int>(text.size()),
                                  SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind(int parameter, std::span<const std::byte> bytes) {
    const void* begin = bytes.empty() ? static_cast<const void*>("") : bytes.data();
    check_bound(sqlite3_bind_blob(statement_.get(), parameter, begin,
                                  static_cast<int>(bytes.size()), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind_null(int parameter) {
    check_bound(sqlite3_bind_null(statement_.get(), parameter));
    return *this;
}

Result<bool> Statement::step() {
    forget_refused_call();
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    auto error = sqlite_error(connection_, sqlite3_sql(statement_.get()));
    reset();
    return fail(std::move(error));
}

Result<> Statement::run() {
    while (KIOSK_TRY(step())) {
    }
    reset();
    return {};
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
    const auto* begin = sqlite3_column_text(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    if (begin == nullptr) return {};
    return {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(size)};
}

std::span<const std::byte> Statement::bytes(int column) const {
    const auto* begin = sqlite3_column_blob(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    if (begin == nullptr) return {};
    return {static_cast<const std::byte*>(begin), static_cast<std::size_t>(size)};
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

}  // namespace kiosk::storage
