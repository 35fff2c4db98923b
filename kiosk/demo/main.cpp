// kiosk/demo/main.cpp — kiosk-demo-data: writes the demo's attendees, badges and configuration.
//
// Exit status: 0 written, 1 the folder or a sample could not be written or read, else CLI11's.
#include <filesystem>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "kiosk/demo/conference.hpp"
#include "kiosk/demo/demo_folder.hpp"

namespace {

int complain(const kiosk::Error& error) {
    std::cerr << "kiosk-demo-data: " << error.context << '\n';
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Writes the invented attendees, badge pictures and station of the demo.",
                 "kiosk-demo-data");
    std::string folder;
    std::string day_one;
    std::string samples;
    app.add_option("OUT_DIR", folder, "Folder to write into; made where missing")->required();
    app.add_option("--day-one", day_one,
                   "First of the five days, YYYY-MM-DD (UTC); the demo "
                   "plays on the third")
        ->required();
    app.add_option("--samples", samples, "Folder with sample photographs of QR codes");
    CLI11_PARSE(app, argc, argv);

    const auto date = kiosk::demo::parse_day_one(day_one);
    if (!date) return complain(date.error());
    kiosk::demo::DemoPlan plan{.folder = folder, .day_one = *date, .samples = {}};
    if (!samples.empty()) plan.samples = samples;
    const auto written = kiosk::demo::write_demo_folder(plan);
    if (!written) return complain(written.error());
    return 0;
}
