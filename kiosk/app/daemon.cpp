// kiosk/app/daemon.cpp — the only file that knows all layers: builds, starts, runs, stops.
#include "kiosk/app/daemon.hpp"

#include <csignal>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/ranges.h>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include "kiosk/app/announcer.hpp"
#include "kiosk/app/backups.hpp"
#include "kiosk/app/checkpoints.hpp"
#include "kiosk/app/daemon_settings.hpp"
#include "kiosk/app/explanations.hpp"
#include "kiosk/app/front_door.hpp"
#include "kiosk/app/list_at_start.hpp"
#include "kiosk/app/mailbox.hpp"
#include "kiosk/app/personal_files.hpp"
#include "kiosk/app/readers.hpp"
#include "kiosk/app/service_manager.hpp"
#include "kiosk/app/shop_at_start.hpp"
#include "kiosk/app/station_service.hpp"
#include "kiosk/app/storage_at_start.hpp"
#include "kiosk/app/system_clock.hpp"
#include "kiosk/app/worker.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"
#include "kiosk/crypto/keyed_hasher.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/storage_thread.hpp"

namespace kiosk::app {
namespace {

namespace asio = boost::asio;

// A record that waits longer than this for the disk stops the heartbeat to systemd.
constexpr std::chrono::seconds kStoragePatience{30};
constexpr std::chrono::milliseconds kCountsEvery{500};
constexpr std::chrono::milliseconds kLookEvery{500};      // at disk and clock
constexpr std::chrono::milliseconds kStopPatience{1000};  // for the disk, at the end
constexpr std::chrono::milliseconds kStopStep{10};
constexpr std::chrono::milliseconds kLastAnswers{100};  // to reach their clients

// Members are built from the top and taken down from the bottom: readers and workers stop before
// the service they call, the storage thread writes its last batch before the state is unlocked.
class Daemon {
  public:
    Daemon(const config::Config& config, const ZoneOffsets& zone, storage::FileSystem& files,
           storage::StateDirectory state);

    [[nodiscard]] Result<> start(const Options& options);
    void run();

  private:
    [[nodiscard]] ServiceHooks hooks();
    [[nodiscard]] Result<> open_storage(storage::OnLoss on_loss);
    [[nodiscard]] Result<> open_api(const std::filesystem::path& web_root);
    void publish_counts_soon();
    void beat(std::chrono::microseconds interval);
    void watch();
    void leave_import_behind();
    void stop();
    void stop_when_stored(Instant deadline);

