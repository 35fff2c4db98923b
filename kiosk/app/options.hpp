// kiosk/app/options.hpp — the command line of kioskd.
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/storage/lost_records.hpp"

namespace kiosk::app {

struct Options {
    std::filesystem::path config = "/etc/kioskd/kioskd.toml";
    std::filesystem::path state = "/var/lib/kioskd";
    std::filesystem::path check_config;                 // given: check this file and exit
    storage::OnLoss on_loss = storage::OnLoss::refuse;  // of records that are in no copy
    std::string log_level = "info";                     // debug, info, warning, error
    std::filesystem::path web_root;                     // the screens' sources; empty: the binary
};

// What main() is to do: go on with `options`, or exit at once.
struct ParsedOptions {
    Options options;
    bool go_on = false;
    int exit_code = 0;
};

// Prints help, version and errors itself.
[[nodiscard]] ParsedOptions parse_options(int argc, char** argv);

// "kioskd 0.1.0"
[[nodiscard]] std::string software_name();

}  // namespace kiosk::app
