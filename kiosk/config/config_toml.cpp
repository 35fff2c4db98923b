// kiosk/config/config_toml.cpp — files to one Config: reading, parsing, drop-ins, order of
// problems.
#include "kiosk/config/config_toml.hpp"

#include <algorithm>
#include <fstream>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "kiosk/config/config_sections.hpp"
#include "kiosk/config/key_set_toml.hpp"
#include "kiosk/config/secrets.hpp"
#include "kiosk/config/table_reader.hpp"
#include "kiosk/config/venue_check.hpp"

namespace kiosk::config {
namespace {

namespace fs = std::filesystem;

// Collects over all files; finish() checks the whole once.
class Loading {
  public:
    explicit Loading(const RuleReader& rule_reader) : rule_reader_(rule_reader) {}

    void read(std::string_view text, const fs::path& file) {
        if (text.size() > kConfigBytesMax) {
            fail(file, fmt::format("{} bytes long, limit {}", text.size(), kConfigBytesMax));
            return;
        }
        Reading reading{file.string(), places_, problems_};
        const toml::parse_result parsed = toml::parse(text, file.string());
        if (!parsed) {
            const toml::parse_error& fault = parsed.error();
            reading.error(fault.source().begin, fmt::format("not TOML: {}", fault.description()));
            whole_ = false;
            return;
        }
        report_secrets(parsed.table(), reading);
        const std::size_t cameras_before = config_.cameras.size();
        const std::size_t lists_before = config_.lists.size();
        const fs::path keys_before = std::exchange(config_.keys.file, {});
        const fs::path source_before = std::exchange(config_.source.path, {});
        TableReader top(parsed.table(), "the file", "", reading);
        read_sections(top, config_);
        top.finish();
        const fs::path base = file.parent_path();
        for (std::size_t i = cameras_before; i < config_.cameras.size(); ++i) {
            fs::path& folder = config_.cameras[i].folder;
            if (!folder.empty()) folder = (base / folder).lexically_normal();
        }
        fs::path& list = config_.source.path;
        list = list.empty() ? source_before : (base / list).lexically_normal();
        fs::path& keys = config_.keys.file;
        keys = keys.empty() ? keys_before : (base / keys).lexically_normal();
        for (std::size_t i = lists_before; i < config_.lists.size(); ++i) read_rules(i, base);
    }

    void read_file(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        std::string text(kConfigBytesMax + 1, '\0');
        std::error_code unreadable;  // reported just below
        if (fs::is_directory(file, unreadable)) {
            fail(file, "is a directory, not a file");
            return;
        }
        if (!in) {
            const std::error_code reason(errno, std::generic_category());
            fail(file, fmt::format("cannot be read: {}", reason.message()));
            return;
        }
        in.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(in.gcount()));
        read(text, file);
    }

    void fail(const fs::path& file, std::string text) {
        problems_.push_back({{file.string(), 0, 0}, Severity::error, std::move(text)});
        whole_ = false;
    }

    [[nodiscard]] LoadedConfig finish(const fs::path& main_file,
                                      const TimezoneKnown& timezone_known) && {
        places_[""] = {main_file.string(), 1, 1};
        read_keys();
        name_default_language();
        let_desks_force();
        if (whole_) {
            std::ranges::move(check_config(config_, places_, timezone_known),
                              std::back_inserter(problems_));
        }
        // Drop-ins come after the main file, as they were read.
        std::ranges::sort(problems_, {}, [&](const Problem& problem) {
            const bool drop_in = problem.place.file != main_file.string();
            return std::tuple(drop_in, problem.place, problem.severity, problem.text);
        });
        LoadedConfig loaded;
        if (std::ranges::count(problems_, Severity::error, &Problem::severity) == 0) {
            loaded.config = std::move(config_);
        }
        loaded.problems = std::move(problems_);
        return loaded;
    }

  private:
    void read_rules(std::size_t number, const fs::path& base) {
        ListSettings& list = config_.lists[number];
        const auto written = places_.find(fmt::format("list[{}].rules", number));
        if (written == places_.end() || !rule_reader_) return;
        auto rule = load_rule(list.rules_text, base, rule_reader_);
        if (rule) {
            list.rules = *std::move(rule);
        } else {
            problems_.push_back({written->second, Severity::error,
                                 fmt::format("list \"{}\": {}", list.id, rule.error().context)});
        }
    }

    void read_keys() {
        if (config_.keys.file.empty()) return;
        LoadedKeySet loaded = load_key_set(config_.keys.file);
        std::ranges::move(loaded.problems, std::back_inserter(problems_));
        if (loaded.keys) config_.keys.set = *std::move(loaded.keys);
    }

    // A text without language is in the station's first language.
    void name_default_language() {
        const auto rename = [&](LocalText& text) {
            if (auto plain = text.extract(""); !plain.empty()) {
                plain.key() = config_.ui.languages.front();
                text.insert(std::move(plain));
            }
        };
        for (ListSettings& list : config_.lists) {
            rename(list.name);
        }
        for (StationSettings& station : config_.stations) {
            rename(station.name);
            rename(station.send_to);
        }
        for (ZoneSettings& zone : config_.zones) {
            rename(zone.name);
        }
        for (QuestionSettings& question : config_.questions) {
            rename(question.text);
        }
    }

    // Where the station does not say; a drop-in may have made its zone a security zone.
    void let_desks_force() {
        for (std::size_t i = 0; i < config_.stations.size(); ++i) {
            if (places_.contains(fmt::format("station[{}].force", i))) continue;
            StationSettings& station = config_.stations[i];
            station.force =
                station.profile == Profile::desk && !leads_into_security(config_, station);
        }
    }

    const RuleReader& rule_reader_;
    Config config_;
    Places places_;
    std::vector<Problem> problems_;
    bool whole_ = true;  // every file was read: only then can rules between settings be judged
};

// Files in conf.d beside the main file, in name order.
std::vector<fs::path> drop_ins(const fs::path& file) {
    std::vector<fs::path> found;
    std::error_code none;  // no conf.d is no problem
    for (fs::directory_iterator entry(file.parent_path() / "conf.d", none), end; entry != end;
         entry.increment(none)) {
        if (entry->path().extension() == ".toml" &&
            !entry->path().filename().string().starts_with(".")) {
            found.push_back(entry->path());
        }
    }
    std::ranges::sort(found);
    return found;
}

}  // namespace

LoadedConfig load_config(const fs::path& file, const TimezoneKnown& timezone_known,
                         const RuleReader& rule_reader) {
    Loading loading(rule_reader);
    loading.read_file(file);
    const std::vector<fs::path> more = drop_ins(file);
    if (more.size() > kDropInsMax) {
        loading.fail(file.parent_path() / "conf.d",
                     fmt::format("{} files, limit {}", more.size(), kDropInsMax));
    } else {
        std::ranges::for_each(more, [&](const fs::path& each) { loading.read_file(each); });
    }
    return std::move(loading).finish(file, timezone_known);
}

LoadedConfig read_config(std::string_view text, const fs::path& file,
                         const TimezoneKnown& timezone_known, const RuleReader& rule_reader) {
    Loading loading(rule_reader);
    loading.read(text, file);
    return std::move(loading).finish(file, timezone_known);
}

}  // namespace kiosk::config
