// kiosk/sync/shop_link.hpp — a station and its ticket shop: reads changes, tells what happened.
//
// Puts the two state machines of kiosk/pretix on a loop: requests, waits, the next look. Knows no
// file and decides nothing about tickets. Everything runs on the loop's one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/pretix/download.hpp"
#include "kiosk/pretix/upload.hpp"
#include "kiosk/sync/fetcher.hpp"

namespace kiosk::sync {

// The words of the API and the screens.
enum class LinkState : std::uint8_t {
    resting,  // the last look went well, the next one comes
    reading,  // a look is under way
    waiting,  // the shop did not answer, or asked for patience; tried again by itself
    stopped,  // the shop does not let us; tried again rarely, or when somebody says so
    revoked,  // the organiser took the access away: nothing is asked any more
};

struct LinkStatus {
    LinkState reading = LinkState::resting;
    LinkState telling = LinkState::resting;
    std::string words;           // why it waits or is stopped, of the shop or the line
    std::uint64_t requests = 0;  // of this run, and
    std::uint64_t troubles = 0;  // how many of them had no answer of the shop
    std::uint64_t test_orders = 0;
    std::uint64_t objections = 0;  // objects of the last look that could not be read
};

struct LinkSettings {
    pretix::ShopAddress shop;
    std::string organizer;
    std::string event;
    std::string api_token;
    std::string dates_after;  // of a series; see DownloadOptions
    std::chrono::milliseconds download_every{60'000};
    std::chrono::minutes stopped_for{10};  // until what was not allowed is tried again
    FetchSettings fetch;
};

struct LinkHooks {
    pretix::ZoneLookup zone;
    std::function<pretix::Stamps()> stamps;
    // Makes durable what a reply brought, before the next request.
    std::function<Result<>(const pretix::Fetched&, const pretix::Stamps&)> keep;
    std::function<void()> complete;  // a look came to its end: the whole list is there
    std::function<void(const pretix::Settled&)> settled;  // to be made durable at once
    std::function<void()> revoked;
    std::function<std::uint64_t()> random;
    std::function<void(const std::string&)> report;  // for the log: no key, no code, no name
};

class ShopLink {
  public:
    ShopLink(boost::asio::io_context& context, LinkSettings settings, LinkHooks hooks);
    ~ShopLink();
    ShopLink(const ShopLink&) = delete;
    ShopLink& operator=(const ShopLink&) = delete;

    // Looks at once, also where it is stopped. Nothing after a revocation.
    void look_now();

    // Room for more to tell. False while it is stopped: what was added is to be added again later.
    [[nodiscard]] bool takes_items() const;
    [[nodiscard]] std::size_t queued() const;

    // Errors as Upload::add(): the item can never be sent.
    [[nodiscard]] Result<> tell(std::uint64_t key, pretix::UploadItem item);

    [[nodiscard]] LinkStatus status() const;

  private:
    class Parts;
    std::shared_ptr<Parts> parts_;
};

// "resting"
[[nodiscard]] std::string_view name_of(LinkState state);

}  // namespace kiosk::sync
