// kiosk/cli/command_line.cpp — every verb and option of kioskctl; the only file that knows CLI11.
#include "kiosk/cli/command_line.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "kiosk/cli/badge_words.hpp"
#include "kiosk/cli/device_words.hpp"
#include "kiosk/cli/examples.hpp"
#include "kiosk/cli/export_words.hpp"
#include "kiosk/cli/shop_verbs.hpp"
#include "kiosk/cli/state_words.hpp"
#include "kiosk/cli/supervisor_words.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/config/nearest_name.hpp"
#include "kiosk/core/decision.hpp"

namespace kiosk::cli {
namespace {

constexpr std::uint32_t kPageMax = 500;  // rows of one answer of the daemon

constexpr std::array<std::string_view, 5> kGlobalWithValue{"--url", "--socket", "--state",
                                                           "--token-file", "--lang"};

NothingToRun unknown_verb(const std::string& typed) {
    std::vector<std::string_view> verbs;
    std::ranges::transform(kExamples, std::back_inserter(verbs), &Examples::verb);
    return {ExitCode::usage, fmt::format("there is no verb \"{}\"{}\n", printable(typed),
                                         config::hint(typed, verbs))};
}

void add_global(CLI::App& app, GlobalOptions& global) {
    auto* const socket = app.add_option("--socket", global.socket, "UNIX socket of the daemon");
    app.add_option("--url", global.url, "Of the daemon, http://HOST:PORT")->excludes(socket);
    app.add_option("--state", global.state, "State directory; its kioskd.sock is used if there");
    app.add_option("--token-file", global.token_file, "Who asks, over TCP; of mode 0600")
        ->excludes(socket);
    app.add_flag("--json", global.json, "One JSON document instead of text");
    app.add_flag("--ndjson", global.ndjson, "One JSON document a line");
    app.add_flag("--no-color,--no-colour", global.no_color, "No colours (also: NO_COLOR=1)");
    app.add_flag("-q,--quiet", global.quiet, "Results only");
    app.add_flag("-y,--yes", global.yes, "Yes to every question, such as a list that shrinks");
    app.add_option("--lang", global.lang, "Language of verdicts, such as en or fr");
}

CLI::Option* add_choice(CLI::App& verb, const std::string& name, std::string& into,
                        std::vector<std::string> known, const std::string& about) {
    return verb.add_option(name, into, about)->check(CLI::IsMember(std::move(known)));
}

void add_limit(CLI::App& verb, std::uint32_t& into) {
    verb.add_option("--limit", into, "Rows at most")->check(CLI::Range(1U, kPageMax));
}

void add_decode(CLI::App& verb, DecodeOptions& options) {
    verb.add_option("FILE", options.files, "PNG, JPEG, WebP, PGM, or a folder")->required();
    verb.add_flag("--compare", options.compare, "Also read each with one plain pass, and count");
    verb.add_option("--expected", options.expected, "List of what they hold, to count wrong texts");
}

void add_import(CLI::App& verb, ImportOptions& options, std::vector<std::string>& maps) {
    verb.add_option("FILE", options.file, "Attendee list (CSV)")->required();
    verb.add_option("--map", maps, "Column for a field: --map code=\"Ticket ID\"");
    verb.add_flag("--dry-run", options.dry_run, "Read and report, change nothing");
    verb.add_flag("--keep-good", options.keep_good,
                  "Import the good rows although some are refused");
    verb.add_flag("--confirm-shrink", options.confirm_shrink,
                  "Yes, the list really is that much smaller");
}

void add_scan(CLI::App& verb, ScanOptions& options) {
    verb.add_option("CODE", options.code, "The code, or - for one a line from standard input")
        ->required();
    verb.add_option("--station", options.station, "Station id; not needed where there is one");
    add_choice(verb, "--type", options.type, {"entry", "exit"}, "Direction, if not the station's");
    add_choice(verb, "--source", options.source, {"typed", "scanner", "camera", "api"},
               "Where the code came from");
    verb.add_option("--answer", options.answers, "Answer to a question: --answer tshirt=M");
    auto* const who = verb.add_option("--operator", options.operator_id, "Who says either");
    verb.add_flag("--force", options.force, "Record it whatever the list objects")->needs(who);
    verb.add_flag("--ignore-unpaid", options.ignore_unpaid, "Let a pending order in")->needs(who);
    verb.add_flag("--dry-run", options.dry_run, "Decide only; record nothing");
}

void add_checkins(CLI::App& verb, CheckinsOptions& options) {
    verb.add_flag("-f,--follow", options.follow, "Go on printing as people arrive");
    verb.add_option("--station", options.station, "Only of this station");
    add_choice(verb, "--verdict", options.verdict, {"go", "check", "stop"}, "Only this verdict");
    verb.add_option("--reason", options.reason, "Only this reason, such as already_redeemed")
        ->check([](const std::string& reason) {
            return core::reason_from_name(reason) ? std::string()
                                                  : fmt::format("reason \"{}\" is unknown", reason);
        });
    add_limit(verb, options.limit);
    verb.add_option("--since-seq", options.since_seq, "Only records behind this number");
}

void add_i18n(CLI::App& verb, I18nOptions& options) {
    verb.require_subcommand(1);
    verb.add_subcommand("check", "What a language pack lacks, or says too long")
        ->add_option("--pack", options.packs, "A pack's file; the program's own if not given");
}

// field=header; both sides must be there.
std::expected<std::map<std::string, std::string>, std::string> parse_maps(
    const std::vector<std::string>& maps) {
    std::map<std::string, std::string> columns;
    for (const std::string& map : maps) {
        const std::size_t equals = map.find('=');
        if (equals == std::string::npos || equals == 0) {
            return std::unexpected(
                fmt::format("--map \"{}\": write FIELD=COLUMN, such as code=\"Ticket ID\"", map));
        }
        columns[map.substr(0, equals)] = map.substr(equals + 1);
    }
    return columns;
}

// All verbs with the options they fill.
struct Verbs {
    ImportOptions import_options;
    std::vector<std::string> maps;
    DecodeOptions decode;
    DecideOptions decide;
    ScanOptions scan;
    SearchOptions search;
    CheckinsOptions checkins;
    ExportWords exports;
    VerifyOptions verify;
    BackupOptions backup;
    RestoreOptions restore;
    DoctorOptions doctor;
    ReplayOptions replay;
    ExplainOptions explain;
    I18nOptions i18n;
    BadgeWords badges;
    DeviceWords devices;
    SupervisorWords supervisors;
    ShopOptions shop;

