// kiosk/storage/answer_file.hpp — answers given at check-in, durable beside the journal.
//
// Answers are personal data, so the hash-chained journal, which nobody may cut, never holds them:
// it tells only how many were given. This file may be erased after the event. One line an answer:
// ticket (16 hexadecimal digits), question id, text (hexadecimal). The newest answer counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::storage {

inline constexpr const char* kAnswerFileName = "answers";           // in the state directory
inline constexpr std::size_t kAnswerFileMax = 256UL * 1024 * 1024;  // bytes

struct StoredAnswer {
    core::TicketId ticket;
    std::string question;  // its id in the configuration
    std::string text;

    friend bool operator==(const StoredAnswer&, const StoredAnswer&) = default;
};

// Oldest first. A last line without its end was never confirmed and does not count; nothing is
// there without a file. Errc::corrupt names the line.
[[nodiscard]] Result<std::vector<StoredAnswer>> read_answers(FileSystem& files, const Path& path);

// Appends; one thread.
class AnswerFile {
  public:
    // Makes the file where there is none. What stands in it was read before.
    [[nodiscard]] static Result<AnswerFile> open(FileSystem& files, const Path& path);

    // Returns once they are durable. After an error none of them counts.
    [[nodiscard]] Result<> append(const std::vector<StoredAnswer>& answers);

  private:
    AnswerFile(File file, std::uint64_t end) : file_(std::move(file)), end_(end) {}

    File file_;
    std::uint64_t end_ = 0;  // behind the last whole line
};

}  // namespace kiosk::storage
