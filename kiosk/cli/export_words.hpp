// kiosk/cli/export_words.hpp — the words of kioskctl export.
#pragma once

#include <string>

#include "kiosk/cli/options.hpp"

namespace CLI {
class App;
}

namespace kiosk::cli {

// Must outlive the parsing that fills it.
class ExportWords {
  public:
    void add_to(CLI::App& app);

    [[nodiscard]] ExportOptions chosen();

  private:
    ExportOptions options_;
    std::string kind_;
    std::string format_;
};

}  // namespace kiosk::cli
