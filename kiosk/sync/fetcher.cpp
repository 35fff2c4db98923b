// kiosk/sync/fetcher.cpp — libcurl's multi interface on an Asio loop.
//
// libcurl says which sockets to watch and when to be called at the latest; Asio does both. The
// sockets are libcurl's: a descriptor is lent to Asio and released before libcurl closes it.
#include "kiosk/sync/fetcher.hpp"

#include <map>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "kiosk/sync/transfer.hpp"

namespace kiosk::sync {

namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;

class Fetcher::Loop : public std::enable_shared_from_this<Fetcher::Loop> {
  public:
    Loop(asio::io_context& context, const pretix::ShopAddress& server, FetchSettings settings)
        : context_(context),
          origin_(server.scheme() + "://" + server.authority()),
          settings_(std::move(settings)),
          timer_(context),
          multi_(curl_multi_init()) {
        curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Loop::on_socket);
        curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, static_cast<void*>(this));
        curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Loop::on_timer);
        curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, static_cast<void*>(this));
        curl_multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(kFetchesMax));
    }

    ~Loop() {
        for (const auto& [handle, transfer] : transfers_) curl_multi_remove_handle(multi_, handle);
        transfers_.clear();
        curl_multi_cleanup(multi_);
    }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    void start(pretix::Request request, std::function<void(Fetched)> done) {
        auto transfer = std::make_unique<Transfer>(origin_, settings_, std::move(request), done);
        CURL* const handle = transfer->handle();
        const bool may = handle != nullptr && transfers_.size() < kFetchesMax &&
                         curl_multi_add_handle(multi_, handle) == CURLM_OK;
        if (!may) {
            asio::post(context_, [done = std::move(done)] { done({{}, "too many at once"}); });
            return;
        }
        transfers_.emplace(handle, std::move(transfer));
    }

    // No callback of libcurl's may come while the fetcher goes.
    void close() {
        closed_ = true;
        timer_.cancel();
        for (auto& [socket, watched] : sockets_) watched->descriptor.release();
        sockets_.clear();
    }

  private:
    struct Watched {
        explicit Watched(asio::io_context& context, curl_socket_t socket)
            : descriptor(context, socket) {}
        Descriptor descriptor;
        bool reading = false;  // wanted by libcurl
        bool writing = false;
        bool waits_to_read = false;  // asked of Asio
        bool waits_to_write = false;
    };

    static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
        static_cast<Loop*>(self)->watch(socket, what);
        return 0;
    }

    static int on_timer(CURLM*, long milliseconds, void* self) {
        static_cast<Loop*>(self)->arm(milliseconds);
        return 0;
    }

    void watch(curl_socket_t socket, int what) {
        if (closed_) return;
        if (what == CURL_POLL_REMOVE) {
            const auto found = sockets_.find(socket);
            if (found == sockets_.end()) return;
            found->second->descriptor.release();  // libcurl closes it, or keeps it for later
            sockets_.erase(found);
            return;
        }
        auto& watched = sockets_[socket];
        if (!watched) watched = std::make_shared<Watched>(context_, socket);
        watched->reading = (what & CURL_POLL_IN) != 0;
        watched->writing = (what & CURL_POLL_OUT) != 0;
        wait(socket, watched);
    }

    void wait(curl_socket_t socket, const std::shared_ptr<Watched>& watched) {
        if (watched->reading && !std::exchange(watched->waits_to_read, watched->reading)) {
            wait_for(socket, watched, Descriptor::wait_read, CURL_CSELECT_IN);
        }
        if (watched->writing && !std::exchange(watched->waits_to_write, watched->writing)) {
            wait_for(socket, watched, Descriptor::wait_write, CURL_CSELECT_OUT);
        }
    }

    void wait_for(curl_socket_t socket, const std::shared_ptr<Watched>& watched,
                  Descriptor::wait_type type, int event) {
        watched->descriptor.async_wait(
            type, [weak = weak_from_this(), socket, watched, event](const auto& error) {
                const auto self = weak.lock();
                if (!self || self->closed_) return;
                self->ready(socket, watched, event, error ? CURL_CSELECT_ERR : 0);
            });
    }

    void ready(curl_socket_t socket, const std::shared_ptr<Watched>& watched, int event,
               int problem) {
        (event == CURL_CSELECT_IN ? watched->waits_to_read : watched->waits_to_write) = false;
        const auto is_watched = [&] {
            const auto found = sockets_.find(socket);
            return found != sockets_.end() && found->second == watched;
        };
        if (!is_watched()) return;  // released meanwhile
        act(socket, event | problem);
        if (is_watched()) wait(socket, watched);
    }

    void arm(long milliseconds) {
        if (closed_) return;
        timer_.cancel();
        if (milliseconds < 0) return;
        timer_.expires_after(std::chrono::milliseconds(milliseconds));
        timer_.async_wait([weak = weak_from_this()](const auto& error) {
            const auto self = weak.lock();
            if (self && !error && !self->closed_) self->act(CURL_SOCKET_TIMEOUT, 0);
        });
    }

    void act(curl_socket_t socket, int events) {
        int running = 0;
        curl_multi_socket_action(multi_, socket, events, &running);
        // What is called back may start the next request, or end us.
        std::vector<std::pair<std::unique_ptr<Transfer>, CURLcode>> finished;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            const auto found = transfers_.find(message->easy_handle);
            const CURLcode result = message->data.result;
            curl_multi_remove_handle(multi_, message->easy_handle);
            if (found == transfers_.end()) continue;
            finished.emplace_back(std::move(found->second), result);
            transfers_.erase(found);
        }
        const auto self = shared_from_this();
        for (auto& [transfer, result] : finished) {
            if (!closed_) transfer->finish(result);
        }
    }

    asio::io_context& context_;
    std::string origin_;
    FetchSettings settings_;
    asio::steady_timer timer_;
    CURLM* multi_;
    bool closed_ = false;
    std::map<CURL*, std::unique_ptr<Transfer>> transfers_;
    std::map<curl_socket_t, std::shared_ptr<Watched>> sockets_;
};

Fetcher::Fetcher(asio::io_context& context, const pretix::ShopAddress& server,
                 FetchSettings settings) {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(started);
    loop_ = std::make_shared<Loop>(context, server, std::move(settings));
}

Fetcher::~Fetcher() {
    loop_->close();
}

void Fetcher::start(pretix::Request request, std::function<void(Fetched)> done) {
    loop_->start(std::move(request), std::move(done));
}

}  // namespace kiosk::sync
