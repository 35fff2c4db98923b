// kiosk/cli/options.hpp — what was asked for on the command line, as plain values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/cli/badge_options.hpp"
#include "kiosk/cli/device_options.hpp"
#include "kiosk/cli/people_options.hpp"
#include "kiosk/cli/shop_options.hpp"
#include "kiosk/cli/supervisor_options.hpp"

namespace kiosk::cli {

struct GlobalOptions {
    std::string url;                   // --url
    std::filesystem::path socket;      // --socket
    std::filesystem::path state;       // --state
    std::filesystem::path token_file;  // --token-file: who asks, over TCP
    bool json = false;                 // one document
    bool ndjson = false;               // one document a line
    bool no_color = false;
    bool quiet = false;  // results only, no talk
    bool yes = false;    // answers every question with yes
    std::string lang;    // of the daemon's words; empty: from LANG
};

struct StatusOptions {};
struct CountsOptions {};
struct RecountOptions {};

struct ImportOptions {
    std::filesystem::path file;
    std::map<std::string, std::string> columns;  // our field → header text
    bool dry_run = false;
    bool keep_good = false;
    bool confirm_shrink = false;
};

struct DecodeOptions {
    std::vector<std::filesystem::path> files;  // and folders
    bool compare = false;                      // with one plain pass of the decoder
    std::filesystem::path expected;            // list of what the pictures hold; empty: none
};

struct DecideOptions {
    std::filesystem::path cases;     // JSON lines
    std::filesystem::path fixtures;  // empty: fixtures/ beside the cases
};

struct ScanOptions {
    std::string code;  // "-": one code a line from standard input
    std::string station;
    std::string type;
    std::string source = "typed";
    bool force = false;
    bool ignore_unpaid = false;
    std::string operator_id;           // who says either
    std::vector<std::string> answers;  // question=answer
    bool dry_run = false;
};

struct SearchOptions {
    std::string text;
    std::uint32_t limit = 20;
};

struct CheckinsOptions {
    bool follow = false;
    std::string station;
    std::string verdict;
    std::string reason;
    std::uint32_t limit = 50;
    std::optional<std::uint64_t> since_seq;
};

enum class ExportKind : std::uint8_t { checkins, attendees, stats, audit, muster };
enum class ExportFormat : std::uint8_t { csv, json, ndjson, xlsx };

struct ExportOptions {
    ExportKind kind = ExportKind::checkins;
    ExportFormat format = ExportFormat::csv;
    std::filesystem::path output;  // empty: standard output
    bool raw = false;              // no guard against formulas
    bool anonymous = false;        // without personal columns
};

struct VerifyOptions {
    std::vector<std::filesystem::path> witnesses;  // checkpoints that were kept elsewhere
    std::string key;                               // of the station, as `checkpoint` printed it
};

struct CheckpointOptions {};

struct BackupOptions {
    std::filesystem::path to;  // empty: backups/ in the state directory
};

struct RestoreOptions {
    std::filesystem::path backup;
};

struct DoctorOptions {
    std::filesystem::path config = "/etc/kioskd/kioskd.toml";
};

struct ReplayOptions {
    std::filesystem::path config = "/etc/kioskd/kioskd.toml";
};

struct ExplainOptions {
    std::string scan;              // its id or its record's number
    std::filesystem::path config;  // given: read the state directory, and judge by this
};

struct I18nOptions {
    std::vector<std::filesystem::path> packs;  // none: those of the program
};

using Verb =
    std::variant<StatusOptions, CountsOptions, RecountOptions, ImportOptions, DecodeOptions,
                 DecideOptions, ScanOptions, SearchOptions, CheckinsOptions, ExportOptions,
                 VerifyOptions, CheckpointOptions, BackupOptions, RestoreOptions, DoctorOptions,
                 ReplayOptions, ExplainOptions, TokenVerifyOptions, BadgeKeygenOptions,
                 BadgeIssueOptions, MusterOptions, EmergencyOptions, ForgiveOptions,
                 OverrideOptions, UndoOptions, WalkInOptions, AlertsOptions, DevicesOptions,
                 DevicesWatchOptions, DevicesPairOptions, DevicesPreviewOptions, PeopleOptions,
                 TokensOptions, I18nOptions, ShopOptions>;

struct CommandLine {
    GlobalOptions global;
    Verb verb;
};

}  // namespace kiosk::cli
