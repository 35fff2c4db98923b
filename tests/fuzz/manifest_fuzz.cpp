// tests/fuzz/manifest_fuzz.cpp — any bytes as the list of a backup's files.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kiosk/base/check.hpp"
#include "kiosk/storage/backup_manifest.hpp"

// What is read must be what would have been written, and lead nowhere out of the backup.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace storage = kiosk::storage;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto manifest = storage::read_manifest(text);
    if (!manifest) {
        KIOSK_CHECK(!manifest.error().context.empty(), "a refusal says why");
        return 0;
    }
    KIOSK_CHECK(storage::to_text(*manifest) == text, "one text a manifest");
    KIOSK_CHECK(manifest->files.size() <= storage::kBackupFilesMax, "files are bounded");
    for (const auto& file : manifest->files) {
        const storage::Path path(file.name);
        KIOSK_CHECK(!path.empty() && path.is_relative(), "names are relative");
        KIOSK_CHECK(path.lexically_normal().native().find("..") == std::string::npos,
                    "names stay in the backup");
    }
    return 0;
}
