// kiosk/cli/restore.cpp — kioskctl restore: a state directory from a backup, the old one kept.
#include "kiosk/storage/restore.hpp"

#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/cli/evidence.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

json::object document_of(const storage::RestoreReport& report) {
    json::object document;
    document["finished_earlier"] = report.finished_earlier;
    document["records"] = report.records;
    document["missing"] = report.missing;
    document["epoch"] = fmt::format("{:016x}", report.epoch);
    document["kept_before"] =
        report.kept_before ? json::value(report.kept_before->string()) : json::value();
    return document;
}

void print(const storage::RestoreReport& report, const Terminal& terminal) {
    if (report.finished_earlier) {
        terminal.out << good(terminal, "a restore that was interrupted is finished now") << '\n';
    } else {
        terminal.out << good(terminal,
                             fmt::format("{} records restored; new epoch {:016x}",
                                         grouped(static_cast<std::int64_t>(report.records)),
                                         report.epoch))
                     << '\n';
    }
    if (report.missing > 0) {
        terminal.out << doubtful(terminal,
                                 fmt::format("{} records of the state before are not in the backup",
                                             grouped(static_cast<std::int64_t>(report.missing))))
                     << '\n';
    }
    if (report.kept_before) {
        terminal.out << "  the state before is kept in " << report.kept_before->string() << '\n';
    }
}

}  // namespace

ExitCode run(const RestoreOptions& options, const Session& session) {
    storage::FileSystem files;
    const auto report = storage::restore_backup(files, {options.backup, state_of(session.global),
                                                        time_now(), boot_id(), session.global.yes});
    if (!report) {
        return session.fail(failure_of(report.error()));
    }
    if (!session.prints_json(document_of(*report))) {
        print(*report, session.terminal);
    }
    return ExitCode::done;
}

}  // namespace kiosk::cli