    const config::Config& config_;
    storage::FileSystem& files_;
    storage::StateDirectory state_;
    ZoneOffsets zone_;
    SystemClock system_clock_;
    StationClock clock_;
    crypto::KeyedHasher hasher_;
    crypto::Ed25519Verifier verifier_;
    asio::io_context context_{1};
    asio::signal_set signals_{context_, SIGINT, SIGTERM};
    asio::steady_timer heartbeat_{context_};
    asio::steady_timer watch_timer_{context_};
    ports::ClockView clock_view_;
    asio::steady_timer counts_timer_{context_};
    asio::steady_timer stop_timer_{context_};
    bool counts_due_ = false;
    Announcer announcer_;
    Mailbox mailbox_;
    core::Engine engine_;
    BeforeStart before_{.alerts = {}, .stats = core::Stats(zone_)};  // until it is handed on
    std::vector<core::RepairedRecord> repairs_;  // at start, until they are noted
    std::unique_ptr<storage::CheckpointThread> checkpoints_;
    std::unique_ptr<storage::StorageThread> storage_;
    std::unique_ptr<StationService> service_;
    std::unique_ptr<ShopDesk> shop_;  // null: the list does not come from a ticket shop
    std::unique_ptr<FrontDoor> door_;
    std::unique_ptr<Worker> searches_;
    std::unique_ptr<Worker> imports_;
    std::unique_ptr<Backups> backups_;
    std::unique_ptr<PersonalFiles> personal_;
    std::unique_ptr<Explanations> explanations_;
    std::unique_ptr<Readers> readers_;
};

Daemon::Daemon(const config::Config& config, const ZoneOffsets& zone, storage::FileSystem& files,
               storage::StateDirectory state)
    : config_(config),
      files_(files),
      state_(std::move(state)),
      zone_(zone),
      clock_(system_clock_, config.clock.own_error.value_or(own_clock_error())),
      hasher_(pepper_bytes(state_.pepper())),
      mailbox_([this] { asio::post(context_, [this] { service_->drain(); }); }),
      engine_(decide_by(config, zone, verifier_), hasher_),
      searches_(std::make_unique<Worker>("search")),
      imports_(std::make_unique<Worker>("import")) {}

ServiceHooks Daemon::hooks() {
    return {.show = [this](const auto& outcome) { announcer_.outcome(outcome); },
            .on_reader = [this](const auto& report) { announcer_.reader(report); },
            .on_health = [this](const auto& health) { announcer_.health(health); },
            .on_alert = [this](const auto& alert) { announcer_.alert(alert); },
            .on_emergency = [this](const auto& since) { announcer_.emergency(since); },
            .on_undone = [this](const auto& answer) { announcer_.undone(answer); },
            .clock_view = [this] { return clock_.view(); },
            .backup_view = [this] { return backups_->view(); },
            .on_change = [this] { publish_counts_soon(); },
            .run_search = [this](auto work) { searches_->run(std::move(work)); },
            .run_import = [this](auto work) { imports_->run(std::move(work)); },
            .run_on_main = [this](auto work) { asio::post(context_, std::move(work)); },
            .run_backup = [this](auto to, auto seq, auto done) { backups_->run(to, seq, done); },
            .run_explanation = [this](auto scan, auto done) { explanations_->run(scan, done); },
            .preview = [this](const auto& camera) { return preview_of(readers_.get(), camera); },
            .commit_times =
                [this] {
                    using std::chrono::microseconds;
                    const auto statistics = storage_->statistics();
                    return std::pair(std::chrono::floor<microseconds>(statistics.commit_p50),
                                     std::chrono::floor<microseconds>(statistics.commit_p99));
                }};
}

Result<> Daemon::start(const Options& options) {
    KIOSK_TRY_VOID(open_storage(options.on_loss));
    backups_ = std::make_unique<Backups>(
        files_, clock_, backup_settings(config_, state_.paths()),
        [this] { asio::post(context_, [this] { storage_->check_at_once(); }); });
    personal_ = KIOSK_TRY(PersonalFiles::open(files_, state_.paths(), config_, [this](auto work) {
        asio::post(context_, std::move(work));
    }));
    explanations_ = std::make_unique<Explanations>(state_.paths().root, config_, zone_);
    auto settings = service_settings(config_, zone_);
    settings.roster_directory = state_.paths().roster();
    ServiceHooks given = hooks();
    personal_->add_to(given);
    shop_ = make_shop_desk(
        {config_, files_, state_.paths(), hasher_, engine_, given.run_on_main, settings.software},
        service_);
    add_shop(shop_, given);
    service_ = std::make_unique<StationService>(engine_, hasher_, mailbox_, *storage_, clock_,
                                                std::move(settings), std::move(given));
    service_->take(std::move(before_));
    service_->note_start();
    for (auto& repair : std::exchange(repairs_, {})) service_->note_repair(std::move(repair));
    KIOSK_TRY_VOID(personal_->hand_over(*service_));
    take_list_at_start(*service_, files_, config_, state_.paths().roster());
    if (shop_) shop_->start(engine_.walk_ins().list(), engine_.durable_seq());
    KIOSK_TRY_VOID(open_api(options.web_root));
    readers_ = std::make_unique<Readers>(config_, mailbox_, clock_);
    signals_.async_wait([this](const boost::system::error_code& error, int /*signal*/) {
        if (!error) stop();
    });
    if (const auto interval = watchdog_interval()) beat(*interval);
    watch();
    return {};
}

Result<> Daemon::open_storage(storage::OnLoss on_loss) {
    auto log = KIOSK_TRY(open_record(files_, state_, on_loss, {engine_, clock_, before_}));
    repairs_ = log->report().repaired;
    checkpoints_ = start_checkpoints(files_, state_);
    storage_ = std::make_unique<storage::StorageThread>(
        std::move(log), mailbox_, clock_, storage::kQuietBeforeRest,
        storage_tasks(checkpoints_.get(), files_, state_));
    return {};
}

Result<> Daemon::open_api(const std::filesystem::path& web_root) {
    auto settings = api_settings(config_, state_.paths().root, zone_, clock_.now());
    settings.web_root = web_root;
    settings.shop = shop_hooks(shop_);
    door_ = std::make_unique<FrontDoor>(context_, *service_, clock_, files_, state_.paths().root,
                                        settings);
    announcer_.speak_through(&door_->api().feed());
    KIOSK_TRY_VOID(door_->api().start());
    spdlog::info("listening on {}", fmt::join(door_->api().addresses(), ", "));
    return {};
}

void Daemon::publish_counts_soon() {
    if (counts_due_) return;
    counts_due_ = true;
    counts_timer_.expires_after(kCountsEvery);
    counts_timer_.async_wait([this](const boost::system::error_code& error) {
        counts_due_ = false;
        if (!error && door_) door_->api().feed().publish_counts();
    });
}

// Stops with the main thread, and while the disk holds back a record: no storage, no yes.
void Daemon::beat(std::chrono::microseconds interval) {
    if (service_->progresses(kStoragePatience)) notify_alive();
    heartbeat_.expires_after(interval);
    heartbeat_.async_wait([this, interval](const boost::system::error_code& error) {
        if (!error) beat(interval);
    });
}

// A jump of the clock or a disk that hangs is told within two seconds, also when nobody scans.
void Daemon::watch() {
    const core::StorageHealth health = storage_->health();
    service_->take_health(health);
    ports::ClockView view = clock_.view();
    const bool changed = view.code != clock_view_.code || view.state != clock_view_.state;
    if (changed) announcer_.clock(view);
    clock_view_ = std::move(view);
    backups_->tick(clock_.now().mono, engine_.durable_seq(), health.journal_works);
    service_->tick();
    watch_timer_.expires_after(kLookEvery);
    watch_timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) watch();
    });
}

