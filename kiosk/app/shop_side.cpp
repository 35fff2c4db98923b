// kiosk/app/shop_side.cpp — the shop's thread: link, mirror, list, what was told.
#include "kiosk/app/shop_side.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>
#include <pthread.h>
#include <spdlog/spdlog.h>

#include "kiosk/app/shop_words.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"
#include "kiosk/pretix/enrolment.hpp"
#include "kiosk/pretix/limits.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::app {

namespace asio = boost::asio;

ShopDesk::Side::Side(const config::Config& config, storage::FileSystem& files, ShopPlace place,
                     const core::CodeHasher& hasher, ShopHooks hooks)
    : config_(config),
      place_(std::move(place)),
      hasher_(hasher),
      hooks_(std::move(hooks)),
      files_(files, place_.folder),
      work_(asio::make_work_guard(context_)) {}

void ShopDesk::Side::start(std::shared_ptr<const core::Roster> roster, std::uint64_t last_seq) {
    roster_ = std::move(roster);
    last_seq_ = last_seq;
    run([](Side& side) { side.begin(); });
    thread_ = std::thread([this] { context_.run(); });
    pthread_setname_np(thread_.native_handle(), "shop");
}

void ShopDesk::Side::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    context_.stop();
    if (thread_.joinable()) thread_.join();
    link_.reset();
    enrolling_.reset();
}

ports::ShopView ShopDesk::Side::view() const {
    const std::lock_guard lock(mutex_);
    return view_;
}

// What comes after the end of the desk finds nothing to work on.
void ShopDesk::Side::on_main(std::function<void(const ShopHooks&)> work) {
    hooks_.run_on_main([weak = weak_from_this(), work = std::move(work)] {
        const auto self = weak.lock();
        if (!self) return;
        {
            const std::lock_guard lock(self->mutex_);
            if (self->stopped_) return;
        }
        work(self->hooks_);
    });
}

void ShopDesk::Side::report(const std::string& sentence) const {
    spdlog::warn("shop: {}", sentence);
}

void ShopDesk::Side::begin() {
    const auto opened = open_link();
    if (!opened) {
        problem_ = opened.error().context;
        spdlog::error("shop: {}", problem_);
    }
    show();
    tick();
}

sync::FetchSettings ShopDesk::Side::fetch_settings() const {
    sync::FetchSettings settings;
    settings.ca_file = config_.source.ca_file;
    settings.user_agent = user_agent(place_.software);
    settings.body_max = pretix::kAnswerBytesMax;
    return settings;
}

// A record that is shorter than what was told came from a backup: what it holds is told again,
// which is harmless, and so is what will get the numbers of what was lost.
Result<> ShopDesk::Side::open_told() {
    if (telling_) return {};
    pretix::Told told = KIOSK_TRY(files_.told());
    if (told.through > last_seq_) told = {};
    telling_ = std::make_unique<ShopTelling>(config_, std::move(told), telling_hooks());
    return {};
}

Result<> ShopDesk::Side::open_link() {
    link_.reset();
    problem_.clear();
    KIOSK_TRY_VOID(files_.open());
    KIOSK_TRY_VOID(open_told());
    device_ = KIOSK_TRY(files_.device());
    if (!device_) return {};
    revoked_ = device_->device.api_token.empty();
    if (revoked_) return {};
    std::string note;
    mirror_ = KIOSK_TRY(files_.open_mirror(device_->device.organizer, config_.source.event, note));
    if (!note.empty()) report(note);
    if (mirror_.stamps().orders_complete) publish();
    sync::LinkSettings settings{.shop = KIOSK_TRY(pretix::ShopAddress::parse(device_->address)),
                                .organizer = device_->device.organizer,
                                .event = config_.source.event,
                                .api_token = device_->device.api_token,
                                .dates_after = dates_after(hooks_.now()),
                                .download_every = config_.source.download_every,
                                .fetch = fetch_settings()};
    link_ = std::make_unique<sync::ShopLink>(context_, std::move(settings), link_hooks());
    link_->look_now();
    return {};
}

sync::LinkHooks ShopDesk::Side::link_hooks() {
    return {.zone = [](const std::string& zone) { return locale::zone_offsets_from_tzdb(zone); },
            .stamps = [this] { return mirror_.stamps(); },
            .keep = [this](const auto& fetched, const auto& stamps) -> Result<> {
                const std::string line = KIOSK_TRY(mirror_.take(fetched, stamps));
                return files_.append(line, mirror_);
            },
            .complete =
                [this] {
                    read_at_ = hooks_.now();
                    publish();
                    show();
                },
            .settled = [this](const auto& one) { telling_->settled(one); },
            .revoked = [this] { on_revoked(); },
            .random = [] { return storage::random_number(); },
            .report = [this](const std::string& sentence) { report(sentence); }};
}

TellingHooks ShopDesk::Side::telling_hooks() {
    return {.read =
                [this](ports::ScanQuery query, auto done) {
                    on_main([weak = weak_from_this(), query = std::move(query),
                             done = std::move(done)](const ShopHooks& hooks) {
                        hooks.scans(query, [weak, done](ScanPage page) {
                            const auto self = weak.lock();
                            if (!self) return;
                            self->run([done, page = std::move(page)](Side&) { done(page); });
                        });
                    });
                },
            .takes_items = [this] { return link_ && link_->takes_items(); },
            .queued = [this] { return link_ ? link_->queued() : 0; },
            .tell = [this](auto key, auto item) { return link_->tell(key, std::move(item)); },
            .keep = [this](const auto& told) { return files_.keep(told); },
            .report = [this](const std::string& sentence) { report(sentence); }};
}

