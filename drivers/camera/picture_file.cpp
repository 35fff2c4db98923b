// drivers/camera/picture_file.cpp — opens with suspicion, reads within limits, picks the codec.
#include "drivers/camera/picture_file.hpp"

#include <algorithm>
#include <cerrno>
#include <new>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "drivers/camera/picture_codecs.hpp"

namespace kiosk::drivers {
namespace {

class OpenFile {
  public:
    // O_NONBLOCK: a pipe in the folder must not hold up the reader for ever.
    explicit OpenFile(const std::filesystem::path& path)
        : fd_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {}
    ~OpenFile() {
        if (fd_ >= 0) ::close(fd_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] int fd() const { return fd_; }

  private:
    int fd_;
};

Result<> check_file(const struct stat& state) {
    if (S_ISDIR(state.st_mode)) return fail(Errc::invalid_input, "is a folder, not a picture");
    if (!S_ISREG(state.st_mode)) return fail(Errc::invalid_input, "is not a plain file");
    if (state.st_size == 0) return fail(Errc::invalid_input, "is empty (0 bytes)");
    if (static_cast<std::size_t>(state.st_size) > kPictureFileBytesMax) {
        return fail(Errc::too_large, fmt::format("is {} bytes, limit {} bytes", state.st_size,
                                                 kPictureFileBytesMax));
    }
    return {};
}

Result<std::vector<std::uint8_t>> read_file(const std::filesystem::path& path) {
    const OpenFile file(path);
    if (file.fd() < 0) return fail(system_error("cannot be opened", errno));
    struct stat state{};
    if (::fstat(file.fd(), &state) != 0) return fail(system_error("cannot be examined", errno));
    KIOSK_TRY(check_file(state));
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(state.st_size));
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::read(file.fd(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(system_error("cannot be read", errno));
        if (got == 0) break;  // cut while we read; the codec will say what is missing
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

bool has_at(std::span<const std::uint8_t> bytes, std::size_t offset, std::string_view magic) {
    return bytes.size() >= offset + magic.size() &&
           std::ranges::equal(
               bytes.subspan(offset, magic.size()), magic,
               [](std::uint8_t byte, char c) { return byte == static_cast<std::uint8_t>(c); });
}

Result<Frame> parse_by_kind(std::span<const std::uint8_t> bytes) {
    if (has_at(bytes, 0, "\x89PNG\r\n\x1a\n")) return parse_png(bytes);
    if (has_at(bytes, 0, "\xff\xd8\xff")) return parse_jpeg(bytes);
    if (has_at(bytes, 0, "RIFF") && has_at(bytes, 8, "WEBP")) return parse_webp(bytes);
    if (has_at(bytes, 0, "P5")) return parse_pgm(bytes);
    return fail(Errc::invalid_input, "is not a PNG, JPEG, WebP or PGM picture");
}

// A file's name as it may stand in a sentence: anyone may have chosen it.
std::string printable_name(const std::filesystem::path& path) {
    std::string name = path.filename().string();
    std::ranges::replace_if(name, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }, '?');
    return name;
}

}  // namespace

Result<Frame> parse_picture(std::span<const std::uint8_t> bytes) {
    try {
        return parse_by_kind(bytes);
    } catch (const std::bad_alloc&) {
        return fail(Errc::too_large, "does not fit into this machine's memory");
    }
}

Result<Frame> load_picture(const std::filesystem::path& path) {
    const auto named = [&](Error error) {
        return std::move(error).in(fmt::format("picture \"{}\"", printable_name(path)));
    };
    auto bytes = read_file(path);
    if (!bytes) return fail(named(std::move(bytes).error()));
    auto frame = parse_picture(*bytes);
    if (!frame) return fail(named(std::move(frame).error()));
    return frame;
}

}  // namespace kiosk::drivers
