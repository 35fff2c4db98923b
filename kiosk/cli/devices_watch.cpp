// kiosk/cli/devices_watch.cpp — kioskctl devices watch: through the station, or without one.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "drivers/common/scan_bytes.hpp"
#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/polling.hpp"
#include "kiosk/cli/readers_config.hpp"
#include "kiosk/cli/scanner_trial.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

void print(const std::string& reader, const std::string& what, const json::object& document,
           const Session& session) {
    session.terminal.out << (session.wants_json()
                                 ? json::serialize(document)
                                 : fmt::format("{}  {}", padded(printable(reader), 14),
                                               printable(what)))
                         << '\n';
    session.terminal.out.flush();
}

void print_state(const std::string& reader, const std::string& state, const std::string& sentence,
                 const Session& session) {
    print(reader, state + "  " + sentence,
          {{"reader", reader}, {"state", state}, {"sentence", sentence}}, session);
}

// What the station tells: the states of its readers, and what became of their codes.
class StationWatch {
  public:
    explicit StationWatch(const Session& session) : session_(session) {}

    [[nodiscard]] Answer<void> begin() {
        const auto page = session_.api.get("checkins", {{"order", "desc"}, {"limit", "1"}});
        if (!page) return std::unexpected(page.error());
        for (const json::value& row : items_of(*page, "items")) last_seq_ = number_of(row, "seq");
        return look();
    }

    [[nodiscard]] Answer<void> look() {
        const auto status = session_.api.get("status");
        if (!status) return std::unexpected(status.error());
        for (const json::value& reader : items_of(*status, "readers")) look_at(reader);
        const auto page = session_.api.get("checkins", {{"after", std::to_string(last_seq_)}});
        if (!page) return std::unexpected(page.error());
        for (const json::value& row : items_of(*page, "items")) {
            last_seq_ = number_of(row, "seq");
            const std::string reader = text_of(row, "reader");
            print(reader,
                  fmt::format("code   {}, {}", text_of(row, "verdict"), text_of(row, "reason")),
                  {{"reader", reader},
                   {"verdict", text_of(row, "verdict")},
                   {"reason", text_of(row, "reason")}},
                  session_);
        }
        return {};
    }

  private:
    void look_at(const json::value& reader) {
        const std::string id = text_of(reader, "id");
        auto now = std::pair(text_of(reader, "state"), text_of(reader, "sentence"));
        auto& before = states_[id];
        if (now == before) return;
        before = std::move(now);
        print_state(id, before.first, before.second, session_);
    }

    const Session& session_;
    std::int64_t last_seq_ = 0;
    std::map<std::string, std::pair<std::string, std::string>> states_;
};

ExitCode watch_station(const Session& session) {
    StationWatch watch(session);
    if (const auto begun = watch.begin(); !begun) return session.fail(begun.error());
    poll_until_stopped(session, [&] { return watch.look(); });
    return ExitCode::done;
}

const char* name_of(ports::ReaderState state) {
    switch (state) {
        case ports::ReaderState::ready: return "ready";
        case ports::ReaderState::absent: return "absent";
        case ports::ReaderState::failing: return "failing";
    }
    return "failing";
}

void print_scan(const core::Scan& scan, bool codes, const Session& session) {
    const bool damaged = scan.bytes.ends_with(drivers::kCancel);
    std::string what = fmt::format("code   {} bytes{}", scan.bytes.size(),
                                   damaged ? ", not whole: scan again" : "");
    json::object document{{"reader", scan.reader}, {"bytes", scan.bytes.size()}};
    document["whole"] = !damaged;
    if (codes) {
        what += ": " + printable(scan.bytes);
        document["code"] = printable(scan.bytes);
    }
    print(scan.reader, what, document, session);
}

std::vector<drivers::UsbScannerSettings> usb_scanners_of(const config::Config& config) {
    std::vector<drivers::UsbScannerSettings> settings;
    for (const auto& scanner : config.scanners) {
        if (!scanner.usb) continue;
        auto& one = settings.emplace_back();
        one.reader = scanner.id;
        one.station = scanner.station;
        one.match = {scanner.usb->id, scanner.usb->serial, scanner.usb->port};
        one.decoder.framing = {.suffix = scanner.suffix, .idle = scanner.idle};
        one.decoder.layout =
            drivers::keyboard_layout_from(config::kKeyboardLayoutNames[scanner.layout])
                .value_or(drivers::KeyboardLayout::us);
        one.symbologies = scanner.symbologies;
    }
    return settings;
}

}  // namespace

ExitCode run(const DevicesWatchOptions& options, const Session& session) {
    if (session.api.get("status")) {
        if (!options.codes) return watch_station(session);
        return session.fail({ExitCode::conflict,
                             "kioskd reads the scanners and tells nobody their codes; to see them: "
                             "systemctl stop kioskd"});
    }
    const auto config = readers_config(options.config, session.terminal);
    if (!config) return ExitCode::bad_config;
    auto settings = usb_scanners_of(*config);
    if (settings.empty()) {
        return session.fail({ExitCode::not_found, "no USB scanner is configured"});
    }
    session.terminal.say("kioskd does not answer: reading the scanners without it. Ctrl-C ends.");
    ScannerTrial trial;
    const auto end = trial.run(std::move(settings), {}, [&](const ReaderEvent& event) {
        if (const auto* report = std::get_if<ports::ReaderReport>(&event)) {
            print_state(report->reader, name_of(report->state), report->sentence, session);
        } else {
            print_scan(std::get<core::Scan>(event), options.codes, session);
        }
        return !session.terminal.out.good();
    });
    return end == TrialEnd::stopped ? ExitCode::done : ExitCode::failed;
}

}  // namespace kiosk::cli
