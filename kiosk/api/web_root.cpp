// kiosk/api/web_root.cpp — only names that the program knows are ever read.
#include "kiosk/api/web_root.hpp"

#include <fstream>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "kiosk/web/assets.hpp"

namespace kiosk::api {
namespace {

constexpr std::uintmax_t kFileMax = 1024UL * 1024;  // bytes; the largest has 8 kB

}  // namespace

Result<> check_web_root(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        return fail(Errc::not_found,
                    fmt::format("--web-root: \"{}\" is no folder", folder.string()));
    }
    for (const EmbeddedFile& file : web::assets()) {
        if (std::filesystem::is_regular_file(folder / file.name, error)) continue;
        return fail(Errc::not_found,
                    fmt::format("--web-root: \"{}\" has no file \"{}\"; it must be the folder "
                                "kiosk/web of this version's sources",
                                folder.string(), file.name));
    }
    return {};
}

http::Response page_from(const std::filesystem::path& folder, const EmbeddedFile& file) {
    http::Response response;
    const std::filesystem::path path = folder / file.name;
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    std::string content(error || size > kFileMax ? 0 : size, '\0');
    std::ifstream in(path, std::ios::binary);
    if (error || size > kFileMax || !in.read(content.data(), static_cast<std::streamsize>(size))) {
        response.status = 404;
        return response;
    }
    response.headers = {{"Cache-Control", "no-store"}};
    response.content_type = file.media_type;
    response.body = std::move(content);
    return response;
}

}  // namespace kiosk::api
