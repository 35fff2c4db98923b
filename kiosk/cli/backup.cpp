// kiosk/cli/backup.cpp — kioskctl backup: by the running daemon, or here where none runs.
#include "kiosk/storage/backup.hpp"

#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/cli/evidence.hpp"
#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

// Holds the lock, so that no daemon starts meanwhile.
Result<storage::BackupReport> backup_here(const std::filesystem::path& state,
                                          const std::filesystem::path& to) {
    storage::FileSystem files;
    const storage::StatePaths paths{state};
    const auto lock = KIOSK_TRY(storage::StateLock::take(paths, storage::LockFor::looking));
    return storage::make_backup(
        files, {state, to.empty() ? paths.backups() : to, time_now().utc, std::nullopt, {}});
}

// As the daemon answers.
json::object document_of(const storage::BackupReport& report) {
    json::object document;
    document["path"] = report.path.string();
    document["records"] = report.manifest.head.seq;
    document["chain"] = to_hex(report.manifest.head.chain);
    document["files"] = report.manifest.files.size();
    document["bytes"] = report.bytes;
    return document;
}

Answer<json::value> backup(const BackupOptions& options, const Session& session) {
    std::string target = "backup";
    std::filesystem::path to = options.to;
    if (!to.empty()) {
        to = std::filesystem::absolute(to);  // the daemon has another working directory
        target += "?to=" + percent_encoded(to.string());
    }
    auto answer = session.api.post(target, json::object(), Patience::backup);
    if (answer || answer.error().exit_code != ExitCode::unreachable) {
        return answer;
    }
    session.terminal.say(answer.error().text + "; the state directory is copied here instead");
    const auto report = backup_here(state_of(session.global), to);
    if (!report) {
        return std::unexpected(failure_of(report.error()));
    }
    return document_of(*report);
}

}  // namespace

ExitCode run(const BackupOptions& options, const Session& session) {
    const auto answer = backup(options, session);
    if (!answer) {
        Failure failure = answer.error();
        failure.text = "BAK-FAIL: " + failure.text + "; the backups before are as they were";
        return session.fail(failure);
    }
    if (!session.prints_json(*answer)) {
        session.terminal.out << good(session.terminal,
                                     fmt::format("{}  {} records, {} bytes, read back and proved",
                                                 printable(text_of(*answer, "path")),
                                                 grouped(number_of(*answer, "records")),
                                                 grouped(number_of(*answer, "bytes"))))
                             << '\n';
    }
    return ExitCode::done;
}

}  // namespace kiosk::cli
