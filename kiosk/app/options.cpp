// kiosk/app/options.cpp — CLI11 reads the command line.
#include "kiosk/app/options.hpp"

#include <CLI/CLI.hpp>

namespace kiosk::app {

std::string software_name() {
    return "kioskd " KIOSK_VERSION;
}

ParsedOptions parse_options(int argc, char** argv) {
    constexpr int kWrongUsage = 2;
    ParsedOptions parsed;
    Options& options = parsed.options;
    CLI::App app("Check-in and access control for one station.", "kioskd");
    app.set_version_flag("--version", software_name());
    app.add_option("--config", options.config, "Configuration file")->capture_default_str();
    app.add_option("--state", options.state, "Directory of the station's data")
        ->capture_default_str();
    app.add_option("--check-config", options.check_config,
                   "Check this file, report every problem, and exit (0 or 1)");
    app.add_flag_callback(
        "--accept-loss", [&options] { options.on_loss = storage::OnLoss::accept; },
        "Start without records that are in no copy any more (STO-LOST), this once");
    app.add_option("--log-level", options.log_level, "How much to log")
        ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
        ->capture_default_str();
    app.add_option("--web-root", options.web_root,
                   "Serve the screens out of this folder (kiosk/web of the sources), as they are "
                   "at each request; for development, refused in a service");
    try {
        app.parse(argc, argv);
        parsed.go_on = true;
    } catch (const CLI::ParseError& error) {
        parsed.exit_code = app.exit(error) == 0 ? 0 : kWrongUsage;
    }
    return parsed;
}

}  // namespace kiosk::app
