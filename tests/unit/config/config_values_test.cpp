// tests/unit/config/config_values_test.cpp — what is written arrives; what is not keeps its
// default.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/config/config_sections.hpp"
#include "kiosk/imports/field.hpp"
#include "reading.hpp"

namespace kiosk::config {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

// A directory of its own for one test.
class ConfigFiles : public testing::Test {
  protected:
    ConfigFiles()
        : root_(fs::path(testing::TempDir()) /
                testing::UnitTest::GetInstance()->current_test_info()->name()) {
        fs::remove_all(root_);
        fs::create_directories(root_ / "conf.d");
    }
    ~ConfigFiles() override { fs::remove_all(root_); }

    void write(const std::string& name, std::string_view text) const {
        std::ofstream(root_ / name) << text;
    }

    [[nodiscard]] LoadedConfig load() const {
        return load_config(root_ / "kioskd.toml", zone_known);
    }

    fs::path root_;
};

TEST(ConfigValues, the_smallest_configuration_has_the_documented_defaults) {
    const LoadedConfig loaded = read(kSmallest);
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    const Config& config = *loaded.config;
    EXPECT_EQ(config.node.timezone, "UTC");
    EXPECT_THAT(config.http.listen, testing::ElementsAre(ListenAddress{"127.0.0.1", 8080, true}));
    EXPECT_EQ(config.source.type, SourceType::none);
    EXPECT_TRUE(config.lists.at(0).all_products);
    EXPECT_TRUE(config.lists.at(0).allow_entry_after_exit);
    EXPECT_FALSE(config.lists.at(0).allow_multiple_entries);
    EXPECT_EQ(config.stations.at(0).direction, core::Direction::entry);
    EXPECT_EQ(config.same_code_window, 2500ms);
    EXPECT_EQ(config.privacy.erase_after, std::chrono::days{14});
    EXPECT_TRUE(config.backup.to.empty());
    EXPECT_EQ(config.backup.every, std::chrono::hours{1});
    EXPECT_THAT(loaded.problems, testing::IsEmpty());
}

// Every key with a value that is not its default.
constexpr std::string_view kEveryKey = R"(config_version = 1
[node]
name = "gate"
role = "standalone"
timezone = "Africa/Accra"
[http]
listen = ["127.0.0.1:0", "[::1]:9000"]
[event]
name = "Pan-African Web Conference"
starts = 2027-03-13T08:00:00.250Z
ends = 2027-03-13T18:00:00-01:30
[source]
type = "csv"
path = "attendees.csv"
columns = { code = "Ticket ID", name = "Name" }
[[list]]
id = "talks"
name = { en = "Talks", fr = "Conférences" }
products = ["Talks", "Speaker"]
include_pending = true
allow_multiple_entries = true
allow_entry_after_exit = false
[[station]]
id = "out"
name = "Sortie"
profile = "gate"
language = "fr"
lists = ["talks"]
direction = "exit"
send_to = { en = "Help desk" }
[[scanner]]
id = "com"
station = "out"
match = { subsystem = "tty", path = "/dev/ttyACM0" }
framing = { suffix = "\r\n", idle = "80ms" }
baud = 115200
codes_per_second = 1000
same_code_window = "4s"
[[camera]]
id = "cam"
station = "out"
folder = "pictures"
existing = "replay"
[[camera]]
id = "live"
station = "out"
device = "/dev/v4l/by-id/usb-cam"
width = 1920
height = 1080
rate = 15
exposure = "8ms"
focus = 0
mains = "60Hz"
[ui]
languages = ["fr", "en"]
names = "first-initial"
[privacy]
erase_after_days = 30
[backup]
to = "/media/usb"
every = "30m"
)";

Config with_every_key() {
    const LoadedConfig loaded = read(kEveryKey);
    EXPECT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    return loaded.config.value_or(Config{});
}

