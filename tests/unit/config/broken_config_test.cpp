// tests/unit/config/broken_config_test.cpp — each mistake with its exact place and words.
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.hpp"

namespace kiosk::config {
namespace {

struct Broken {
    std::string_view more;      // behind kSmallest, from line 6 on
    std::string_view expected;  // the one problem
};

constexpr Broken kBroken[] = {
    {"[nod]\n", R"(k.toml:6:2: error: unknown table "nod"; did you mean "node"?)"},
    {"[zzzzzzz]\n",
     R"(k.toml:6:2: error: unknown table "zzzzzzz"; known: config_version, node, clock, http, )"
     R"(event, subevent, source, keys, list, station, zone, entitlement, deny, question, )"
     R"(scanner, )"
     R"(camera, ui, )"
     R"(privacy, backup, walk_in)"},
    {"nmae = 1\n", R"(k.toml:6:1: error: unknown key "nmae" in [[station]]; did you mean "name"?)"},
    {"[node]\nrole = \"hub\"\n",
     R"(k.toml:7:8: error: role "hub" in [node] is not in this version; known: standalone)"},
    {"[node]\nrole = \"standalon\"\n",
     R"(k.toml:7:8: error: role "standalon" in [node] is unknown; did you mean "standalone"?)"},
    {"[node]\nname = 5\n",
     R"(k.toml:7:8: error: "name" in [node] must be a text in quotation marks, not an integer)"},
    {"[node]\ntimezone = \"Africa/Akkra\"\n",
     R"(k.toml:7:12: error: time zone "Africa/Akkra" is unknown on this machine; write an IANA )"
     R"(name such as "Africa/Accra")"},
    {"[http]\nlisten = \"10.0.0.1:80\"\n",
     R"(k.toml:7:10: error: listen "10.0.0.1:80" can be reached from other machines, which needs )"
     R"(access control that this version does not have; use "127.0.0.1:80")"},
    {"[http]\nlisten = [\"127.0.0.1:80\", \"localhost:80\"]\n",
     R"(k.toml:7:27: error: listen "localhost:80" is no address and port such as )"
     R"("127.0.0.1:8080" or "[::1]:8080")"},
    {"[http]\nlisten = [\"127.0.0.1:80\", \"127.0.0.1:80\"]\n",
     "k.toml:7:10: error: listen names 127.0.0.1:80 twice"},
    {"[event]\nstarts = 2027-03-13T08:00:00\n",
     R"(k.toml:7:10: error: "starts" in [event] must be a time with its offset from UTC, such as )"
     R"(2027-03-13T08:00:00Z, not a date with time)"},
    {"[event]\nstarts = 2027-03-13T08:00:00Z\nends = 2027-03-13T09:00:00+01:00\n",
     "k.toml:8:8: error: the event ends before it starts"},
    {"[source]\ntype = \"hub\"\n",
     R"(k.toml:7:8: error: type "hub" in [source] is not in this version; known: none, csv, )"
     R"(pretix)"},
    {"[source]\ntype = \"csv\"\n", R"(k.toml:6:1: error: [source] of type "csv" needs "path")"},
    {"[source]\ntype = \"csv\"\npath = \"a.csv\"\ncolumns = { cod = \"Code\" }\n",
     R"(k.toml:9:13: error: unknown key "cod" in "columns" of [source]; did you mean "code"?)"},
    {"[source]\ncolumns = \"Code\"\n",
     R"(k.toml:7:11: error: "columns" in [source] must be a table { … }, not a text)"},
    {"[[station]]\nid = \"desk-1\"\nlists = \"main\"\n",
     R"(k.toml:7:6: error: station id "desk-1" is taken by k.toml:4)"},
    {"[[station]]\nid = \"Desk\"\nlists = \"main\"\n",
     R"(k.toml:7:6: error: "id" in [[station]] is "Desk"; an id has 1 to 64 of a-z, 0-9, - and _)"},
    {"[[station]]\nid = \"b\"\n", R"(k.toml:6:1: error: [[station]] needs "lists")"},
    {"[[station]]\nid = \"b\"\nlists = []\n", R"(k.toml:8:9: error: station "b" has no list)"},
    {"[[station]]\nid = \"b\"\nlists = [\"mian\"]\n",
     R"(k.toml:8:9: error: station "b" names list "mian"; did you mean "main"? known: main)"},
    {"[[station]]\nid = \"b\"\nlists = [\"main\", \"main\"]\n",
     R"(k.toml:8:18: error: station "b" has more than one list, which is not in this version)"},
    {"direction = \"switch\"\n",
     R"(k.toml:6:13: error: direction "switch" in [[station]] is not in this version; known: )"
     R"(entry, exit)"},
    {"profile = \"desc\"\n",
     R"(k.toml:6:11: error: profile "desc" in [[station]] is unknown; did you mean "desk"?)"},
    {"language = \"french\"\n",
     R"(k.toml:6:12: error: "language" in [[station]] is "french", no language tag such as "en")"},
    {"name = { english = \"Desk\" }\n",
     R"(k.toml:6:10: error: "english" in "name" of [[station]] is no language tag such as "en")"},
    {"[[scanner]]\nid = \"s\"\nstation = \"x\"\nmatch = { subsystem = \"tty\", path = \"/d\" }\n",
     R"(k.toml:8:11: error: scanner "s" names station "x"; known: desk-1)"},
    {"[[scanner]]\nid = \"s\"\nstation = \"desk-1\"\n",
     R"(k.toml:6:1: error: [[scanner]] needs "match")"},
    {"[[scanner]]\nid = \"s\"\nstation = \"desk-1\"\nmatch = { subsystem = \"input\", path = "
     "\"/d\" "
     "}\n",
     R"(k.toml:9:23: error: subsystem "input" in "match" of [[scanner]] is not in this version; )"
     R"(known: tty, usb)"},
    {"[[scanner]]\nid = \"s\"\nstation = \"desk-1\"\nmatch = { path = \"/d\" }\nbaud = 9601\n",
     R"(k.toml:10:8: error: "baud" in [[scanner]] is 9601; allowed: 1200, 2400, 4800, 9600, )"
     R"(19200, 38400, 57600, 115200)"},
    {"[[scanner]]\nid = \"s\"\nstation = \"desk-1\"\nmatch = { path = \"/d\" }\ncodes_per_second = "
     "1001\n",
     R"(k.toml:10:20: error: "codes_per_second" in [[scanner]] is 1001; allowed: 1 to 1000)"},
    {"[[scanner]]\nid = \"s\"\nstation = \"desk-1\"\nmatch = { path = \"/d\" }\nframing = { suffix "
     "= "
     "\"\\u0003\" }\n",
     R"(k.toml:10:22: error: suffix "\x03" is unknown; known: "\r", "\n", "\r\n", "\t")"},
    {"[[scanner]]\nid = \"s\"\nstation = \"desk-1\"\nmatch = { path = \"/d\" }\nsame_code_window = "
     "2500\n",
     R"(k.toml:10:20: error: "same_code_window" in [[scanner]] must be a duration with its unit, )"
     R"(such as "250ms", not an integer)"},
    {"[[scanner]]\nid = \"s\"\nstation = \"desk-1\"\nmatch = { path = \"/d\" }\nsame_code_window = "
     "\"2.5s\"\n",
     R"(k.toml:10:20: error: "same_code_window" in [[scanner]] is "2.5s"; a duration is a whole )"
     R"(number with ms, s, m, h or d, such as "250ms")"},
    {"[[scanner]]\nid = \"s\"\nstation = \"desk-1\"\nmatch = { path = \"/d\" }\nsame_code_window = "
     "\"61s\"\n",
     R"(k.toml:10:20: error: "same_code_window" in [[scanner]] is 61s; allowed: 0ms to 1m)"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\n",
     R"(k.toml:6:1: error: [[camera]] needs "device" or "folder")"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\nfolder = \"p\"\ndevice = \"/dev/video0\"\n",
     R"(k.toml:10:10: error: camera "c" has "folder" and "device"; )"
     "pictures come from one of them"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\ndevice = \"/dev/video0\"\n[[camera]]\n"
     "id = \"d\"\nstation = \"desk-1\"\ndevice = \"/dev/video0\"\n",
     R"(k.toml:13:10: error: camera "d" reads "/dev/video0", which "c" reads already)"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\ndevice = \"/d\"\nwidth = 159\n",
     R"(k.toml:10:9: error: "width" in [[camera]] is 159; allowed: 160 to 4096)"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\ndevice = \"/d\"\nheight = 4097\n",
     R"(k.toml:10:10: error: "height" in [[camera]] is 4097; allowed: 120 to 4096)"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\ndevice = \"/d\"\nrate = 0\n",
     R"(k.toml:10:8: error: "rate" in [[camera]] is 0; allowed: 1 to 120)"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\ndevice = \"/d\"\nexposure = \"1001ms\"\n",
     R"(k.toml:10:12: error: "exposure" in [[camera]] is 1001ms; allowed: 1ms to 1s)"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\ndevice = \"/d\"\nfocus = 1024\n",
     R"(k.toml:10:9: error: "focus" in [[camera]] is 1024; allowed: 0 to 1023)"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\ndevice = \"/d\"\nmains = \"50\"\n",
     R"(k.toml:10:9: error: mains "50" in [[camera]] is unknown; known: off, 50Hz, 60Hz)"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\nfolder = \"p\"\n[[camera]]\nid = \"d\"\n"
     "station = \"desk-1\"\nfolder = \"./p\"\n",
     R"(k.toml:13:10: error: camera "d" reads "p", which "c" reads already)"},
    {"[[camera]]\nid = \"c\"\nstation = \"desk-1\"\nfolder = \"p\"\n[[scanner]]\nid = \"c\"\n"
     "station = \"desk-1\"\nmatch = { path = \"/d\" }\n",
     R"(k.toml:7:6: error: camera id "c" is taken by k.toml:11)"},
    {"[ui]\nlanguages = [\"en\", 5]\n",
     R"(k.toml:7:20: error: "languages" in [ui] must be a text in quotation marks, not an )"
     R"(integer)"},
    {"[ui]\nnames = \"initials\"\n",
     R"(k.toml:7:9: error: names "initials" in [ui] is unknown; known: full, first-initial, )"
     R"(hidden)"},
    {"[privacy]\nerase_after_days = 3651\n",
     R"(k.toml:7:20: error: "erase_after_days" in [privacy] is 3651; allowed: 0 to 3650)"},
    {"[security]\nlead_pin = \"1234\"\n",
     R"(k.toml:6:2: error: unknown table "security"; known: config_version, node, clock, http, )"
     R"(event, subevent, source, keys, list, station, zone, entitlement, deny, question, )"
     R"(scanner, )"
     R"(camera, ui, )"
     R"(privacy, backup, walk_in)"},
};

TEST(BrokenConfig, each_mistake_is_named_and_placed) {
    for (const Broken& row : kBroken) {
        const LoadedConfig loaded = read_with(row.more);
        EXPECT_FALSE(loaded.config.has_value()) << row.more;
        ASSERT_FALSE(loaded.problems.empty()) << row.more;
        EXPECT_EQ(to_text(loaded.problems.front()), row.expected);
    }
}

// The column is the library's, and differs between its versions.
TEST(BrokenConfig, a_syntax_error_names_its_line_and_stands_alone) {
    for (const std::string_view more :
         {"[node]\nname = \"a\nb\"\n", "[node]\n= 1\n", "[node]\nname = \"a\" \"b\"\n"}) {
        const LoadedConfig loaded = read_with(more);
        ASSERT_EQ(loaded.problems.size(), 1U) << more;
        EXPECT_THAT(to_text(loaded.problems.front()), testing::StartsWith("k.toml:7:"));
        EXPECT_THAT(loaded.problems.front().text, testing::StartsWith("not TOML: "));
    }
}

TEST(BrokenConfig, all_mistakes_come_at_once_in_order_with_their_count) {
    const LoadedConfig loaded = read(R"(config_version = 2
[node]
role = "hub"
[[list]]
id = "spare"
[[station]]
id = "desk-1"
lists = "main"
nam = 1
[privacy]
erase_after_days = "14"
)");
    EXPECT_EQ(to_text(loaded.problems),
              R"(k.toml:1:18: error: "config_version" in the file is 2; allowed: 1
k.toml:3:8: error: role "hub" in [node] is not in this version; known: standalone
k.toml:4:1: warning: list "spare" is used by no station
k.toml:8:9: error: station "desk-1" names list "main"; known: spare
k.toml:9:1: error: unknown key "nam" in [[station]]; did you mean "name"?
k.toml:11:20: error: "erase_after_days" in [privacy] must be an integer, not a text
5 errors, 1 warning
)");
}

TEST(BrokenConfig, a_secret_is_refused_without_repeating_it) {
    const LoadedConfig loaded = read_with("[source]\ntoken = \"s3cr3t\"\n");
    const std::string text = to_text(loaded.problems);
    EXPECT_EQ(
        text,
        R"(k.toml:7:9: error: "token" is a secret and must not stand in this file; give it as )"
        "a systemd credential: token = { credential = \"name\" }\n1 error, 0 warnings\n");
    EXPECT_EQ(text.find("s3cr3t"), std::string::npos);
}

TEST(BrokenConfig, secrets_are_found_in_unknown_tables_and_as_numbers) {
    const std::string text = to_text(
        read_with(
            "[security]\nlead_pin = 1234\n[[door]]\nroles = { admin = { password = \"x\" } }\n")
            .problems);
    EXPECT_THAT(text, testing::HasSubstr("k.toml:7:12: error: \"lead_pin\" is a secret"));
    EXPECT_THAT(text, testing::HasSubstr("k.toml:9:32: error: \"password\" is a secret"));
}

TEST(BrokenConfig, an_empty_file_lacks_a_station) {
    EXPECT_EQ(to_text(read("").problems),
              "k.toml:1:1: error: no [[station]]: a box without a station checks nobody in\n"
              "1 error, 0 warnings\n");
}

TEST(BrokenConfig, a_list_named_by_nobody_and_a_path_without_source_are_warnings) {
    const LoadedConfig loaded = read_with("[source]\npath = \"x.csv\"\n[[list]]\nid = \"b\"\n");
    EXPECT_TRUE(loaded.config.has_value());
    EXPECT_EQ(to_text(loaded.problems),
              "k.toml:7:8: warning: path is not read, because the type of [source] is \"none\"\n"
              "k.toml:8:1: warning: list \"b\" is used by no station\n"
              "0 errors, 2 warnings\n");
}

TEST(BrokenConfig, bytes_that_are_no_text_are_refused) {
    for (const std::string_view bytes :
         {std::string_view("\0\0\0\0", 4), std::string_view("\xFF\xFE"),
          std::string_view("a = \"\x01\"")}) {
        EXPECT_FALSE(read(bytes).config.has_value());
        EXPECT_FALSE(read(bytes).problems.empty());
    }
}

TEST(BrokenConfig, texts_are_bounded_at_1024_bytes) {
    const auto named = [](std::size_t size) {
        return read_with("[node]\nname = \"" + std::string(size, 'x') + "\"\n");
    };
    EXPECT_TRUE(named(1024).config.has_value());
    EXPECT_EQ(to_text(named(1025).problems.front()),
              R"(k.toml:7:8: error: "name" in [node] is 1025 bytes long, limit 1024)");
}

TEST(BrokenConfig, tables_of_one_kind_are_bounded_at_1000) {
    const auto lists = [](int count) {
        std::string text(kSmallest);
        for (int i = 1; i < count; ++i) {
            text += "[[list]]\nid = \"l" + std::to_string(i) + "\"\n";
        }
        return read(text);
    };
    EXPECT_TRUE(lists(1000).config.has_value());
    EXPECT_EQ(to_text(lists(1001).problems.front()),
              "k.toml:1:1: error: 1001 [[list]] in one file, limit 1000");
}

TEST(BrokenConfig, a_file_is_bounded_at_one_mebibyte) {
    const auto padded = [](std::size_t size) {
        std::string text(kSmallest);
        text += std::string(size - text.size() - 1, '#') + "\n";
        return read(text);
    };
    EXPECT_TRUE(padded(kConfigBytesMax).config.has_value());
    EXPECT_EQ(to_text(padded(kConfigBytesMax + 1).problems.front()),
              "k.toml: error: 1048577 bytes long, limit 1048576");
}

}  // namespace
}  // namespace kiosk::config
