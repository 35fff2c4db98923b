// kiosk/storage/backup_manifest.hpp — what a backup holds: head, files, digests.
//
// manifest.toml, written last: a directory without it is no backup. Plain TOML, read strictly.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_format.hpp"

namespace kiosk::storage {

inline constexpr std::string_view kManifestName = "manifest.toml";
inline constexpr std::size_t kManifestBytesMax = 1U << 20U;
inline constexpr std::size_t kBackupFilesMax = 4096;  // 16 GiB of journal

using Digest = std::array<std::uint8_t, 32>;  // SHA-256

struct BackedUpFile {
    std::string name;  // relative, such as "journal/00000001.kj"
    std::uint64_t bytes = 0;
    Digest digest{};

    friend bool operator==(const BackedUpFile&, const BackedUpFile&) = default;
};

struct BackupManifest {
    StationId station;
    std::uint64_t epoch = 0;  // the journal's first
    Head head;                // last record
    UtcTime made{};
    std::vector<BackedUpFile> files;

    friend bool operator==(const BackupManifest&, const BackupManifest&) = default;
};

[[nodiscard]] std::string to_text(const BackupManifest& manifest);

// Exactly what to_text() writes. Errc::corrupt names the line, Errc::unsupported a later version.
[[nodiscard]] Result<BackupManifest> read_manifest(std::string_view text);

// Of the whole file, read in pieces.
[[nodiscard]] Result<BackedUpFile> digest_of(FileSystem& files, const Path& directory,
                                             const std::string& name);

}  // namespace kiosk::storage