TEST(EveryKey, of_the_box_and_its_event_arrives) {
    const Config config = with_every_key();
    EXPECT_EQ(config.node.name, "gate");
    EXPECT_EQ(config.node.timezone, "Africa/Accra");
    EXPECT_THAT(config.http.listen, testing::ElementsAre(ListenAddress{"127.0.0.1", 0, true},
                                                         ListenAddress{"::1", 9000, true}));
    const std::chrono::sys_days day = std::chrono::year{2027} / 3 / 13;
    EXPECT_EQ(config.event.name, "Pan-African Web Conference");
    EXPECT_EQ(config.event.starts, UtcTime{day + 8h + 250ms});
    EXPECT_EQ(config.event.ends, UtcTime{day + 19h + 30min});
    EXPECT_EQ(config.source.type, SourceType::csv);
    EXPECT_EQ(config.source.path, "attendees.csv");
    EXPECT_EQ(config.source.columns.at("code"), "Ticket ID");
}

TEST(EveryKey, of_lists_and_stations_arrives) {
    const Config config = with_every_key();
    const ListSettings& list = config.lists.at(0);
    EXPECT_EQ(list.name.at("fr"), "Conférences");
    EXPECT_FALSE(list.all_products);
    EXPECT_THAT(list.products, testing::ElementsAre("Talks", "Speaker"));
    EXPECT_TRUE(list.include_pending && list.allow_multiple_entries);
    EXPECT_FALSE(list.allow_entry_after_exit);
    const StationSettings& station = config.stations.at(0);
    EXPECT_EQ(station.name, (LocalText{{"fr", "Sortie"}})) << "plain text is in the first language";
    EXPECT_EQ(station.profile, Profile::gate);
    EXPECT_EQ(station.language, "fr");
    EXPECT_EQ(station.list, "talks");
    EXPECT_EQ(station.direction, core::Direction::exit);
    EXPECT_EQ(station.send_to.at("en"), "Help desk");
}

TEST(ConfigValues, only_desks_may_force_unless_the_station_says_otherwise) {
    const auto force = [](const std::string& keys) {
        const LoadedConfig loaded = read(
            "config_version = 1\n[node]\nname = \"a\"\n[[list]]\n"
            "id = \"l\"\n[[station]]\nid = \"s\"\nlists = [\"l\"]\n" +
            keys);
        EXPECT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
        return loaded.config && loaded.config->stations.at(0).force;
    };
    EXPECT_TRUE(force(""));
    EXPECT_TRUE(force("profile = \"desk\"\n"));
    EXPECT_FALSE(force("profile = \"gate\"\n"));
    EXPECT_FALSE(force("profile = \"kiosk\"\n"));
    EXPECT_TRUE(force("profile = \"gate\"\nforce = true\n"));
    EXPECT_FALSE(force("force = false\n"));
}

TEST(EveryKey, of_readers_and_screens_arrives) {
    const Config config = with_every_key();
    const ScannerSettings& scanner = config.scanners.at(0);
    EXPECT_EQ(scanner.station, "out");
    EXPECT_EQ(scanner.device, "/dev/ttyACM0");
    EXPECT_EQ(scanner.suffix, "\r\n");
    EXPECT_EQ(scanner.idle, 80ms);
    EXPECT_EQ(scanner.baud, 115200U);
    EXPECT_EQ(scanner.codes_per_second, 1000U);
    EXPECT_EQ(config.same_code_window, 4s);
    EXPECT_EQ(config.cameras.at(0).folder, "pictures");
    EXPECT_EQ(config.cameras.at(0).existing, ExistingPictures::replay);
    const CameraSettings& live = config.cameras.at(1);
    EXPECT_EQ(live.device, "/dev/v4l/by-id/usb-cam");
    EXPECT_EQ(live.folder, "");
    EXPECT_EQ(live.width, 1920);
    EXPECT_EQ(live.height, 1080);
    EXPECT_EQ(live.rate, 15);
    EXPECT_EQ(live.exposure, 8ms);
    EXPECT_EQ(live.focus, 0);
    EXPECT_EQ(live.mains, Mains::hz60);
    EXPECT_THAT(config.ui.languages, testing::ElementsAre("fr", "en"));
    EXPECT_EQ(config.ui.names, NameDisplay::first_initial);
    EXPECT_EQ(config.privacy.erase_after, std::chrono::days{30});
    EXPECT_EQ(config.backup.to, "/media/usb");
    EXPECT_EQ(config.backup.every, std::chrono::minutes{30});
}

