// tests/unit/cli/command_line_test.cpp — words become options; wrong words become a sentence.
#include "kiosk/cli/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/cli/examples.hpp"

namespace kiosk::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

CommandLine parsed(const std::vector<std::string>& words) {
    auto line = parse_command_line(words);
    EXPECT_TRUE(line.has_value()) << (line ? "" : line.error().text);
    return line.value_or(CommandLine{});
}

NothingToRun refused(const std::vector<std::string>& words) {
    auto line = parse_command_line(words);
    EXPECT_FALSE(line.has_value());
    return line ? NothingToRun{} : line.error();
}

TEST(CommandLine, global_options_stand_before_or_behind_the_verb) {
    for (const auto& words : {std::vector<std::string>{"--json", "--state", "/s", "status"},
                              std::vector<std::string>{"status", "--state", "/s", "--json"}}) {
        const CommandLine line = parsed(words);
        EXPECT_TRUE(line.global.json);
        EXPECT_EQ(line.global.state, "/s");
        EXPECT_TRUE(std::holds_alternative<StatusOptions>(line.verb));
    }
}

TEST(CommandLine, scan_takes_its_options) {
    const CommandLine line = parsed({"scan", "A-1", "--station", "desk-1", "--type", "exit",
                                     "--source", "camera", "--dry-run"});
    const auto& scan = std::get<ScanOptions>(line.verb);
    EXPECT_EQ(scan.code, "A-1");
    EXPECT_EQ(scan.station, "desk-1");
    EXPECT_EQ(scan.type, "exit");
    EXPECT_EQ(scan.source, "camera");
    EXPECT_TRUE(scan.dry_run);
}

TEST(CommandLine, a_code_that_begins_with_a_hyphen_comes_behind_two_hyphens) {
    EXPECT_EQ(std::get<ScanOptions>(parsed({"scan", "--", "-x"}).verb).code, "-x");
    EXPECT_EQ(std::get<ScanOptions>(parsed({"scan", "-"}).verb).code, "-");
}

TEST(CommandLine, import_maps_fields_to_headers_with_blanks_and_equals_signs) {
    const CommandLine line = parsed({"import", "a.csv", "--map", "code=Ticket ID", "--map",
                                     "name=a=b", "--keep-good", "--confirm-shrink"});
    const auto& import = std::get<ImportOptions>(line.verb);
    EXPECT_EQ(import.columns,
              (std::map<std::string, std::string>{{"code", "Ticket ID"}, {"name", "a=b"}}));
    EXPECT_TRUE(import.keep_good && import.confirm_shrink);
    EXPECT_FALSE(import.dry_run);
    EXPECT_THAT(refused({"import", "a.csv", "--map", "code"}).text, HasSubstr("FIELD=COLUMN"));
}

TEST(CommandLine, export_takes_a_table_and_a_format) {
    const CommandLine line = parsed({"export", "stats", "-f", "json", "-o", "x.json", "--raw"});
    const auto& wanted = std::get<ExportOptions>(line.verb);
    EXPECT_EQ(wanted.kind, ExportKind::stats);
    EXPECT_EQ(wanted.format, ExportFormat::json);
    EXPECT_EQ(wanted.output, "x.json");
    EXPECT_TRUE(wanted.raw);
    EXPECT_EQ(refused({"export", "everything"}).exit_code, ExitCode::usage);
    EXPECT_EQ(refused({"export", "stats", "-f", "xml"}).exit_code, ExitCode::usage);
}

TEST(CommandLine, checkins_takes_filters_that_exist) {
    const CommandLine line = parsed({"checkins", "-f", "--verdict", "stop", "--reason", "unpaid",
                                     "--limit", "500", "--since-seq", "7"});
    const auto& log = std::get<CheckinsOptions>(line.verb);
    EXPECT_TRUE(log.follow);
    EXPECT_EQ(log.reason, "unpaid");
    EXPECT_EQ(log.limit, 500U);
    EXPECT_EQ(log.since_seq, 7U);
    EXPECT_THAT(refused({"checkins", "--reason", "unpayed"}).text, HasSubstr("\"unpayed\""));
    EXPECT_EQ(refused({"checkins", "--verdict", "maybe"}).exit_code, ExitCode::usage);
    EXPECT_EQ(refused({"checkins", "--limit", "501"}).exit_code, ExitCode::usage);
    EXPECT_EQ(refused({"checkins", "--limit", "0"}).exit_code, ExitCode::usage);
}

TEST(CommandLine, an_unknown_verb_names_the_nearest) {
    EXPECT_EQ(refused({"stauts"}).text, "there is no verb \"stauts\"; did you mean \"status\"?\n");
    EXPECT_THAT(refused({"--state", "serch", "exprt"}).text, HasSubstr("did you mean \"export\"?"));
}

TEST(CommandLine, no_words_at_all_show_the_verbs_and_are_wrong_usage) {
    const NothingToRun nothing = refused({});
    EXPECT_EQ(nothing.exit_code, ExitCode::usage);
    EXPECT_THAT(nothing.text, HasSubstr("checkins"));
}

TEST(CommandLine, every_verb_has_two_examples_before_its_help) {
    for (const Examples& examples : kExamples) {
        for (const auto& words : {std::vector<std::string>{"help", std::string(examples.verb)},
                                  std::vector<std::string>{std::string(examples.verb), "--help"}}) {
            const NothingToRun help = refused(words);
            EXPECT_EQ(help.exit_code, ExitCode::done);
            EXPECT_THAT(help.text,
                        StartsWith("Examples:\n  kioskctl " + std::string(examples.verb)));
            EXPECT_THAT(help.text, HasSubstr("Usage: kioskctl " + std::string(examples.verb)));
        }
    }
}

TEST(CommandLine, url_and_socket_exclude_each_other) {
    EXPECT_EQ(refused({"status", "--url", "http://x", "--socket", "/s"}).exit_code,
              ExitCode::usage);
}

}  // namespace
}  // namespace kiosk::cli
