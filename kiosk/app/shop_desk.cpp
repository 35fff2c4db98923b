// kiosk/app/shop_desk.cpp — from the main thread to the shop's.
#include "kiosk/app/shop_desk.hpp"

#include <utility>

#include <boost/asio/post.hpp>

#include "kiosk/app/shop_side.hpp"

namespace kiosk::app {

ShopDesk::ShopDesk(const config::Config& config, storage::FileSystem& files, ShopPlace place,
                   const core::CodeHasher& hasher, ShopHooks hooks)
    : side_(std::make_shared<Side>(config, files, std::move(place), hasher, std::move(hooks))) {}

ShopDesk::~ShopDesk() {
    stop();
}

void ShopDesk::start(std::shared_ptr<const core::Roster> roster, std::uint64_t last_seq) {
    side_->start(std::move(roster), last_seq);
}

void ShopDesk::stop() {
    side_->stop();
}

ports::ShopView ShopDesk::view() const {
    return side_->view();
}

void ShopDesk::enrol(std::string address, std::string token, std::function<void(Result<>)> done) {
    side_->run([address = std::move(address), token = std::move(token),
                done = std::move(done)](Side& side) { side.enrol(address, token, done); });
}

void ShopDesk::fetch(bool may_shrink) {
    side_->run([may_shrink](Side& side) { side.fetch(may_shrink); });
}

void ShopDesk::retry() {
    side_->run([](Side& side) { side.retry(); });
}

void ShopDesk::undone(std::uint64_t seq) {
    side_->run([seq](Side& side) { side.undone(seq); });
}

}  // namespace kiosk::app
