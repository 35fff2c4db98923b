// tests/unit/api/desk_preview.cpp — for developers: the desk in a browser, over a fake station.
//
// desk_preview [PORT] [no-list|no-storage|no-scanner]; scan "code-REASON" for any verdict.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>

#include <boost/asio/io_context.hpp>

#include "kiosk/api/api_server.hpp"
#include "tests/unit/api/fake_doorkeeper.hpp"
#include "tests/unit/api/fake_station.hpp"

namespace {

std::string time_of_day(kiosk::UtcTime time) {
    const std::chrono::hh_mm_ss clock{time - std::chrono::floor<std::chrono::days>(time)};
    char text[8] = {};
    std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(clock.hours().count() % 24),
                  static_cast<int>(clock.minutes().count()));
    return text;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string port = argc > 1 ? argv[1] : "8080";
    const std::string trouble = argc > 2 ? argv[2] : "";
    boost::asio::io_context context(1);
    const kiosk::api::FakeClock clock;
    kiosk::api::FakeStation station(clock);
    station.list_loaded = trouble != "no-list";
    station.storage_works = trouble != "no-storage";
    if (trouble == "no-scanner") {
        station.readers = {{"usb-1", kiosk::ports::ReaderState::absent, ""}};
    }
    kiosk::api::ApiSettings settings;
    settings.listen = {"127.0.0.1:" + port};
    settings.boot = "preview";
    settings.time_text.time_of_day = time_of_day;
    kiosk::api::FakeDoorkeeper doorkeeper;
    kiosk::api::ApiServer server(context, station, clock, doorkeeper, std::move(settings));
    station.shown = [&](const kiosk::core::Outcome& outcome) {
        server.feed().publish_outcome(outcome);
    };
    if (const auto started = server.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().context.c_str());
        return 1;
    }
    std::printf("%s/desk\n", server.addresses().front().c_str());
    std::fflush(stdout);
    context.run();
}
