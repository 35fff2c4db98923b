// kiosk/storage/database.cpp — opening with the settings that durability needs.
#include "kiosk/storage/database.hpp"

#include <array>
#include <utility>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "kiosk/storage/migrations.hpp"
#include "kiosk/storage/sqlite_calls.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {
namespace {

// wal_autocheckpoint stays 0: the checkpoint is ours to make after the guest has the answer, at
// kWalPagesMax pages, and not within the commit that happens to reach them.
constexpr const char* kSettings =
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA wal_autocheckpoint=0;"
    "PRAGMA journal_size_limit=4194304;"
    "PRAGMA mmap_size=0;"
    "PRAGMA cell_size_check=ON;"
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA temp_store=MEMORY;";

constexpr const char* kReadSettings =
    "PRAGMA mmap_size=2147483648;"
    "PRAGMA cell_size_check=ON;"
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA query_only=ON;";

int access_of(DatabaseUse use) {
    switch (use) {
        case DatabaseUse::owning:
        case DatabaseUse::building: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        case DatabaseUse::inspecting: return SQLITE_OPEN_READWRITE;
        case DatabaseUse::reading: return SQLITE_OPEN_READONLY;
        case DatabaseUse::stranded: return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
    return SQLITE_OPEN_READONLY;
}

// For SQLite's file: addresses (RFC 3986, section 2.1).
std::string escaped(const std::string& path) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text;
    for (const char letter : path) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter != '%' && letter != '?' && letter != '#') {
            text += letter;
        } else {
            text.append({'%', kDigits[byte >> 4U], kDigits[byte & 15U]});
        }
    }
    return text;
}

// A database that was closed well has no log, and where none can be made SQLite opens only what it
// is told never changes.
std::string name_of(const Path& path, DatabaseUse use) {
    if (use != DatabaseUse::stranded) return path.string();
    const bool has_log = is_there(path.string() + "-wal");
    return "file:" + escaped(path.string()) + (has_log ? "" : "?immutable=1");
}

// SQLite cannot lock a file that is open for reading only, and needs the lock to read the log.
// The lock of the state directory keeps everybody else away.
const char* layer_of(DatabaseUse use) {
    return use == DatabaseUse::stranded ? "unix-none" : nullptr;
}

// SQLite makes what is missing readable by everybody, and gives its log the mode of the file. Where
// this fails it says why itself. There is no connection yet whose locks the close could drop.
void make_private_file(const Path& path, DatabaseUse use) {
    if (use != DatabaseUse::owning && use != DatabaseUse::building) return;
    if (path == ":memory:" || is_there(path)) return;
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0) ::close(descriptor);
}

}  // namespace

void Database::Closer::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

