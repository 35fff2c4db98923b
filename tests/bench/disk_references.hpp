// tests/bench/disk_references.hpp — the least that durable storage can cost on this disk.
//
// Both exit the process with a message when the disk refuses: a reference has no partial result.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

#include <sys/types.h>

struct sqlite3;
struct sqlite3_stmt;

namespace kiosk::bench {

inline constexpr std::size_t kRecordBytes = 256;

// 256 bytes and fdatasync in a preallocated, zero-filled file.
class BareLoop {
  public:
    explicit BareLoop(const std::filesystem::path& path);
    ~BareLoop();
    BareLoop(const BareLoop&) = delete;
    BareLoop& operator=(const BareLoop&) = delete;

    void append();

  private:
    int descriptor_;
    off_t offset_ = 0;
};

// SQLite alone, as its manual says for durable commits: WAL, synchronous=FULL, 256 bytes a row, one
// row a commit, checkpoints when SQLite thinks best.
class RowsAlone {
  public:
    explicit RowsAlone(const std::filesystem::path& path);
    ~RowsAlone();
    RowsAlone(const RowsAlone&) = delete;
    RowsAlone& operator=(const RowsAlone&) = delete;

    void append() { append_batch(1); }
    void append_batch(std::uint64_t rows);  // one commit

  private:
    sqlite3* connection_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

}  // namespace kiosk::bench
