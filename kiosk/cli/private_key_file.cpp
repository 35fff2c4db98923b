// kiosk/cli/private_key_file.cpp — PKCS #8 of one kind of key, by its fixed beginning.
#include "kiosk/cli/private_key_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/random.h>
#include <unistd.h>

#include "kiosk/cli/owned_file.hpp"
#include "kiosk/core/ticket/base64.hpp"

namespace kiosk::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kKeyFileBytesMax = 4096;  // ours have 119
constexpr std::string_view kBegin = "-----BEGIN PRIVATE KEY-----\n";
constexpr std::string_view kEnd = "\n-----END PRIVATE KEY-----\n";

// RFC 8410, section 7: PrivateKeyInfo of Ed25519 before the 32 bytes.
constexpr std::array<std::uint8_t, 16> kPrefix{0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                                               0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};
using KeyBytes = std::array<std::uint8_t, kPrefix.size() + 32>;

// False for anything but the one key between the two lines.
bool parse(std::string_view text, PrivateSeed& seed) {
    if (!text.starts_with(kBegin) || !text.ends_with(kEnd)) return false;
    if (text.size() < kBegin.size() + kEnd.size()) return false;
    text.remove_prefix(kBegin.size());
    text.remove_suffix(kEnd.size());
    auto reading = core::read_base64(text);
    const bool fits = reading.bytes.size() == KeyBytes{}.size() &&
                      std::equal(kPrefix.begin(), kPrefix.end(), reading.bytes.begin());
    if (fits) std::copy_n(reading.bytes.end() - 32, 32, seed.bytes.begin());
    explicit_bzero(reading.bytes.data(), reading.bytes.size());
    return fits;
}

// Base64 of 48 bytes: 64 signs and no padding.
std::string base64(const KeyBytes& bytes) {
    constexpr std::string_view kSigns =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve(64);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::uint32_t bits =
            std::uint32_t{bytes[i]} << 16U | std::uint32_t{bytes[i + 1]} << 8U | bytes[i + 2];
        for (const unsigned shift : {18U, 12U, 6U, 0U}) text += kSigns[bits >> shift & 63U];
    }
    return text;
}

Result<> write_and_sync(int descriptor, std::string_view text, const fs::path& file) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return fail(system_error(fmt::format("write {}", file.string()), errno));
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor) != 0) {
        return fail(system_error(fmt::format("write {}", file.string()), errno));
    }
    return {};
}

}  // namespace

void PrivateSeed::wipe() {
    explicit_bzero(bytes.data(), bytes.size());
}

Result<PrivateSeed> random_seed() {
    PrivateSeed seed;
    // Up to 256 bytes come whole (getrandom(2)).
    if (::getrandom(seed.bytes.data(), seed.bytes.size(), 0) != std::ssize(seed.bytes)) {
        return fail(system_error("random bytes", errno));
    }
    return seed;
}

Result<PrivateSeed> read_private_key(const fs::path& file) {
    const SecretText secret = KIOSK_TRY(read_owned_file(file, "private key", kKeyFileBytesMax));
    PrivateSeed seed;
    if (!parse(secret.text(), seed)) {
        return fail(Errc::invalid_input,
                    fmt::format("private key {}: no Ed25519 key in PEM (PKCS #8), as "
                                "`kioskctl badge keygen` writes it",
                                file.string()));
    }
    return seed;
}

Result<> write_private_key(const fs::path& file, const PrivateSeed& seed) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        const int problem = errno;
        if (problem == EEXIST) {
            return fail(Errc::conflict, fmt::format("{} is there already; a key is never "
                                                    "overwritten",
                                                    file.string()));
        }
        return fail(system_error(fmt::format("write {}", file.string()), problem));
    }
    KeyBytes bytes{};
    std::ranges::copy(seed.bytes, std::ranges::copy(kPrefix, bytes.begin()).out);
    std::string text = std::string(kBegin) + base64(bytes) + std::string(kEnd);
    explicit_bzero(bytes.data(), bytes.size());
    auto written = write_and_sync(descriptor, text, file);
    explicit_bzero(text.data(), text.size());
    ::close(descriptor);
    return written;
}

}  // namespace kiosk::cli
