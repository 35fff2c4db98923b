// kiosk/cli/shop_verbs.cpp — options of kioskctl shop.
#include "kiosk/cli/shop_verbs.hpp"

#include <CLI/CLI.hpp>

namespace kiosk::cli {
namespace {

CLI::App* add_act(CLI::App& shop, ShopOptions& options, const char* name, const char* about,
                  ShopAct act) {
    auto* const verb = shop.add_subcommand(name, about);
    verb->callback([&options, act] { options.act = act; });
    return verb;
}

}  // namespace

void add_shop_verb(CLI::App& app, ShopOptions& options) {
    auto* const shop = app.add_subcommand("shop", "The ticket shop that the list comes from");
    shop->require_subcommand(1);
    add_act(*shop, options, "status", "How the station stands with it", ShopAct::status);
    auto* const enrol =
        add_act(*shop, options, "enrol", "Make this station a device of the shop", ShopAct::enrol);
    enrol->add_option("ADDRESS", options.address, "Of the shop, such as https://pretix.eu")
        ->required();
    enrol
        ->add_option("TOKEN", options.token,
                     "The one-time token that the shop shows; - reads it from standard input")
        ->required();
    add_act(*shop, options, "fetch", "Look at the shop's list now", ShopAct::fetch)
        ->add_flag("--confirm-shrink", options.confirm_shrink,
                   "Yes, the list really is that much smaller");
    add_act(*shop, options, "retry", "Tell it once more what it would not take", ShopAct::retry);
}

}  // namespace kiosk::cli
