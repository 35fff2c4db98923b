// kiosk/storage/key_check.cpp — 16 bytes of keyed hash and a checksum of them.
#include "kiosk/storage/key_check.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <sodium.h>

#include "kiosk/storage/journal_format.hpp"
#include "kiosk/storage/little_endian.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kHashBytes = crypto_generichash_BYTES_MIN;
constexpr std::size_t kCheckBytes = kHashBytes + sizeof(std::uint32_t);

using Check = std::array<std::byte, kCheckBytes>;

Check check_of(const Path& path, std::span<const std::byte> bytes) {
    Check check{};
    const std::string name = "kiosk check " + path.filename().string();
    crypto_generichash(reinterpret_cast<unsigned char*>(check.data()), kHashBytes,
                       reinterpret_cast<const unsigned char*>(name.data()), name.size(),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    store_little(check, kHashBytes, crc32c(std::span(check).first(kHashBytes)));
    return check;
}

Path check_path(const Path& path) {
    return path.string() + ".check";
}

// What is damaged itself says nothing.
bool is_sound(std::span<const std::byte> stored) {
    return stored.size() == kCheckBytes &&
           load_little<std::uint32_t>(stored, kHashBytes) == crc32c(stored.first(kHashBytes));
}

}  // namespace

Result<> check_key(FileSystem& files, const Path& path, std::span<const std::byte> bytes) {
    const Path beside = check_path(path);
    const auto stored = read_file(files, beside, kCheckBytes);
    const Check expected = check_of(path, bytes);
    if (stored.has_value() && is_sound(*stored)) {
        if (std::ranges::equal(*stored, expected)) return {};
        return fail(Errc::conflict, path.string() +
                                        " is not what this station made: bytes of it changed. Copy"
                                        " the file " +
                                        path.filename().string() +
                                        " of the newest backup over it, or restore that backup:"
                                        " kioskctl restore");
    }
    const auto written = write_file_durably(files, beside, expected);
    static_cast<void>(written);
    return {};
}

Result<> forget_check(FileSystem& files, const Path& path) {
    auto removed = files.remove(check_path(path));
    if (!removed.has_value() && removed.error().code != Errc::not_found) return removed;
    return {};
}

}  // namespace kiosk::storage