TEST(ConfigValues, columns_have_the_names_of_the_import) {
    EXPECT_TRUE(std::ranges::equal(kColumnFields, imports::kFieldNames));
}

TEST_F(ConfigFiles, drop_ins_add_stations_and_replace_settings_in_name_order) {
    write("kioskd.toml", std::string(kSmallest) + "[node]\nname = \"main\"\n");
    write("conf.d/20-name.toml", "[node]\nname = \"last\"\n");
    write("conf.d/10-name.toml", "[node]\nname = \"first\"\n");
    write("conf.d/30-gate.toml", "[[station]]\nid = \"gate\"\nlists = \"main\"\n");
    write("conf.d/.hidden.toml", "broken");
    write("conf.d/readme.txt", "broken");
    const LoadedConfig loaded = load();
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    EXPECT_EQ(loaded.config->node.name, "last");
    ASSERT_EQ(loaded.config->stations.size(), 2U);
    EXPECT_EQ(loaded.config->stations.at(1).id, "gate");
}

TEST_F(ConfigFiles, problems_of_drop_ins_name_their_file_and_come_after_the_main_file) {
    write("kioskd.toml", std::string(kSmallest) + "[zode]\n");
    write("conf.d/10.toml", "[[station]]\nid = \"desk-1\"\nlists = \"mai\"\n");
    const LoadedConfig loaded = load();
    ASSERT_EQ(loaded.problems.size(), 3U) << to_text(loaded.problems);
    EXPECT_EQ(loaded.problems.at(0).place.line, 6U);
    EXPECT_EQ(loaded.problems.at(1).place.file, (root_ / "conf.d/10.toml").string());
    EXPECT_EQ(loaded.problems.at(1).place.line, 2U);
    EXPECT_EQ(loaded.problems.at(2).place.line, 3U);
}

TEST_F(ConfigFiles, a_syntax_error_in_one_file_does_not_hide_the_problems_of_others) {
    write("kioskd.toml", "= 1");
    write("conf.d/10.toml", "[zode]\n");
    const std::string text = to_text(load().problems);
    EXPECT_THAT(text, testing::HasSubstr("kioskd.toml:1:1: error: not TOML"));
    EXPECT_THAT(text, testing::HasSubstr("10.toml:1:2: error: unknown table \"zode\""));
}

TEST_F(ConfigFiles, camera_folders_are_relative_to_their_file) {
    write("kioskd.toml",
          std::string(kSmallest) +
              "[[camera]]\nid = \"a\"\nstation = \"desk-1\"\nfolder = \"../in\"\n"
              "[[camera]]\nid = \"b\"\nstation = \"desk-1\"\nfolder = \"/srv/in\"\n");
    const LoadedConfig loaded = load();
    ASSERT_TRUE(loaded.config.has_value()) << to_text(loaded.problems);
    EXPECT_EQ(loaded.config->cameras.at(0).folder, root_.parent_path() / "in");
    EXPECT_EQ(loaded.config->cameras.at(1).folder, "/srv/in");
}

TEST_F(ConfigFiles, a_missing_file_and_a_directory_say_so) {
    EXPECT_EQ(
        to_text(load().problems.front()),
        (root_ / "kioskd.toml").string() + ": error: cannot be read: No such file or directory");
    fs::create_directories(root_ / "kioskd.toml");
    EXPECT_EQ(to_text(load().problems.front()),
              (root_ / "kioskd.toml").string() + ": error: is a directory, not a file");
}

TEST_F(ConfigFiles, at_most_100_drop_ins_are_read) {
    write("kioskd.toml", kSmallest);
    for (int i = 0; i < 100; ++i) {
        write("conf.d/" + std::to_string(i) + ".toml", "");
    }
    EXPECT_TRUE(load().config.has_value());
    write("conf.d/100.toml", "");
    EXPECT_EQ(to_text(load().problems.front()),
              (root_ / "conf.d").string() + ": error: 101 files, limit 100");
}

}  // namespace
}  // namespace kiosk::config
