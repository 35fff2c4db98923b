// kiosk/sync/fetcher.hpp — asks one web server, on the loop that it is given; nothing blocks.
//
// Follows no redirect and uses no proxy: the key of this device goes to that server or nowhere.
// TLS is checked, against the system's authorities and against one file where one is named. A reply
// that did not come whole, too large or too late, is one without a status. Nothing is logged here.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/pretix/exchange.hpp"
#include "kiosk/pretix/shop_address.hpp"

namespace boost::asio {
class io_context;
}

namespace kiosk::sync {

inline constexpr std::size_t kHeaderBytesMax = 64UL * 1024;  // of all headers of a reply
inline constexpr std::size_t kFetchesMax = 4;                // at once

struct FetchSettings {
    std::filesystem::path ca_file;  // trusted instead of the system's; empty: those
    std::string user_agent;
    std::size_t body_max = 0;                   // bytes of a reply, unpacked
    std::chrono::milliseconds connect{15'000};  // names, connection and TLS
    std::chrono::milliseconds whole{120'000};   // of one request, on a slow line
    std::chrono::seconds silence{30};           // without a byte
};

struct Fetched {
    pretix::Reply reply;  // status 0 with `trouble`
    std::string trouble;  // why no whole reply came, for people; no key, no code, no query
};

class Fetcher {
  public:
    // The loop must outlive the fetcher, and run on one thread.
    Fetcher(boost::asio::io_context& context, const pretix::ShopAddress& server,
            FetchSettings settings);
    ~Fetcher();
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;

    // `done` is called on the loop, later, once; not after the fetcher is gone. Past kFetchesMax it
    // hears of that at once.
    void start(pretix::Request request, std::function<void(Fetched)> done);

  private:
    class Loop;
    std::shared_ptr<Loop> loop_;
};

}  // namespace kiosk::sync
