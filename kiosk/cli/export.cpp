// kiosk/cli/export.cpp — kioskctl export: the daemon's tables, as they come, into a file or a pipe.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/cli/output_file.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

constexpr std::array<const char*, 5> kTables{"checkins", "attendees", "stats", "audit", "muster"};
constexpr std::array<const char*, 4> kEndings{"csv", "json", "ndjson", "xlsx"};

std::string path_of(const ExportOptions& options, const Session& session) {
    ExportFormat format = options.format;
    if (session.global.json) format = ExportFormat::json;
    if (session.global.ndjson) format = ExportFormat::ndjson;
    return std::string("exports/") + kTables[static_cast<std::size_t>(options.kind)] + "." +
           kEndings[static_cast<std::size_t>(format)];
}

Query query_of(const ExportOptions& options) {
    return {{"bom", "0"},  // for programs; the browser's download has one
            {"raw", options.raw ? "1" : ""},
            {"anonymous", options.anonymous ? "1" : ""}};
}

// Where the bytes go.
class Target {
  public:
    Target(const Terminal& terminal, std::optional<OutputFile> file)
        : terminal_(terminal), file_(std::move(file)) {}

    [[nodiscard]] Result<> write(std::string_view bytes) {
        if (file_) return file_->write(bytes);
        terminal_.out << bytes;
        if (!terminal_.out) {
            return kiosk::fail(Errc::io_failure, "standard output takes no more");
        }
        return {};
    }

    [[nodiscard]] Result<> finish() { return file_ ? file_->commit() : Result<>{}; }

  private:
    const Terminal& terminal_;
    std::optional<OutputFile> file_;
};

}  // namespace

ExitCode run(const ExportOptions& options, const Session& session) {
    std::optional<OutputFile> file;
    if (!options.output.empty()) {
        auto created = OutputFile::create(options.output);
        if (!created) return session.fail(failure_of(created.error()));
        file.emplace(*std::move(created));
    }
    Target target(session.terminal, std::move(file));
    const auto done =
        session.api.download(path_of(options, session), query_of(options),
                             [&](std::string_view bytes) { return target.write(bytes); });
    if (!done) return session.fail(done.error());
    if (const auto finished = target.finish(); !finished) {
        return session.fail(failure_of(finished.error()));
    }
    return ExitCode::done;
}

}  // namespace kiosk::cli
