// kiosk/app/shop_desk.hpp — the station's dealings with its ticket shop, on a thread of their own.
//
// Pages are read, parsed, kept and made into a list there; the main thread only takes over what is
// finished. Public functions are the main thread's.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kiosk/app/shop_roster.hpp"
#include "kiosk/app/shop_telling.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/ports/shop_view.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::app {

struct ShopHooks {
    std::function<void(std::function<void()>)> run_on_main;  // from any thread
    // Main thread:
    std::function<void(std::shared_ptr<const core::Roster>,
                       std::shared_ptr<const search::PeopleIndex>)>
        replace;
    std::function<void(core::ShopTold)> tell_station;
    std::function<void(ports::ScanQuery, std::function<void(ScanPage)>)> scans;
    std::function<UtcTime()> now;  // any thread
};

struct ShopPlace {
    std::filesystem::path folder;  // shop/ of the state directory
    std::filesystem::path roster_directory;
    std::string software;  // "kioskd 0.1.0"
};

class ShopDesk {
  public:
    // Everything given must outlive the desk.
    ShopDesk(const config::Config& config, storage::FileSystem& files, ShopPlace place,
             const core::CodeHasher& hasher, ShopHooks hooks);
    ~ShopDesk();
    ShopDesk(const ShopDesk&) = delete;
    ShopDesk& operator=(const ShopDesk&) = delete;

    // `roster` is the list in force; null without one. `last_seq` is the newest durable record.
    void start(std::shared_ptr<const core::Roster> roster, std::uint64_t last_seq);

    // Ends the thread. Nothing is called back afterwards.
    void stop();

    [[nodiscard]] ports::ShopView view() const;

    // Makes this station a device of the shop, by its one-time token. `done` hears what the shop
    // said, on the main thread.
    void enrol(std::string address, std::string token, std::function<void(Result<>)> done);

    // Looks at once; `may_shrink` also takes a list that lacks many tickets.
    void fetch(bool may_shrink);

    // Tells what the shop would not take once more.
    void retry();

    // A check-in was taken back, durably.
    void undone(std::uint64_t seq);

  private:
    class Side;
    std::shared_ptr<Side> side_;
};

}  // namespace kiosk::app
