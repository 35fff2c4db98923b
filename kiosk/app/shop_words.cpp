// kiosk/app/shop_words.cpp — states to sentences.
#include "kiosk/app/shop_words.hpp"

#include <chrono>
#include <ranges>

#include <sys/utsname.h>

#include "kiosk/pretix/upload_items.hpp"

namespace kiosk::app {
namespace {

constexpr std::size_t kDescriptionMax = 190;  // bytes; the shop's limit

std::string not_empty(std::string text, const char* otherwise) {
    if (text.empty()) return otherwise;
    return text.substr(0, kDescriptionMax);
}

}  // namespace

std::string user_agent(const std::string& software) {
    std::string agent = software;
    const auto blank = agent.find(' ');
    if (blank != std::string::npos) agent[blank] = '/';
    return agent;
}

pretix::DeviceDescription description_of(const std::string& software) {
    utsname system{};
    static_cast<void>(uname(&system));
    const auto blank = software.find(' ');
    const bool has_version = blank != std::string::npos;
    return {.hardware_brand = "generic",
            .hardware_model = not_empty(system.machine, "computer"),
            .os_name = not_empty(system.sysname, "Linux"),
            .os_version = not_empty(system.release, "unknown"),
            .software_brand = not_empty(software.substr(0, blank), "kioskd"),
            .software_version =
                not_empty(has_version ? software.substr(blank + 1) : std::string(), "0")};
}

std::string dates_after(UtcTime now) {
    return pretix::shop_time_text(now - std::chrono::days(14));
}

void describe(const pretix::ShopDevice& device, ports::ShopView& view) {
    view.address = device.address;
    view.organizer = device.device.organizer;
    view.device = device.device.name;
}

void describe(const sync::LinkStatus& status, ports::ShopView& view) {
    using enum sync::LinkState;
    const bool is_stopped = status.reading == stopped || status.telling == stopped;
    const bool is_waiting = status.reading == waiting || status.telling == waiting;
    const auto state = is_stopped ? stopped : is_waiting ? waiting : status.reading;
    view.state = sync::name_of(state);
    view.requests = status.requests;
    view.troubles = status.troubles;
    view.test_orders = status.test_orders;
    view.unreadable = status.objections;
    if (is_stopped) {
        view.code = "SHOP-STOPPED";
        view.sentence = "The shop does not let this station in: " + status.words;
    } else if (is_waiting) {
        view.code = "SHOP-WAIT";
        view.sentence = "The shop does not answer; tried again by itself: " + status.words;
    } else {
        view.sentence = state == reading ? "The shop is being read." : "The shop was read.";
    }
}

void describe(const pretix::Told& told, std::size_t to_tell, ports::ShopView& view) {
    view.to_tell = to_tell;
    view.told_through = told.through;
    view.letters = told.letters.size();
    for (const auto& [seq, letter] : std::views::reverse(told.letters)) {
        if (view.newest_letters.size() == ports::kShopLettersShown) break;
        view.newest_letters.push_back({seq, letter.settlement, letter.words});
    }
}

void describe_none(ports::ShopView& view) {
    view.state = "none";
    view.code = "SHOP-NONE";
    view.sentence = "This station is no device of a shop yet: kioskctl shop enrol ADDRESS TOKEN.";
}

void describe_revoked(ports::ShopView& view) {
    view.state = "revoked";
    view.code = "SHOP-REVOKED";
    view.sentence =
        "The organiser took this station's access away; the attendee list was removed. With a new "
        "token: kioskctl shop enrol ADDRESS TOKEN.";
}

void describe_problem(const std::string& problem, bool held, ports::ShopView& view) {
    view.code = held ? "SHOP-HELD" : "SHOP-PROBLEM";
    view.sentence = problem;
}

}  // namespace kiosk::app
