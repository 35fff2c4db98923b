// kiosk/storage/backup_manifest.cpp — writing and reading the list of a backup's files.
#include "kiosk/storage/backup_manifest.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include <sodium.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/storage/little_endian.hpp"

namespace kiosk::storage {
namespace {

constexpr std::string_view kVersionLine = "version = 1";
constexpr std::size_t kPieceBytes = 1U << 18U;

std::string hex_of(std::uint64_t number) {
    std::array<std::byte, sizeof(number)> bytes{};
    store_little(std::span(bytes), 0, number);
    std::array<std::uint8_t, sizeof(number)> digits{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        digits[i] = std::to_integer<std::uint8_t>(bytes[bytes.size() - 1 - i]);
    }
    return to_hex(digits);
}

// One line at a time; the first that is not as expected is the error.
class Lines {
  public:
    explicit Lines(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    Result<std::string_view> next() {
        ++number_;
        const auto end = rest_.find('\n');
        if (end == std::string_view::npos) return wrong("line is not complete");
        const auto line = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return line;
    }

    // The value of "name = value"; with quotes around it for texts.
    Result<std::string_view> value(std::string_view name, std::string_view quote) {
        auto line = KIOSK_TRY(next());
        const std::string front = std::string(name) + " = " + std::string(quote);
        if (!line.starts_with(front) || !line.ends_with(quote) ||
            line.size() < front.size() + quote.size()) {
            return wrong("expected " + std::string(name));
        }
        line.remove_prefix(front.size());
        line.remove_suffix(quote.size());
        return line;
    }

    [[nodiscard]] std::unexpected<Error> wrong(const std::string& what) const {
        return fail(Errc::corrupt, "manifest line " + std::to_string(number_) + ": " + what);
    }

  private:
    std::string_view rest_;
    int number_ = 0;
};

template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number number{};
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
    return whole && std::to_string(number) == text ? std::optional(number) : std::nullopt;
}

// Nothing that leads out of the backup.
bool is_plain_name(std::string_view name) {
    const bool plain = std::ranges::all_of(name, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '/';
    });
    return plain && !name.empty() && name.front() != '/' && name.back() != '/' &&
           name.find("..") == std::string_view::npos;
}

Result<BackedUpFile> read_file_line(Lines& lines) {
    // "journal/00000001.kj" = "4194304 <sha-256>"
    const auto line = KIOSK_TRY(lines.next());
    constexpr std::string_view kMiddle = "\" = \"";
    const auto middle = line.find(kMiddle);
    // The value's own quotes are two: what ends with the middle has no value.
    if (!line.starts_with('"') || !line.ends_with('"') || middle == std::string_view::npos ||
        middle + kMiddle.size() == line.size()) {
        return lines.wrong("expected a file");
    }
    BackedUpFile file;
    file.name = line.substr(1, middle - 1);
    auto value = line.substr(middle + kMiddle.size());
    value.remove_suffix(1);
    const auto space = value.find(' ');
    const auto bytes = number_in<std::uint64_t>(value.substr(0, space));
    const bool good = bytes.has_value() && space != std::string_view::npos &&
                      is_plain_name(file.name) && from_hex(value.substr(space + 1), file.digest);
    if (!good) return lines.wrong("expected a file");
    file.bytes = *bytes;
    return file;
}

Result<std::uint64_t> read_number(Lines& lines, std::string_view name) {
    const auto number = number_in<std::uint64_t>(KIOSK_TRY(lines.value(name, "")));
    if (!number.has_value()) return lines.wrong(std::string(name) + " is no whole number");
    return *number;
}

template <std::size_t N>
Result<> read_hex(Lines& lines, std::string_view name, std::array<std::uint8_t, N>& into) {
    if (from_hex(KIOSK_TRY(lines.value(name, "\"")), into)) return {};
    return lines.wrong(std::string(name) + " is not " + std::to_string(2 * N) + " hex digits");
}

}  // namespace

std::string to_text(const BackupManifest& manifest) {
    std::string text(kVersionLine);
    text += "\nstation = \"" + to_hex(manifest.station.bytes) + "\"";
    text += "\nepoch = \"" + hex_of(manifest.epoch) + "\"";
    text += "\nrecords = " + std::to_string(manifest.head.seq);
    text += "\nchain = \"" + to_hex(manifest.head.chain) + "\"";
    text += "\nmade_at_ms = " + std::to_string(manifest.made.time_since_epoch().count());
    text += "\n\n[files]\n";
    for (const auto& [name, bytes, digest] : manifest.files) {
        text += "\"" + name + "\" = \"" + std::to_string(bytes) + " " + to_hex(digest) + "\"\n";
    }
    return text;
}

Result<BackupManifest> read_manifest(std::string_view text) {
    Lines lines(text);
    const auto version = KIOSK_TRY(lines.next());
    if (version != kVersionLine && version.starts_with("version = ")) {
        return fail(Errc::unsupported, "this program reads backups of version 1 only");
    }
    if (version != kVersionLine) return lines.wrong("expected version = 1");
    BackupManifest manifest;
    KIOSK_TRY_VOID(read_hex(lines, "station", manifest.station.bytes));
    std::array<std::uint8_t, 8> epoch{};
    KIOSK_TRY_VOID(read_hex(lines, "epoch", epoch));
    for (const auto byte : epoch) manifest.epoch = manifest.epoch << 8U | byte;
    manifest.head.seq = KIOSK_TRY(read_number(lines, "records"));
    KIOSK_TRY_VOID(read_hex(lines, "chain", manifest.head.chain));
    const auto made = number_in<std::int64_t>(KIOSK_TRY(lines.value("made_at_ms", "")));
    if (!made.has_value()) return lines.wrong("made_at_ms is no whole number");
    manifest.made = UtcTime(std::chrono::milliseconds(*made));
    if (!KIOSK_TRY(lines.next()).empty() || KIOSK_TRY(lines.next()) != "[files]") {
        return lines.wrong("expected [files]");
    }
    while (!lines.at_end()) {
        if (manifest.files.size() == kBackupFilesMax) {
            return fail(Errc::too_large,
                        "manifest: more than " + std::to_string(kBackupFilesMax) + " files");
        }
        manifest.files.push_back(KIOSK_TRY(read_file_line(lines)));
    }
    return manifest;
}

Result<BackedUpFile> digest_of(FileSystem& files, const Path& directory, const std::string& name) {
    auto file = KIOSK_TRY(File::open(files, directory / name, OpenFor::reading));
    BackedUpFile found{name, 0, {}};
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::vector<std::byte> piece(kPieceBytes);
    while (const auto count = KIOSK_TRY(file.read_at(piece, found.bytes))) {
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(piece.data()),
                                  count);
        found.bytes += count;
    }
    crypto_hash_sha256_final(&state, found.digest.data());
    return found;
}

}  // namespace kiosk::storage
