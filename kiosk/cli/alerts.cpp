// kiosk/cli/alerts.cpp — kioskctl alerts: whom the security lead must hear of, and nobody else.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/polling.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kTold = 512;  // names remembered; twice of what a daemon keeps

// A number belongs to one run of the daemon, and a record that the disk lost leaves its number to
// the next: together with the time they name one alert.
std::string name_of(const json::value& alert) {
    return fmt::format("{} {} {}", number_of(alert, "seq"), text_of(alert, "at"),
                       text_of(alert, "station"));
}

std::string record_text(const json::value& alert) {
    if (const auto seq = number_of(alert, "seq"); seq != 0) return fmt::format("record {}", seq);
    return truth_of(alert, "dry_run") ? "validated only, no record" : "no record";
}

std::string line_of(const json::value& alert) {
    const std::string zone = text_of(alert, "zone");
    return fmt::format("{}  {} at {}, {}{}", clock_text(text_of(alert, "at")),
                       text_of(alert, "type"), printable(text_of(alert, "station")),
                       zone.empty() ? "" : "zone " + printable(zone) + ", ", record_text(alert));
}

// Prints each alert once, also when the daemon starts anew and tells all it knows again.
class Follower {
  public:
    explicit Follower(const Session& session) : session_(session) {}

    Answer<json::value> newer() const {
        if (last_ == 0) return session_.api.get("alerts");
        return session_.api.get("alerts", {{"after", std::to_string(last_)}, {"boot", boot_}});
    }

    void print(const json::value& page) {
        const bool anew = text_of(page, "boot") != boot_;
        if (anew) last_ = 0;
        boot_ = text_of(page, "boot");
        for (const json::value& alert : items_of(page, "items")) {
            last_ = number_of(alert, "number");
            std::string name = name_of(alert);
            if (anew && std::ranges::find(told_, name) != told_.end()) continue;
            session_.terminal.out << (session_.wants_json()
                                          ? json::serialize(alert)
                                          : doubtful(session_.terminal, line_of(alert)))
                                  << '\n';
            if (told_.size() == kTold) told_.pop_front();
            told_.push_back(std::move(name));
        }
        session_.terminal.out.flush();
    }

  private:
    const Session& session_;
    std::string boot_;
    std::int64_t last_ = 0;
    std::deque<std::string> told_;
};

}  // namespace

ExitCode run(const AlertsOptions& options, const Session& session) {
    Follower follower(session);
    const auto page = follower.newer();
    if (!page) {
        return session.fail(page.error());
    }
    if (session.global.json && !options.follow) {
        session.terminal.out << json::serialize(*page) << '\n';
        return ExitCode::done;
    }
    follower.print(*page);
    if (!options.follow) {
        if (items_of(*page, "items").empty()) session.terminal.say("no alerts");
        return ExitCode::done;
    }
    poll_until_stopped(session, [&]() -> Answer<void> {
        const auto more = follower.newer();
        if (!more) return std::unexpected(more.error());
        follower.print(*more);
        return {};
    });
    return ExitCode::done;
}

}  // namespace kiosk::cli
