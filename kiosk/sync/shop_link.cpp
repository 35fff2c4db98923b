// kiosk/sync/shop_link.cpp — which request is next, and when.
#include "kiosk/sync/shop_link.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "kiosk/base/check.hpp"

namespace kiosk::sync {

namespace asio = boost::asio;
using pretix::AnswerKind;
using pretix::DownloadState;
using pretix::UploadState;
using std::chrono::milliseconds;

std::string_view name_of(LinkState state) {
    switch (state) {
        case LinkState::resting: return "resting";
        case LinkState::reading: return "reading";
        case LinkState::waiting: return "waiting";
        case LinkState::stopped: return "stopped";
        case LinkState::revoked: return "revoked";
    }
    KIOSK_UNREACHABLE();
}

class ShopLink::Parts : public std::enable_shared_from_this<ShopLink::Parts> {
  public:
    Parts(asio::io_context& context, LinkSettings settings, LinkHooks hooks)
        : settings_(std::move(settings)),
          hooks_(std::move(hooks)),
          download_timer_(context),
          upload_timer_(context),
          fetcher_(context, settings_.shop, settings_.fetch),
          upload_(settings_.organizer, settings_.api_token) {}

    void look_now() {
        if (status_.reading == LinkState::revoked || download_) return;
        if (status_.telling == LinkState::stopped) allow_telling();
        look();
    }

    [[nodiscard]] bool takes_items() const {
        return status_.telling != LinkState::stopped && status_.telling != LinkState::revoked;
    }

    Result<> tell(std::uint64_t key, pretix::UploadItem item) {
        KIOSK_TRY_VOID(upload_.add(key, std::move(item)));
        if (!telling_) step_upload();
        return {};
    }

    void close() {
        closed_ = true;
        download_timer_.cancel();
        upload_timer_.cancel();
    }

    [[nodiscard]] const LinkStatus& status() const { return status_; }
    [[nodiscard]] std::size_t queued() const { return upload_.queued(); }

  private:
    void look() {
        download_timer_.cancel();
        status_.reading = LinkState::reading;
        download_.emplace(pretix::DownloadOptions{.shop = settings_.shop,
                                                  .organizer = settings_.organizer,
                                                  .event = settings_.event,
                                                  .api_token = settings_.api_token,
                                                  .zone = hooks_.zone,
                                                  .dates_after = settings_.dates_after},
                          hooks_.stamps());
        step_download();
    }

    // A quarter more at most: stations that lost the shop together do not come back together.
    [[nodiscard]] milliseconds with_jitter(milliseconds time) const {
        const auto part = static_cast<std::uint64_t>(time.count() / 4 + 1);
        return time + milliseconds(static_cast<std::int64_t>(hooks_.random() % part));
    }

    template <class Then>
    void after(asio::steady_timer& timer, milliseconds time, Then then) {
        timer.expires_after(time);
        timer.async_wait([weak = weak_from_this(), then](const auto& error) {
            const auto self = weak.lock();
            if (self && !error && !self->closed_) then(*self);
        });
    }

    void look_after(milliseconds time) {
        download_.reset();
        after(download_timer_, time, [](Parts& self) {
            if (!self.download_) self.look();  // somebody may have asked for one meanwhile
        });
    }

    void ask_download() {
        status_.reading = LinkState::reading;
        ++status_.requests;
        fetcher_.start(download_->request(), [weak = weak_from_this()](Fetched fetched) {
            const auto self = weak.lock();
            if (!self || self->closed_ || !self->download_) return;
            self->take_page(fetched);
        });
    }

    void take_page(const Fetched& fetched) {
        if (fetched.reply.status == 0) ++status_.troubles;
        const pretix::Fetched news = download_->take(fetched.reply);
        for (const auto& objection : news.objections) {
            hooks_.report("the shop's " + objection);
        }
        const bool brought_something = download_->stamps() != hooks_.stamps() ||
                                       !news.texts.empty() || !news.orders.empty() ||
                                       !news.revoked.empty() || !news.blocked.empty();
        if (brought_something) {
            if (const auto kept = hooks_.keep(news, download_->stamps()); !kept) {
                status_.words = kept.error().context;
                hooks_.report("the shop's list is not kept: " + kept.error().context);
                return wait_for_shop(settings_.download_every);
            }
        }
        why_ = fetched.trouble;
        step_download();
    }

    void wait_for_shop(milliseconds time) {
        status_.reading = LinkState::waiting;
        look_after(with_jitter(time));
    }

