// kiosk/storage/database.hpp — the one SQLite connection: settings, execution, checkpoints.
//
// One connection in the process and locking_mode=EXCLUSIVE before WAL: no shared-memory file, a
// second daemon is refused, and the WAL-reset bug of SQLite before 3.51.3 cannot be reached.
// Not for more than one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/statement.hpp"

namespace kiosk::storage {

inline constexpr std::int64_t kApplicationId = 0x414B5742;  // "AKWB"
inline constexpr int kWalPagesMax = 256;  // checkpoint after the batch that reaches it

enum class DatabaseUse : std::uint8_t {
    owning,      // create, migrate, write; WAL and synchronous=FULL
    inspecting,  // look at a database whose owner is not running; changes no byte of it
    building,    // fill a new file that gets its name only when it is synced; no journal
    reading,     // a finished file that nobody writes
    stranded,    // an event database on a disk that takes no writes; the log is read with it
};

class Database {
    // Only open() has one.
    struct Unopened {
        explicit Unopened() = default;
    };

  public:
    explicit Database(Unopened) {}

    // Identity and schema are checked for owning, inspecting and stranded only: Errc::unsupported,
    // the file untouched, for a database that is not ours or has a later schema. Errc::corrupt
    // where SQLite cannot read it or only the marks of its header say so, Errc::locked where
    // another connection owns it.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const Path& path, DatabaseUse use);

    virtual ~Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // Runs statements without results. Virtual so that a test can let COMMIT fail.
    [[nodiscard]] virtual Result<> execute(const std::string& sql);

    [[nodiscard]] Result<Statement> prepare(std::string_view sql);

    // First column of the first row. Errc::not_found without a row.
    [[nodiscard]] Result<std::int64_t> number_of(std::string_view sql);

    // Pages in the write-ahead log after the last commit.
    [[nodiscard]] int wal_pages() const { return wal_pages_; }

    // True where it was opened so that it cannot be written.
    [[nodiscard]] bool is_read_only() const { return is_read_only_; }

    // True where the file has another name now, or none, or another file has its name.
    [[nodiscard]] Result<bool> has_moved();

    // Drops cached pages, so that what is read next comes from the file.
    void forget_pages();

    // Moves the write-ahead log into the database file; with `truncate` its file becomes empty.
    [[nodiscard]] Result<> checkpoint(bool truncate);

    // Bytes of the database file, without its log and past every cache of SQLite. Errc::corrupt
    // where the file ends before.
    [[nodiscard]] Result<> read_bytes(std::span<std::byte> into, std::uint64_t offset);

    // Errc::corrupt where SQLite finds a page damaged: its cells, its list of free bytes, the list
    // of free pages (quick_check). All in one go: 25 ms for 100,000 events that the system has in
    // memory, and as long as the disk takes to read what it has not.
    [[nodiscard]] Result<> check_pages();

    // The same, and the indexes against the rows (integrity_check).
    [[nodiscard]] Result<> check_all();

  private:
    struct Closer {
        void operator()(sqlite3* connection) const;
    };

    [[nodiscard]] Result<> connect(const Path& path, DatabaseUse use);
    [[nodiscard]] Result<> check_header(const Path& path);
    [[nodiscard]] Result<> check_identity(const Path& path);
    [[nodiscard]] Result<> take_ownership();
    [[nodiscard]] Result<> must_be_ok(std::string_view pragma);

    std::unique_ptr<sqlite3, Closer> connection_;
    int wal_pages_ = 0;
    bool is_read_only_ = false;
};

}  // namespace kiosk::storage
