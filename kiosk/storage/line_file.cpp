// kiosk/storage/line_file.cpp — texts out, texts in.
#include "kiosk/storage/line_file.hpp"

#include <span>
#include <string_view>
#include <utility>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::storage {
namespace {

constexpr std::string_view kEmpty = "-";

std::string coded(std::string_view text) {
    if (text.empty()) return std::string(kEmpty);
    return to_hex({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

bool decode(std::string_view text, std::string& into) {
    if (text == kEmpty) return true;
    std::vector<std::uint8_t> bytes(text.size() / 2);
    if (text.empty() || !from_hex(text, bytes)) return false;
    into.assign(bytes.begin(), bytes.end());
    return true;
}

bool read_line(std::string_view line, LineTexts& texts) {
    while (true) {
        const auto end = line.find(' ');
        if (!decode(line.substr(0, end), texts.emplace_back())) return false;
        if (end == std::string_view::npos) return true;
        line.remove_prefix(end + 1);
    }
}

Result<std::string> whole_lines(FileSystem& files, const Path& path) {
    const auto bytes = KIOSK_TRY(read_file(files, path, kLineFileMax));
    std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    text.resize(text.rfind('\n') + 1);  // npos + 1 is 0
    return text;
}

}  // namespace

Result<std::vector<LineTexts>> read_lines(FileSystem& files, const Path& path) {
    std::vector<LineTexts> lines;
    const auto found = whole_lines(files, path);
    if (!found && found.error().code == Errc::not_found) return lines;
    if (!found) return fail(found.error());
    std::string_view text = *found;
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (!read_line(text.substr(0, end), lines.emplace_back())) {
            return fail(Errc::corrupt, path.string() + ": line " + std::to_string(lines.size()) +
                                           " cannot be read");
        }
        text.remove_prefix(end + 1);
    }
    return lines;
}

Result<LineFile> LineFile::open(FileSystem& files, const Path& path) {
    if (auto made = File::open(files, path, OpenFor::creating); made) {
        KIOSK_TRY_VOID(files.sync_directory(path.parent_path()));
        return LineFile(*std::move(made), 0);
    } else if (made.error().code != Errc::conflict) {
        return fail(made.error());
    }
    const std::string lines = KIOSK_TRY(whole_lines(files, path));
    File file = KIOSK_TRY(File::open(files, path, OpenFor::writing));
    return LineFile(std::move(file), lines.size());
}

Result<> LineFile::append(const LineTexts& texts) {
    std::string line;
    for (const auto& text : texts) line += (line.empty() ? "" : " ") + coded(text);
    line += '\n';
    if (end_ + line.size() > kLineFileMax) {
        return fail(Errc::too_large, "more than " + std::to_string(kLineFileMax) + " bytes");
    }
    KIOSK_TRY_VOID(file_.write_at(std::as_bytes(std::span(line)), end_));
    KIOSK_TRY_VOID(file_.sync());
    end_ += line.size();
    return {};
}

}  // namespace kiosk::storage