void Daemon::run() {
    notify_ready("Ready");
    spdlog::info("ready");
    context_.run();

    shop_.reset();
    searches_.reset();
    personal_.reset();
    announcer_.speak_through(nullptr);
    door_.reset();
    storage_.reset();  // writes what is queued
    leave_import_behind();
    imports_.reset();
    explanations_.reset();
    spdlog::info("stopped");
}

// Both may take longer than a service manager waits; nothing of them counts before the last step.
void Daemon::leave_import_behind() {
    if (!imports_->busy() && !backups_->busy() && !explanations_->busy()) return;
    spdlog::warn("stopped in the middle of an import or a backup: what was before stays");
    std::_Exit(EXIT_SUCCESS);
}

// Nothing new comes in; what was decided is stored and answered before the loop ends.
void Daemon::stop() {
    spdlog::info("stopping");
    notify_stopping();
    heartbeat_.cancel();
    counts_timer_.cancel();
    watch_timer_.cancel();
    readers_.reset();
    service_->drain();
    stop_when_stored(clock_.now().mono + kStopPatience);
}

void Daemon::stop_when_stored(Instant deadline) {
    const bool stored = engine_.durable_seq() >= engine_.last_seq() || !engine_.can_store();
    const bool too_late = clock_.now().mono >= deadline;
    if (stored || too_late) door_->api().stop();
    stop_timer_.expires_after(stored ? kLastAnswers : kStopStep);
    stop_timer_.async_wait([this, deadline, over = stored || too_late](const auto& /*error*/) {
        if (over)
            context_.stop();
        else
            stop_when_stored(deadline);
    });
}

}  // namespace

Result<> run_daemon(const Options& options, const config::Config& config) {
    if (sodium_init() < 0) return fail(Errc::unavailable, "libsodium does not start");
    const auto zone = KIOSK_TRY(locale::zone_offsets_from_tzdb(config.node.timezone));
    storage::FileSystem files;
    auto state = KIOSK_TRY(storage::StateDirectory::open(files, options.state));
    Daemon daemon(config, zone, files, std::move(state));
    KIOSK_TRY_VOID(daemon.start(options));
    daemon.run();
    return {};
}

}  // namespace kiosk::app
