// kiosk/wire/metrics_text.cpp — a line of help, a line of type, then one line a series.
#include "kiosk/wire/metrics_text.hpp"

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kiosk/core/decision.hpp"
#include "kiosk/wire/audience.hpp"

namespace kiosk::wire {
namespace {

using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;
using Seconds = std::chrono::duration<double>;

class MetricsText {
  public:
    void begin(std::string_view name, std::string_view type, std::string_view help) {
        name_ = name;
        text_ += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
    }

    template <class Number>
    void add(Labels labels, Number value, std::string_view suffix = "") {
        text_ += fmt::format("{}{}{} {}\n", name_, suffix, braced(labels), value);
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    static std::string braced(Labels labels) {
        if (labels.size() == 0) return {};
        std::string text = "{";
        for (const auto& [name, value] : labels) {
            text += text.size() == 1 ? "" : ",";
            text += fmt::format("{}=\"{}\"", name, escaped(value));
        }
        return text + "}";
    }

    static std::string escaped(std::string_view value) {
        std::string text;
        for (const char one : value) {
            if (one == '\\' || one == '"') text += '\\';
            if (one == '\n') {
                text += "\\n";
            } else {
                text += one;
            }
        }
        return text;
    }

    std::string name_;
    std::string text_;
};

double seconds(std::chrono::nanoseconds time) {
    return Seconds(time).count();
}

core::StatCounts undone_of(const core::Stats& stats, const std::string& list) {
    const auto found = stats.undone_by_list().find(list);
    return found == stats.undone_by_list().end() ? core::StatCounts{} : found->second;
}

void add_scans(MetricsText& text, const core::Stats& stats) {
    text.begin("kiosk_scans_total", "counter", "Recorded scans, over all runs.");
    for (const auto& [station, reasons] : stats.reasons_by_station()) {
        for (std::size_t number = 0; number < reasons.size(); ++number) {
            const auto reason = core::reason_from_number(number);
            if (!reason || reasons[number] == 0) continue;
            // A scraper is anybody: who is on the deny list stays between staff.
            text.add({{"station", station},
                      {"verdict", core::name_of(core::verdict_of(*reason))},
                      {"reason", reason_name(*reason, Audience::lane)}},
                     reasons[number]);
        }
    }
    text.begin("kiosk_checkins_total", "counter", "Admissions by check-in list, over all runs.");
    for (const auto& [list, counts] : stats.by_list()) {
        // A counter never falls: what was taken back is a counter of its own.
        const core::StatCounts undone = undone_of(stats, list);
        text.add({{"list", list}, {"type", "entry"}}, counts.entries + undone.entries);
        text.add({{"list", list}, {"type", "exit"}}, counts.exits + undone.exits);
    }
    text.begin("kiosk_checkins_undone_total", "counter", "Admissions taken back, over all runs.");
    for (const auto& [list, counts] : stats.by_list()) {
        const core::StatCounts undone = undone_of(stats, list);
        text.add({{"list", list}, {"type", "entry"}}, undone.entries);
        text.add({{"list", list}, {"type", "exit"}}, undone.exits);
    }
}

void add_decision_times(MetricsText& text, const TimeHistogram& times) {
    text.begin("kiosk_scan_decision_seconds", "histogram",
               "From the end of a scan until its verdict may be shown, stored where it admits.");
    for (std::size_t i = 0; i < TimeHistogram::kSteps.size(); ++i) {
        text.add(
            {{"decided_by", "local"}, {"le", fmt::format("{}", seconds(TimeHistogram::kSteps[i]))}},
            times.within(i), "_bucket");
    }
    text.add({{"decided_by", "local"}, {"le", "+Inf"}}, times.count(), "_bucket");
    text.add({{"decided_by", "local"}}, seconds(times.sum()), "_sum");
    text.add({{"decided_by", "local"}}, times.count(), "_count");
}

void add_zones(MetricsText& text, const ports::StatusView& status) {
    if (status.zones.empty()) return;
    text.begin("kiosk_zone_inside", "gauge", "Persons in the zone by the newest scan of each.");
    for (const auto& zone : status.zones) text.add({{"zone", zone.id}}, zone.inside);
    const bool bounded = std::ranges::any_of(
        status.zones, [](const ports::ZoneView& zone) { return zone.capacity.has_value(); });
    if (!bounded) return;
    text.begin("kiosk_zone_capacity", "gauge", "Persons the zone takes.");
    for (const auto& zone : status.zones) {
        if (zone.capacity) text.add({{"zone", zone.id}}, *zone.capacity);
    }
}

void add_list_age(MetricsText& text, const ports::StatusView& status) {
    if (!status.roster_imported_at) return;
    text.begin("kiosk_list_age_seconds", "gauge", "Time since the attendee list was imported.");
    std::set<std::string_view> lists;
    for (const auto& station : status.stations) lists.insert(station.list);
    const auto age =
        std::max(status.now - *status.roster_imported_at, std::chrono::milliseconds(0));
    for (const auto list : lists) text.add({{"list", list}}, seconds(age));
}

void add_storage_and_clock(MetricsText& text, const ports::StatusView& status) {
    text.begin("kiosk_storage_commit_seconds", "summary",
               "Time until a batch of records is durable, of the newest batches.");
    text.add({{"quantile", "0.5"}}, seconds(status.commit_p50));
    text.add({{"quantile", "0.99"}}, seconds(status.commit_p99));
    const bool trusted =
        status.clock.state == ClockState::synced || status.clock.state == ClockState::holdover;
    text.begin("kiosk_clock_trusted", "gauge", "1 while the wall clock can be believed.");
    text.add({}, trusted ? 1 : 0);
}

void add_devices(MetricsText& text, const ports::StatusView& status) {
    if (status.readers.empty()) return;
    text.begin("kiosk_device_up", "gauge", "1 while the device works.");
    for (const auto& reader : status.readers) {
        text.add({{"device", reader.reader}, {"kind", "reader"}},
                 reader.state == ports::ReaderState::ready ? 1 : 0);
    }
}

void add_shop(MetricsText& text, const ports::StatusView& status) {
    if (!status.shop) return;
    const ports::ShopView& shop = *status.shop;
    text.begin("kiosk_sync_queue_events", "gauge", "Scans that the shop has still to hear of.");
    text.add({}, shop.to_tell);
    text.begin("kiosk_sync_rejected_events", "gauge", "Scans that the shop would not take.");
    text.add({}, shop.letters);
    text.begin("kiosk_upstream_requests_total", "counter", "Requests to the shop.");
    text.add({{"result", "answered"}}, shop.requests - std::min(shop.troubles, shop.requests));
    text.add({{"result", "none"}}, shop.troubles);
}

}  // namespace

std::string print_metrics(const Measured& measured) {
    MetricsText text;
    std::string_view version = measured.status.software;
    version.remove_prefix(std::min(version.find(' ') + 1, version.size()));
    text.begin("kiosk_build_info", "gauge", "What runs here; always 1.");
    text.add({{"version", version}}, 1);
    add_scans(text, measured.stats);
    add_decision_times(text, measured.decision_times);
    add_zones(text, measured.status);
    add_list_age(text, measured.status);
    add_storage_and_clock(text, measured.status);
    add_devices(text, measured.status);
    add_shop(text, measured.status);
    text.begin("kiosk_stream_clients", "gauge", "Screens that listen to the event stream.");
    text.add({}, measured.stream_clients);
    return text.take();
}

}  // namespace kiosk::wire
