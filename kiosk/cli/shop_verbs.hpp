// kiosk/cli/shop_verbs.hpp — the words of kioskctl shop.
#pragma once

#include "kiosk/cli/shop_options.hpp"

namespace CLI {
class App;
}

namespace kiosk::cli {

// `options` must outlive the parsing that fills it.
void add_shop_verb(CLI::App& app, ShopOptions& options);

}  // namespace kiosk::cli