// The list is read from the mirror each time; it is written only where something on it changed.
void ShopDesk::Side::publish() {
    auto list = read_shop_list(mirror_, config_, link_hooks().zone, hasher_);
    if (!list) return report("its list cannot be made: " + list.error().context);
    for (const auto& warning : list->warnings) {
        if (std::ranges::find(warnings_, warning) == warnings_.end()) report(warning);
    }
    warnings_ = list->warnings;
    WrittenList written;
    const bool is_new = digest_ != list->digest || !roster_;
    if (is_new && (read_at_ || !roster_)) {
        auto made = write_shop_list(*list, mirror_, hasher_,
                                    {.roster_directory = place_.roster_directory,
                                     .before = roster_,
                                     .now = hooks_.now(),
                                     .may_shrink = may_shrink_});
        if (!made) return report("its list is not written: " + made.error().context);
        written = *std::move(made);
        if (!written.held || !held_) spdlog::info("attendee list: {}", written.sentence);
        held_ = written.held;
        if (held_) problem_ = written.sentence;
        if (!held_) {
            problem_.clear();
            digest_ = list->digest;
            may_shrink_ = false;
            roster_ = written.roster;
        }
    } else if (!is_new && held_) {
        held_ = false;
        problem_.clear();
    }
    hand_over(*list, std::move(written));
}

void ShopDesk::Side::hand_over(ShopList& list, WrittenList written) {
    on_main([told = std::move(list.told), written](const ShopHooks& hooks) {
        if (written.roster) hooks.replace(written.roster, written.index);
        hooks.tell_station(told);
    });
    telling_->use(std::move(list.tickets));
}

// Nobody gave us leave to hold these people's names any more.
void ShopDesk::Side::on_revoked() {
    revoked_ = true;
    mirror_ = {};
    telling_->forget_people();
    if (const auto gone = files_.forget_people(); !gone) problem_ = gone.error().context;
    auto empty = write_empty_list(
        {.roster_directory = place_.roster_directory, .before = roster_, .now = hooks_.now()});
    if (!empty) {
        problem_ = empty.error().context;
        spdlog::error("shop: the attendee list is still there: {}", problem_);
    } else {
        roster_ = *empty;
        digest_ = 0;
        on_main([roster = *empty](const ShopHooks& hooks) { hooks.replace(roster, nullptr); });
    }
    show();
}

void ShopDesk::Side::enrol(const std::string& address, const std::string& token,
                           std::function<void(Result<>)> done) {
    const auto answer = [this, done](Result<> result) {
        on_main([done, result = std::move(result)](const ShopHooks&) { done(result); });
    };
    auto handshake = pretix::make_handshake(address, token);
    if (!handshake) return answer(fail(std::move(handshake).error()));
    enrolling_ = std::make_unique<sync::Fetcher>(context_, handshake->shop, fetch_settings());
    const std::string origin = handshake->shop.scheme() + "://" + handshake->shop.authority();
    enrolling_->start(pretix::enrolment_request(*handshake, description_of(place_.software)),
                      [this, origin, answer](const sync::Fetched& fetched) {
                          auto said = pretix::read_enrolment(fetched.reply);
                          if (!fetched.trouble.empty()) said.words = fetched.trouble;
                          on_enrolled(origin, said, answer);
                      });
}

void ShopDesk::Side::on_enrolled(const std::string& address, const pretix::EnrolmentAnswer& answer,
                                 const std::function<void(Result<>)>& done) {
    if (!answer.device) {
        const Errc code = answer.may_retry ? Errc::unavailable : Errc::denied;
        return done(fail(code, "the shop did not take this station: " + answer.words));
    }
    const auto kept = files_.open();
    const auto stored = kept ? files_.keep({.address = address, .device = *answer.device}) : kept;
    if (!stored) return done(fail(stored.error()));
    revoked_ = false;
    spdlog::info("shop: this station is device {} of {}", answer.device->number,
                 answer.device->organizer);
    const auto opened = open_link();
    if (!opened) problem_ = opened.error().context;
    show();
    done(opened);
}

void ShopDesk::Side::fetch(bool may_shrink) {
    may_shrink_ = may_shrink_ || may_shrink;
    if (link_) link_->look_now();
    show();
}

void ShopDesk::Side::retry() {
    if (telling_) telling_->retry();
}

void ShopDesk::Side::undone(std::uint64_t seq) {
    if (telling_) telling_->undone(seq);
}

void ShopDesk::Side::tick() {
    if (telling_ && !revoked_) telling_->look();
    show();
    timer_.expires_after(config_.source.upload_every);
    timer_.async_wait([weak = weak_from_this()](const auto& error) {
        const auto self = weak.lock();
        if (self && !error) self->tick();
    });
}

void ShopDesk::Side::show() {
    ports::ShopView view;
    if (device_) describe(*device_, view);
    view.event = config_.source.event;
    if (link_) describe(link_->status(), view);
    if (revoked_) describe_revoked(view);
    if (!device_) describe_none(view);
    if (!problem_.empty() && view.code.empty()) describe_problem(problem_, held_, view);
    if (telling_) describe(telling_->told(), telling_->to_tell(), view);
    view.read_at = read_at_;
    view.held = held_;
    view.orders = mirror_.orders();
    view.warnings = warnings_;
    const std::lock_guard lock(mutex_);
    view_ = std::move(view);
}

}  // namespace kiosk::app
