// kiosk/cli/import.cpp — kioskctl import: an attendee list goes to the daemon as a whole.
#include "kiosk/cli/import_report.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

Query query_of(const ImportOptions& options, bool every_yes) {
    const auto yes = [](bool wanted) { return std::string(wanted ? "1" : ""); };
    Query query{{"dry_run", yes(options.dry_run)},
                {"keep_good", yes(options.keep_good)},
                {"allow_shrink", yes(options.confirm_shrink || every_yes)}};
    for (const auto& [field, header] : options.columns) {
        query.emplace_back("column." + field, header);
    }
    return query;
}

}  // namespace

ExitCode run(const ImportOptions& options, const Session& session) {
    auto answer =
        session.api.upload("imports", query_of(options, session.global.yes), options.file);
    if (!answer && answer.error().exit_code == ExitCode::unreachable && options.dry_run) {
        session.terminal.say(answer.error().text + "; the file is read here instead");
        answer = read_locally(options);
    }
    if (answer) {
        return report_import(*answer, options, session);
    }
    Failure failure = answer.error();
    if (failure.exit_code == ExitCode::usage) {
        failure.exit_code = ExitCode::failed;  // the file is wrong, not the command
    } else if (failure.exit_code == ExitCode::unreachable) {
        failure.text += "; start kioskd first, or look at the file with --dry-run";
    } else if (failure.exit_code == ExitCode::not_allowed &&
               session.api.endpoint().socket.empty()) {
        failure.text += "; use the station's socket: --socket /run/kioskd/kioskd.sock";
    }
    return session.fail(failure);
}

}  // namespace kiosk::cli