    void step_download() {
        switch (download_->state()) {
            case DownloadState::asking: return ask_download();
            case DownloadState::waiting:
                status_.reading = LinkState::waiting;
                status_.words = words_of(download_->words());
                return after(download_timer_, with_jitter(download_->wait()),
                             [](Parts& self) { self.ask_download(); });
            case DownloadState::over: return finish_look();
            case DownloadState::broken:
                status_.words = words_of(download_->words());
                hooks_.report("the shop cannot be read: " + status_.words);
                return wait_for_shop(settings_.download_every);
            case DownloadState::stopped: return stop(download_->reason(), download_->words());
        }
    }

    [[nodiscard]] std::string words_of(const std::string& words) const {
        return why_.empty() ? words : why_;
    }

    void finish_look() {
        status_.reading = LinkState::resting;
        status_.words.clear();
        status_.test_orders += download_->test_orders();
        status_.objections = download_->objections();
        hooks_.complete();
        look_after(settings_.download_every);
    }

    // Keys of all sorts: the same key reads and tells.
    void stop(AnswerKind reason, const std::string& words) {
        status_.words = words;
        if (reason == AnswerKind::revoked) {
            status_.reading = status_.telling = LinkState::revoked;
            download_.reset();
            download_timer_.cancel();
            upload_timer_.cancel();
            hooks_.report("the organiser took this device's access away");
            return hooks_.revoked();
        }
        status_.reading = LinkState::stopped;
        hooks_.report("the shop does not let us read: " + words);
        look_after(with_jitter(settings_.stopped_for));
    }

    void step_upload() {
        if (closed_ || !takes_items()) return;
        for (const auto& late : upload_.drop_late()) hooks_.settled(late);
        switch (upload_.state()) {
            case UploadState::idle:
                telling_ = false;
                status_.telling = LinkState::resting;
                return;
            case UploadState::asking: return ask_upload();
            case UploadState::waiting:
                telling_ = true;
                status_.telling = LinkState::waiting;
                return after(upload_timer_, with_jitter(upload_.wait()),
                             [](Parts& self) { self.ask_upload(); });
            case UploadState::stopped: return stop_telling();
        }
    }

    void ask_upload() {
        telling_ = true;
        status_.telling = LinkState::reading;
        ++status_.requests;
        fetcher_.start(upload_.request(), [weak = weak_from_this()](const Fetched& fetched) {
            const auto self = weak.lock();
            if (!self || self->closed_ || !self->takes_items()) return;
            if (fetched.reply.status == 0) ++self->status_.troubles;
            for (const auto& one : self->upload_.take(fetched.reply)) self->hooks_.settled(one);
            if (self->upload_.state() == UploadState::waiting) {
                self->status_.words =
                    fetched.trouble.empty() ? self->upload_.words() : fetched.trouble;
            }
            self->step_upload();
        });
    }

    // Nothing of it is lost: whoever gave the items gives them again.
    void stop_telling() {
        const AnswerKind reason = upload_.reason();
        const std::string words = upload_.words();
        upload_ = pretix::Upload(settings_.organizer, settings_.api_token);
        telling_ = false;
        if (reason == AnswerKind::revoked) return stop(reason, words);
        status_.telling = LinkState::stopped;
        status_.words = words;
        hooks_.report("the shop does not let us tell: " + words);
        after(upload_timer_, with_jitter(settings_.stopped_for),
              [](Parts& self) { self.allow_telling(); });
    }

    void allow_telling() {
        if (status_.telling == LinkState::stopped) status_.telling = LinkState::resting;
    }

    LinkSettings settings_;
    LinkHooks hooks_;
    asio::steady_timer download_timer_;
    asio::steady_timer upload_timer_;
    Fetcher fetcher_;
    std::optional<pretix::Download> download_;  // while a look is under way
    pretix::Upload upload_;
    bool telling_ = false;  // a request or a wait is under way
    bool closed_ = false;
    std::string why_;  // of the line, where the last request had no answer
    LinkStatus status_;
};

ShopLink::ShopLink(asio::io_context& context, LinkSettings settings, LinkHooks hooks)
    : parts_(std::make_shared<Parts>(context, std::move(settings), std::move(hooks))) {}

ShopLink::~ShopLink() {
    parts_->close();
}

void ShopLink::look_now() {
    parts_->look_now();
}

bool ShopLink::takes_items() const {
    return parts_->takes_items();
}

std::size_t ShopLink::queued() const {
    return parts_->queued();
}

Result<> ShopLink::tell(std::uint64_t key, pretix::UploadItem item) {
    return parts_->tell(key, std::move(item));
}

LinkStatus ShopLink::status() const {
    return parts_->status();
}

}  // namespace kiosk::sync