Result<std::unique_ptr<Database>> Database::open(const Path& path, DatabaseUse use) {
    auto database = std::make_unique<Database>(Unopened());
    database->is_read_only_ = use != DatabaseUse::owning && use != DatabaseUse::building;
    KIOSK_TRY_VOID(database->connect(path, use));
    switch (use) {
        case DatabaseUse::owning:
            KIOSK_TRY_VOID(database->check_identity(path));
            KIOSK_TRY_VOID(database->take_ownership());
            break;
        case DatabaseUse::inspecting:
        case DatabaseUse::stranded:
            KIOSK_TRY_VOID(database->check_identity(path));
            KIOSK_TRY_VOID(database->execute("PRAGMA query_only=ON"));
            break;
        case DatabaseUse::building:
            KIOSK_TRY_VOID(database->execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF"));
            break;
        case DatabaseUse::reading: KIOSK_TRY_VOID(database->execute(kReadSettings)); break;
    }
    return database;
}

Result<> Database::connect(const Path& path, DatabaseUse use) {
    const int access = access_of(use);
    make_private_file(path, use);
    watch_sqlite_calls();
    forget_refused_call();
    sqlite3* connection = nullptr;
    const int code =
        sqlite3_open_v2(name_of(path, use).c_str(), &connection,
                        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | access, layer_of(use));
    connection_.reset(connection);
    if (code != SQLITE_OK) return fail(sqlite_error(connection, "open " + path.string()));
    // Until we know that the database is ours, closing it must not move its log into it.
    sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    return execute("PRAGMA locking_mode=EXCLUSIVE");
}

// SQLite takes a file whose write version it does not know for one that may only be read, and says
// no more than that (file format, section 1.3.3). It writes both versions alike: 1, or 2 for WAL.
Result<> Database::check_header(const Path& path) {
    constexpr std::size_t kWriteVersionAt = 18;
    std::array<std::uint8_t, kWriteVersionAt + 2> header{};
    sqlite3_file* file = nullptr;
    sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (file == nullptr || file->pMethods == nullptr) return {};
    const int code = file->pMethods->xRead(file, header.data(), header.size(), 0);
    if (code != SQLITE_OK) return {};  // a new file; or the first query says it
    const auto [writing, reading] = std::pair(header[kWriteVersionAt], header.back());
    if (writing == reading && (writing == 1 || writing == 2)) return {};
    return fail(Errc::corrupt, path.string() + ": the header has write version " +
                                   std::to_string(writing) + " and read version " +
                                   std::to_string(reading) + ", expected 2 and 2");
}

Result<> Database::check_identity(const Path& path) {
    KIOSK_TRY_VOID(check_header(path));
    const auto owner = KIOSK_TRY(number_of("PRAGMA application_id"));
    const auto version = KIOSK_TRY(number_of("PRAGMA user_version"));
    const auto tables = KIOSK_TRY(number_of("SELECT count(*) FROM sqlite_schema"));
    const bool is_foreign = owner != kApplicationId && (owner != 0 || tables != 0);
    const bool is_later = version > latest_schema_version();
    // Both numbers can rot. Those who have others have other tables, too.
    if ((is_foreign || is_later) && KIOSK_TRY(has_latest_tables(*this))) {
        return fail(Errc::corrupt, path.string() + ": the header has application id " +
                                       std::to_string(owner) + " and schema version " +
                                       std::to_string(version) + " with the tables of version " +
                                       std::to_string(latest_schema_version()));
    }
    if (is_foreign) {
        return fail(Errc::unsupported, std::string(kMixedUp) + ": " + path.string() +
                                           " is a database of another program; move it away");
    }
    if (is_later) {
        return fail(Errc::unsupported,
                    std::string(kNewer) + ": " + path.string() + " has schema version " +
                        std::to_string(version) + ", this program knows up to " +
                        std::to_string(latest_schema_version()) + "; it was left as it is");
    }
    return {};
}

Result<> Database::take_ownership() {
    sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    KIOSK_TRY_VOID(execute(kSettings));
    // Only now: setting wal_autocheckpoint takes the hook away.
    sqlite3_wal_hook(
        connection_.get(),
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<Database*>(self)->wal_pages_ = pages;
            return SQLITE_OK;
        },
        this);
    return migrate(*this);
}

Result<> Database::execute(const std::string& sql) {
    forget_refused_call();
    if (sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        return fail(sqlite_error(connection_.get(), sql));
    }
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    return Statement::prepare(connection_.get(), sql);
}

Result<std::int64_t> Database::number_of(std::string_view sql) {
    auto statement = KIOSK_TRY(prepare(sql));
    if (!KIOSK_TRY(statement.step())) return fail(Errc::not_found, "no row: " + std::string(sql));
    return statement.number(0);
}

Result<> Database::read_bytes(std::span<std::byte> into, std::uint64_t offset) {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (file == nullptr || file->pMethods == nullptr) {
        return fail(Errc::unavailable, "the database has no file");
    }
    const int code = file->pMethods->xRead(file, into.data(), static_cast<int>(into.size()),
                                           static_cast<sqlite3_int64>(offset));
    if (code == SQLITE_OK) return {};
    const bool is_short = code == SQLITE_IOERR_SHORT_READ;
    return fail(is_short ? Errc::corrupt : Errc::io_failure,
                "read " + std::to_string(into.size()) + " bytes of the database at " +
                    std::to_string(offset) + ": " +
                    (is_short ? "the file is shorter" : sqlite3_errstr(code)));
}

Result<> Database::check_pages() {
    return must_be_ok("PRAGMA quick_check(1)");
}

Result<> Database::check_all() {
    return must_be_ok("PRAGMA integrity_check(1)");
}

Result<> Database::must_be_ok(std::string_view pragma) {
    auto check = KIOSK_TRY(prepare(pragma));
    if (KIOSK_TRY(check.step()) && check.text(0) == "ok") return {};
    return fail(Errc::corrupt, std::string(check.text(0)));
}

Result<bool> Database::has_moved() {
    int moved = 0;
    forget_refused_call();
    const int code =
        sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (code != SQLITE_OK) return fail(sqlite_error(connection_.get(), "has moved"));
    return moved != 0;
}

void Database::forget_pages() {
    sqlite3_db_release_memory(connection_.get());
}

Result<> Database::checkpoint(bool truncate) {
    const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    forget_refused_call();
    const int code = sqlite3_wal_checkpoint_v2(connection_.get(), nullptr, mode, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(sqlite_error(connection_.get(), "checkpoint"));
    wal_pages_ = 0;
    return {};
}

}  // namespace kiosk::storage