    void add_to(CLI::App& app) {
        app.add_subcommand("status", "One screen: list, storage, stations, readers");
        app.add_subcommand("counts", "Expected, arrived, inside, refused; by product and hour");
        app.add_subcommand("recount", "Count the log on disk again; does the daemon agree?");
        add_import(*app.add_subcommand("import", "Take over an attendee list"), import_options,
                   maps);
        add_decode(*app.add_subcommand("decode", "Read QR codes from pictures, as JSON"), decode);
        auto* const decide_verb =
            app.add_subcommand("decide", "Run decision cases on the daemon's engine");
        decide_verb->add_option("--cases", decide.cases, "JSON lines, one case each")->required();
        decide_verb->add_option("--fixtures", decide.fixtures,
                                "Data folder; fixtures/ beside the cases if not given");
        add_scan(*app.add_subcommand("scan", "Decide and record a code"), scan);
        auto* const search_verb = app.add_subcommand("search", "Find attendees");
        search_verb->add_option("TEXT", search.text, "Part of a name, e-mail, order or company")
            ->required();
        add_limit(*search_verb, search.limit);
        add_checkins(*app.add_subcommand("checkins", "The log of scans, newest last"), checkins);
        exports.add_to(app);
        add_state_verbs(app, verify, backup, restore);
        app.add_subcommand("replay", "Judge every recorded scan again and print what differs")
            ->add_option("--config", replay.config, "Configuration to judge by");
        auto* const explain_verb =
            app.add_subcommand("explain", "One recorded scan, check by check");
        explain_verb->add_option("SCAN", explain.scan, "Its id or its number in the log")
            ->required();
        explain_verb->add_option("--config", explain.config, "Read the state directory by this");
        app.add_subcommand("doctor", "Check everything and say what to do")
            ->add_option("--config", doctor.config, "Configuration to check");
        add_i18n(*app.add_subcommand("i18n", "The languages of screens and verdicts"), i18n);
        add_shop_verb(app, shop);
        badges.add_to(app);
        devices.add_to(app);
        supervisors.add_to(app);
    }

