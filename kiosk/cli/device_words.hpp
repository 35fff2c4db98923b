// kiosk/cli/device_words.hpp — the words of kioskctl devices on the command line.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/cli/options.hpp"

namespace CLI {
class App;
}

namespace kiosk::cli {

class DeviceWords {
  public:
    // Adds devices with watch, pair and preview; it must outlive the parsing.
    void add_to(CLI::App& app);

    // What was asked for; nothing for a verb of others. Call it once, after parsing.
    [[nodiscard]] std::optional<Verb> chosen(std::string_view verb);

  private:
    std::filesystem::path config_ = kConfigFile;
    DevicesWatchOptions watch_options_;
    DevicesPairOptions pair_options_;
    DevicesPreviewOptions preview_options_;
    const CLI::App* watch_ = nullptr;
    const CLI::App* pair_ = nullptr;
    const CLI::App* preview_ = nullptr;
};

}  // namespace kiosk::cli
