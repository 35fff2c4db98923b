// kiosk/app/shop_at_start.cpp — hooks from the desk to the station and back.
#include "kiosk/app/shop_at_start.hpp"

#include <utility>

#include "kiosk/app/system_clock.hpp"

namespace kiosk::app {
namespace {

// Who got a ticket at the desk is nobody that the shop knows.
void leave_out_walk_ins(const core::Engine& engine, ScanPage& page) {
    if (!page) return;
    for (auto& stored : *page) {
        auto& ticket = stored.scan.ticket;
        if (ticket && engine.walk_ins().find(*ticket) != nullptr) ticket.reset();
    }
}

}  // namespace

std::unique_ptr<ShopDesk> make_shop_desk(const ShopSurroundings& around,
                                         const std::unique_ptr<StationService>& service) {
    if (around.config.source.type != config::SourceType::pretix) return nullptr;
    ShopHooks hooks{
        .run_on_main = around.run_on_main,
        .replace = [&service](auto roster, auto index) { service->replace_roster(roster, index); },
        .tell_station = [&service](auto told) { service->take_shop(std::move(told)); },
        .scans =
            [&service, &engine = around.engine](auto query, auto done) {
                service->scans(query, [&engine, done = std::move(done)](ScanPage page) {
                    leave_out_walk_ins(engine, page);
                    done(std::move(page));
                });
            },
        .now = [clock = SystemClock()] { return clock.read().wall; }};
    return std::make_unique<ShopDesk>(around.config, around.files,
                                      ShopPlace{.folder = around.paths.root / "shop",
                                                .roster_directory = around.paths.roster(),
                                                .software = around.software},
                                      around.hasher, std::move(hooks));
}

void add_shop(const std::unique_ptr<ShopDesk>& desk, ServiceHooks& hooks) {
    if (!desk) return;
    hooks.shop_view = [&desk] { return desk->view(); };
    hooks.on_undone = [&desk, announce = std::move(hooks.on_undone)](const auto& answer) {
        if (announce) announce(answer);
        desk->undone(answer.record.scan.seq);
    };
}

api::ShopHooks shop_hooks(const std::unique_ptr<ShopDesk>& desk) {
    if (!desk) return {};
    return {.view = [&desk] { return desk->view(); },
            .enrol = [&desk](auto address, auto token,
                             auto done) { desk->enrol(address, token, std::move(done)); },
            .fetch = [&desk](bool may_shrink) { desk->fetch(may_shrink); },
            .retry = [&desk] { desk->retry(); }};
}

}  // namespace kiosk::app