    [[nodiscard]] Verb chosen(std::string_view name) {
        if (name == "counts") return CountsOptions{};
        if (name == "recount") return RecountOptions{};
        if (name == "import") return std::move(import_options);
        if (name == "decode") return std::move(decode);
        if (name == "decide") return std::move(decide);
        if (name == "scan") return std::move(scan);
        if (name == "search") return std::move(search);
        if (name == "checkins") return std::move(checkins);
        if (name == "export") return exports.chosen();
        if (name == "i18n") return std::move(i18n);
        if (name == "verify") return std::move(verify);
        if (name == "checkpoint") return CheckpointOptions{};
        if (name == "backup") return std::move(backup);
        if (name == "restore") return std::move(restore);
        if (name == "doctor") return std::move(doctor);
        if (name == "shop") return std::move(shop);
        if (name == "replay") return std::move(replay);
        if (name == "explain") return std::move(explain);
        if (name == "token" || name == "badge") return badges.chosen(name);
        if (auto verb = supervisors.chosen(name)) return *std::move(verb);
        if (auto verb = devices.chosen(name)) return *std::move(verb);
        return StatusOptions{};
    }
};

// CLI::App::help() would answer for the verb that was parsed, which is "help".
std::string help_text(const CLI::App& app, const CLI::App& about) {
    const std::string name =
        &about == &app ? app.get_name() : app.get_name() + " " + about.get_name();
    return app.get_formatter()->make_help(&about, name, CLI::AppFormatMode::Normal);
}

NothingToRun help(const CLI::App& app, const std::string& topic) {
    if (topic.empty()) {
        return {ExitCode::done, help_text(app, app)};
    }
    const Examples* const examples = examples_of(topic);
    if (examples == nullptr) {
        return unknown_verb(topic);
    }
    return {ExitCode::done,
            fmt::format("Examples:\n  {}\n  {}\n\n{}", examples->first, examples->second,
                        help_text(app, *app.get_subcommand(topic)))};
}

// What is wrong with the words; CLI11 says of an unknown verb only that one is required.
NothingToRun refusal(const CLI::App& app, const CLI::ParseError& problem,
                     std::span<const std::string> arguments) {
    if (arguments.empty()) {
        return {ExitCode::usage, help_text(app, app)};
    }
    if (app.get_subcommands().empty()) {
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (std::ranges::find(kGlobalWithValue, arguments[i]) != kGlobalWithValue.end()) {
                ++i;  // its value is no verb
            } else if (!arguments[i].starts_with('-')) {
                return unknown_verb(arguments[i]);
            }
        }
    }
    return {ExitCode::usage, fmt::format("{}\nsee: kioskctl help\n", problem.what())};
}

}  // namespace

std::expected<CommandLine, NothingToRun> parse_command_line(
    std::span<const std::string> arguments) {
    CLI::App app("Operates a check-in station.", "kioskctl");
    app.require_subcommand(1);
    app.fallthrough();  // global options may stand behind the verb
    app.set_version_flag("--version", "kioskctl " KIOSK_VERSION);
    CommandLine line;
    Verbs verbs;
    std::string topic;
    add_global(app, line.global);
    verbs.add_to(app);
    CLI::App* const help_verb = app.add_subcommand("help", "Explain a verb, examples first");
    help_verb->add_option("VERB", topic, "Verb to explain");
    try {  // CLI11 speaks by exceptions; they end here
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
        const auto chosen = app.get_subcommands();
        return std::unexpected(help(app, chosen.empty() ? "" : chosen.front()->get_name()));
    } catch (const CLI::CallForVersion& version) {
        return std::unexpected(NothingToRun{ExitCode::done, std::string(version.what()) + "\n"});
    } catch (const CLI::ParseError& problem) {
        return std::unexpected(refusal(app, problem, arguments));
    }
    if (help_verb->parsed()) return std::unexpected(help(app, topic));
    auto columns = parse_maps(verbs.maps);
    if (!columns) {
        return std::unexpected(NothingToRun{ExitCode::usage, columns.error() + "\n"});
    }
    verbs.import_options.columns = *std::move(columns);
    line.verb = verbs.chosen(app.get_subcommands().front()->get_name());
    return line;
}

}  // namespace kiosk::cli
