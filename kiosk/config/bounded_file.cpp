// kiosk/config/bounded_file.cpp — read one byte more than allowed, and see.
#include "kiosk/config/bounded_file.hpp"

#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

#include <fmt/core.h>

namespace kiosk::config {

Result<std::string> read_bounded_file(const std::filesystem::path& file, std::size_t bytes_max) {
    std::error_code unreadable;  // reported just below
    if (std::filesystem::is_directory(file, unreadable)) {
        return fail(Errc::invalid_input, "is a directory, not a file");
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        const int problem = errno;
        return fail(errc_from_errno(problem),
                    fmt::format("cannot be read: {}", std::generic_category().message(problem)));
    }
    std::string text;
    std::array<char, 65'536> part{};
    while (in.read(part.data(), part.size()), in.gcount() > 0) {
        text.append(part.data(), static_cast<std::size_t>(in.gcount()));
        if (text.size() > bytes_max) {
            return fail(Errc::too_large, fmt::format("more than {} bytes long", bytes_max));
        }
    }
    return text;
}

}  // namespace kiosk::config
