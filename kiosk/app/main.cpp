// kiosk/app/main.cpp — kioskd: read the options and the configuration, run, say how it ended.
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include <spdlog/spdlog.h>

#include "kiosk/app/daemon.hpp"
#include "kiosk/app/logging.hpp"
#include "kiosk/app/options.hpp"
#include "kiosk/app/service_manager.hpp"
#include "kiosk/config/config_toml.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"
#include "kiosk/pretix/rule_json.hpp"

namespace {

constexpr int kFailed = 1;
constexpr int kConfigurationWrong = 78;  // EX_CONFIG of sysexits.h

bool timezone_known(std::string_view zone) {
    return kiosk::locale::zone_offsets_from_tzdb(std::string(zone)).has_value();
}

kiosk::Result<std::shared_ptr<const kiosk::core::Rule>> read_rule(std::string_view text) {
    return kiosk::pretix::read_rule_text(text);
}

void print(const kiosk::config::LoadedConfig& loaded) {
    std::fputs(kiosk::config::to_text(loaded.problems).c_str(), stderr);
}

int check_config(const std::filesystem::path& file) {
    const auto loaded = kiosk::config::load_config(file, timezone_known, read_rule);
    print(loaded);
    return loaded.config ? 0 : kFailed;
}

int run(const kiosk::app::Options& options) {
    const auto loaded = kiosk::config::load_config(options.config, timezone_known, read_rule);
    print(loaded);
    if (!loaded.config) return kConfigurationWrong;
    kiosk::app::start_logging(options.log_level);
    if (!options.web_root.empty() && kiosk::app::is_service()) {
        spdlog::error("--web-root is for development: no service has it");
        return kFailed;
    }
    const auto ended = kiosk::app::run_daemon(options, *loaded.config);
    if (ended) return 0;
    const auto& [code, context] = ended.error();
    spdlog::error("{}", context.empty() ? kiosk::describe(code) : context);
    return kFailed;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const auto parsed = kiosk::app::parse_options(argc, argv);
        if (!parsed.go_on) return parsed.exit_code;
        if (!parsed.options.check_config.empty()) return check_config(parsed.options.check_config);
        return run(parsed.options);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "kioskd: %s\n", error.what());
        return kFailed;
    }
}
