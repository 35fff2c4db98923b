// kiosk/app/rehearsal_book.cpp — the whole file is written anew beside the old one, then renamed.
#include "kiosk/app/rehearsal_book.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace kiosk::app {

RehearsalBook::RehearsalBook(std::filesystem::path file) : file_(std::move(file)) {
    std::ifstream in(file_);
    std::string line;
    while (lines_.size() < kRehearsalsMax && std::getline(in, line)) {
        if (!line.empty() && line.size() <= kRehearsalBytesMax) lines_.push_back(line);
    }
}

Result<> RehearsalBook::keep(std::string line) {
    if (line.size() > kRehearsalBytesMax) {
        return fail(Errc::too_large, fmt::format("rehearsal of {} bytes, limit {}", line.size(),
                                                 kRehearsalBytesMax));
    }
    auto lines = lines_;
    lines.push_back(std::move(line));
    if (lines.size() > kRehearsalsMax) lines.erase(lines.begin());
    const std::filesystem::path beside = file_.string() + ".new";
    std::ofstream out(beside, std::ios::trunc);
    for (const auto& one : lines) out << one << '\n';
    out.close();
    std::error_code error;
    using std::filesystem::perms;  // it names people
    std::filesystem::permissions(beside, perms::owner_read | perms::owner_write, error);
    if (out && !error) std::filesystem::rename(beside, file_, error);
    if (!out || error) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        return fail(Errc::io_failure, "the rehearsal cannot be written: is the disk full?");
    }
    lines_ = std::move(lines);
    return {};
}

std::vector<std::string> RehearsalBook::newest_first() const {
    return {lines_.rbegin(), lines_.rend()};
}

}  // namespace kiosk::app
