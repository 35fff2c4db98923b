// tests/unit/usb_scanner/usb_scanners_fixture.hpp — scanners on a bus of the test, and their
// reader.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drivers/usb_scanner/usb_scanners.hpp"
#include "tests/fakes/recording_sink.hpp"
#include "tests/fakes/steady_clock.hpp"
#include "tests/unit/usb_scanner/usb_devices.hpp"

namespace kiosk::drivers {

using ports::ReaderState;

class UsbScannersTest : public ::testing::Test {
  protected:
    void start(std::vector<UsbMatch> matches, const std::string& symbologies = "") {
        std::vector<UsbScannerSettings> settings;
        for (auto& match : matches) {
            const std::string number = std::to_string(settings.size() + 1);
            settings.push_back({.reader = "usb-" + number,
                                .station = "gate-" + number,
                                .match = std::move(match),
                                .decoder = {},
                                .symbologies = symbologies});
        }
        scanners_.emplace(std::move(settings), sink_, clock_);
    }
    void start_one(std::string id) { start({{.id = std::move(id)}}); }

    FakeBus bus_;
    testing::SteadyClock clock_;
    testing::RecordingSink sink_;
    std::optional<UsbScanners> scanners_;
};

}  // namespace kiosk::drivers
