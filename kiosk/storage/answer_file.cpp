// kiosk/storage/answer_file.cpp — lines out, lines in.
#include "kiosk/storage/answer_file.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/core/access/question.hpp"

namespace kiosk::storage {
namespace {

std::string hex_of(std::string_view text) {
    return to_hex({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

std::string line_of(const StoredAnswer& answer) {
    std::array<std::uint8_t, 8> ticket{};
    for (std::size_t i = 0; i < ticket.size(); ++i) {
        ticket.at(i) = static_cast<std::uint8_t>(answer.ticket.value >> (8 * (7 - i)));
    }
    return to_hex(ticket) + ' ' + answer.question + ' ' + hex_of(answer.text) + '\n';
}

bool read_line(std::string_view line, StoredAnswer& answer) {
    const auto first = line.find(' ');
    const auto second = line.find(' ', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return false;
    std::array<std::uint8_t, 8> ticket{};
    if (!from_hex(line.substr(0, first), ticket)) return false;
    answer.ticket = {};
    for (const auto byte : ticket) answer.ticket.value = answer.ticket.value << 8U | byte;
    answer.question = line.substr(first + 1, second - first - 1);
    const std::string_view text = line.substr(second + 1);
    if (answer.question.empty() || text.size() > 2 * core::kAnswerMax) return false;
    std::vector<std::uint8_t> bytes(text.size() / 2);
    if (!from_hex(text, bytes)) return false;
    answer.text.assign(bytes.begin(), bytes.end());
    return true;
}

Result<std::string> whole_lines(FileSystem& files, const Path& path) {
    const auto bytes = KIOSK_TRY(read_file(files, path, kAnswerFileMax));
    std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    text.resize(text.rfind('\n') + 1);  // npos + 1 is 0
    return text;
}

}  // namespace

Result<std::vector<StoredAnswer>> read_answers(FileSystem& files, const Path& path) {
    std::vector<StoredAnswer> answers;
    const auto found = whole_lines(files, path);
    if (!found && found.error().code == Errc::not_found) return answers;
    if (!found) return fail(found.error());
    std::string_view text = *found;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        if (!read_line(text.substr(0, end), answers.emplace_back())) {
            return fail(Errc::corrupt,
                        path.string() + ": line " + std::to_string(number) + " is no answer");
        }
        text.remove_prefix(end + 1);
    }
    return answers;
}

Result<AnswerFile> AnswerFile::open(FileSystem& files, const Path& path) {
    if (auto made = File::open(files, path, OpenFor::creating); made) {
        KIOSK_TRY_VOID(files.sync_directory(path.parent_path()));
        return AnswerFile(*std::move(made), 0);
    } else if (made.error().code != Errc::conflict) {
        return fail(made.error());
    }
    const std::string lines = KIOSK_TRY(whole_lines(files, path));
    File file = KIOSK_TRY(File::open(files, path, OpenFor::writing));
    return AnswerFile(std::move(file), lines.size());
}

Result<> AnswerFile::append(const std::vector<StoredAnswer>& answers) {
    std::string lines;
    for (const auto& answer : answers) lines += line_of(answer);
    if (end_ + lines.size() > kAnswerFileMax) {
        return fail(Errc::too_large,
                    "answers: more than " + std::to_string(kAnswerFileMax) + " bytes");
    }
    KIOSK_TRY_VOID(file_.write_at(std::as_bytes(std::span(lines)), end_));
    KIOSK_TRY_VOID(file_.sync());
    end_ += lines.size();
    return {};
}

}  // namespace kiosk::storage
