// kiosk/app/shop_side.hpp — what of the shop desk lives on the shop's thread.
//
// Private to shop_desk.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "kiosk/app/shop_desk.hpp"
#include "kiosk/app/shop_files.hpp"
#include "kiosk/sync/shop_link.hpp"

namespace kiosk::app {

class ShopDesk::Side : public std::enable_shared_from_this<ShopDesk::Side> {
  public:
    Side(const config::Config& config, storage::FileSystem& files, ShopPlace place,
         const core::CodeHasher& hasher, ShopHooks hooks);

    // Main thread.
    void start(std::shared_ptr<const core::Roster> roster, std::uint64_t last_seq);
    void stop();
    [[nodiscard]] ports::ShopView view() const;

    // Any thread: runs later on ours.
    template <class Work>
    void run(Work work) {
        // The thread ends before we do; what is left over then goes with the context.
        boost::asio::post(context_, [this, work = std::move(work)]() mutable { work(*this); });
    }

    // Our thread.
    void begin();
    void enrol(const std::string& address, const std::string& token,
               std::function<void(Result<>)> done);
    void fetch(bool may_shrink);
    void retry();
    void undone(std::uint64_t seq);

  private:
    [[nodiscard]] Result<> open_told();
    [[nodiscard]] Result<> open_link();
    [[nodiscard]] sync::LinkHooks link_hooks();
    [[nodiscard]] TellingHooks telling_hooks();
    [[nodiscard]] sync::FetchSettings fetch_settings() const;
    void publish();
    void hand_over(ShopList& list, WrittenList written);
    void on_revoked();
    void on_enrolled(const std::string& address, const pretix::EnrolmentAnswer& answer,
                     const std::function<void(Result<>)>& done);
    void tick();
    void show();
    void report(const std::string& sentence) const;
    void on_main(std::function<void(const ShopHooks&)> work);

    const config::Config& config_;
    ShopPlace place_;
    const core::CodeHasher& hasher_;
    ShopHooks hooks_;
    ShopFiles files_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    boost::asio::steady_timer timer_{context_};
    std::optional<pretix::ShopDevice> device_;
    pretix::Mirror mirror_;
    std::unique_ptr<ShopTelling> telling_;
    std::unique_ptr<sync::Fetcher> enrolling_;
    std::unique_ptr<sync::ShopLink> link_;
    std::shared_ptr<const core::Roster> roster_;  // that we wrote, or of the start
    std::uint64_t last_seq_ = 0;                  // of the start
    std::uint64_t digest_ = 0;                    // of the list in force; 0: unknown
    bool may_shrink_ = false;
    bool held_ = false;
    bool revoked_ = false;
    std::optional<UtcTime> read_at_;
    std::string problem_;  // of this computer, not of the shop
    std::vector<std::string> warnings_;
    mutable std::mutex mutex_;
    ports::ShopView view_;  // by mutex_
    bool stopped_ = false;  // by mutex_
    std::thread thread_;
};

}  // namespace kiosk::app
