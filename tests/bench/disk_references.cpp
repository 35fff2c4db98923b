// tests/bench/disk_references.cpp — system calls and SQLite without anything around them.
#include "tests/bench/disk_references.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace kiosk::bench {
namespace {

constexpr std::size_t kFileBytes = 16UL << 20U;  // 65,536 records

void demand(bool worked, const char* what) {
    if (worked) return;
    std::perror(what);
    std::exit(1);
}

const std::array<char, kRecordBytes>& record() {
    static const auto bytes = [] {
        std::array<char, kRecordBytes> made{};
        made.fill('x');
        return made;
    }();
    return bytes;
}

}  // namespace

BareLoop::BareLoop(const std::filesystem::path& path)
    : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {
    demand(descriptor_ >= 0, path.c_str());
    const std::vector<char> zeroes(kFileBytes);
    const auto written = ::pwrite(descriptor_, zeroes.data(), zeroes.size(), 0);
    demand(written == static_cast<ssize_t>(kFileBytes), path.c_str());
    demand(::fsync(descriptor_) == 0, path.c_str());
}

BareLoop::~BareLoop() {
    ::close(descriptor_);
}

void BareLoop::append() {
    const auto written = ::pwrite(descriptor_, record().data(), kRecordBytes, offset_);
    demand(written == static_cast<ssize_t>(kRecordBytes), "pwrite");
    demand(::fdatasync(descriptor_) == 0, "fdatasync");
    offset_ = (offset_ + static_cast<off_t>(kRecordBytes)) % static_cast<off_t>(kFileBytes);
}

RowsAlone::RowsAlone(const std::filesystem::path& path) {
    demand(sqlite3_open(path.c_str(), &connection_) == SQLITE_OK, path.c_str());
    constexpr const char* kSettings =
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE records (seq INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT;";
    demand(sqlite3_exec(connection_, kSettings, nullptr, nullptr, nullptr) == SQLITE_OK, kSettings);
    constexpr const char* kInsert = "INSERT INTO records (payload) VALUES (?1)";
    demand(sqlite3_prepare_v2(connection_, kInsert, -1, &insert_, nullptr) == SQLITE_OK, kInsert);
}

RowsAlone::~RowsAlone() {
    sqlite3_finalize(insert_);
    sqlite3_close(connection_);
}

void RowsAlone::append_batch(std::uint64_t rows) {
    const auto run = [this](const char* sql) {
        demand(sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
    };
    run("BEGIN IMMEDIATE");
    for (std::uint64_t row = 0; row < rows; ++row) {
        sqlite3_bind_blob(insert_, 1, record().data(), static_cast<int>(kRecordBytes),
                          SQLITE_STATIC);
        demand(sqlite3_step(insert_) == SQLITE_DONE, "INSERT");
        demand(sqlite3_reset(insert_) == SQLITE_OK, "INSERT");
    }
    run("COMMIT");
}

}  // namespace kiosk::bench
