// kiosk/cli/devices_pair.cpp — kioskctl devices pair: one scan of a known code, then its settings.
#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <fmt/core.h>

#include "drivers/usb_scanner/calibration_picture.hpp"
#include "kiosk/cli/pairing.hpp"
#include "kiosk/cli/readers_config.hpp"
#include "kiosk/cli/scanner_trial.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/config/units.hpp"

namespace kiosk::cli {
namespace {

constexpr std::chrono::seconds kPatience{180};

// Whatever is wrong with what was asked for, before anything is opened.
Answer<void> check(const DevicesPairOptions& options, const config::Config& config) {
    const auto refuse = [](std::string text) {
        return std::unexpected(Failure{ExitCode::usage, std::move(text)});
    };
    if (!config::is_id(options.reader)) {
        return refuse(fmt::format("\"{}\" is no id: a-z, 0-9, - and _, at most {}",
                                  printable(options.reader), config::kIdMax));
    }
    const auto is_station = [&](const auto& station) { return station.id == options.station; };
    if (std::ranges::none_of(config.stations, is_station)) {
        return refuse(fmt::format("there is no station \"{}\"", printable(options.station)));
    }
    const auto has_id = [&](const auto& reader) { return reader.id == options.reader; };
    if (std::ranges::any_of(config.scanners, has_id) ||
        std::ranges::any_of(config.cameras, has_id)) {
        return refuse(fmt::format("reader id \"{}\" is taken", options.reader));
    }
    return {};
}

// Shows the code when the scanner is ready, and judges each scan until one is good.
class Trial {
  public:
    Trial(const DevicesPairOptions& options, const drivers::UsbAttached& device,
          const Session& session)
        : session_(session) {
        settings_.reader = options.reader;
        settings_.station = options.station;
        settings_.match = {.id = device.description.id(),
                           .serial = device.description.serial,
                           .port = device.description.port};
        const auto* plan = std::get_if<drivers::UsbPlan>(&device.reading);
        if (plan == nullptr || plan->mode != drivers::UsbMode::keyboard) return;
        settings_.on_keys = [this](std::span<const drivers::KeyStroke> strokes) {
            const std::lock_guard lock(mutex_);
            keys_ = drivers::find_layout(strokes);
        };
    }

    [[nodiscard]] TrialEnd run() {
        ScannerTrial trial;
        return trial.run({settings_}, kPatience,
                         [this](const ReaderEvent& event) { return take(event); });
    }

    [[nodiscard]] const TrialFinding& finding() const { return finding_; }

  private:
    bool take(const ReaderEvent& event) {
        if (const auto* report = std::get_if<ports::ReaderReport>(&event)) {
            session_.terminal.say(report->sentence);
            if (report->state == ports::ReaderState::ready && !std::exchange(shown_, true)) {
                session_.terminal.say(drivers::calibration_picture());
                session_.terminal.say("Scan this code. Ctrl-C gives up.");
            }
            return false;
        }
        const std::lock_guard lock(mutex_);
        finding_ = judge_trial(std::get<core::Scan>(event).bytes, keys_);
        if (!finding_.good) session_.terminal.complain(finding_.advice);
        return finding_.good;
    }

    const Session& session_;
    drivers::UsbScannerSettings settings_;
    std::mutex mutex_;  // keys come in on the scanner's thread
    std::optional<drivers::LayoutFinding> keys_;
    TrialFinding finding_;
    bool shown_ = false;
};

}  // namespace

ExitCode run(const DevicesPairOptions& options, const Session& session) {
    const auto config = readers_config(options.config, session.terminal);
    if (!config) return ExitCode::bad_config;
    if (const auto checked = check(options, *config); !checked) {
        return session.fail(checked.error());
    }
    const auto attached = drivers::attached_usb_devices();
    if (!attached) return session.fail(failure_of(attached.error()));
    const auto device = device_to_pair(*attached, *config, options.port);
    if (!device) return session.fail(device.error());

    Trial trial(options, *device, session);
    switch (trial.run()) {
        case TrialEnd::satisfied: break;
        case TrialEnd::stopped: return ExitCode::failed;
        case TrialEnd::too_late:
            return session.fail({ExitCode::try_again, "no good scan of the code came"});
    }
    session.terminal.out << scanner_toml(options.reader, options.station,
                                         match_for(device->description, *attached),
                                         trial.finding().layout);
    session.terminal.say("Good. Put these lines into " + options.config.string() +
                         " or a file of conf.d beside it, and restart kioskd.");
    return ExitCode::done;
}

}  // namespace kiosk::cli
