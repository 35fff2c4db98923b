// kiosk/cli/verbs.hpp — what each verb does: options in, exit code out. One file per verb.
#pragma once

#include <istream>
#include <string>

#include <boost/json/value.hpp>

#include "kiosk/cli/api.hpp"
#include "kiosk/cli/exit_code.hpp"
#include "kiosk/cli/options.hpp"
#include "kiosk/cli/terminal.hpp"

namespace kiosk::cli {

// What every verb works with.
struct Session {
    const GlobalOptions& global;
    const Terminal& terminal;
    std::istream& in;
    Api& api;

    // Says what went wrong and hands on its exit code.
    [[nodiscard]] ExitCode fail(const Failure& failure) const;

    // Prints one JSON document and a line break, where --json or --ndjson was given.
    [[nodiscard]] bool prints_json(const boost::json::value& document) const;

    [[nodiscard]] bool wants_json() const { return global.json || global.ndjson; }
};

[[nodiscard]] ExitCode run(const StatusOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const CountsOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const RecountOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const ImportOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const DecodeOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const DecideOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const ScanOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const SearchOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const CheckinsOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const ExportOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const VerifyOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const CheckpointOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const BackupOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const RestoreOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const DoctorOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const ReplayOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const ExplainOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const MusterOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const EmergencyOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const ForgiveOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const OverrideOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const UndoOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const WalkInOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const AlertsOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const DevicesOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const DevicesWatchOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const DevicesPairOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const DevicesPreviewOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const PeopleOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const TokensOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const I18nOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const ShopOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const TokenVerifyOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const BadgeKeygenOptions& options, const Session& session);
[[nodiscard]] ExitCode run(const BadgeIssueOptions& options, const Session& session);

// "✔ text", "▲ text" or "✕ text" in its colour.
[[nodiscard]] std::string good(const Terminal& terminal, std::string_view text);
[[nodiscard]] std::string doubtful(const Terminal& terminal, std::string_view text);
[[nodiscard]] std::string bad(const Terminal& terminal, std::string_view text);

// 1204 as "1,204".
[[nodiscard]] std::string grouped(std::int64_t number);

// Seconds as people say them: "41 s", "12 min", "3 h", "2 days".
[[nodiscard]] std::string age_text(std::int64_t seconds);

// "2027-03-10T09:42:07.113Z" as "2027-03-10 09:42:07"; empty stays empty.
[[nodiscard]] std::string clock_text(std::string_view rfc3339);

}  // namespace kiosk::cli
