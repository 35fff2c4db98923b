// tests/fakes/failing_sink.hpp — has no memory for the first scan, then passes everything on.
#pragma once

#include <atomic>
#include <new>
#include <utility>

#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::testing {

class FailingSink final : public ports::ScanSink {
  public:
    explicit FailingSink(ports::ScanSink& next) : next_(next) {}

    void post(core::Scan scan) override {
        if (!failed_.exchange(true)) throw std::bad_alloc();
        next_.post(std::move(scan));
    }
    void report(ports::ReaderReport report) override { next_.report(std::move(report)); }

  private:
    ports::ScanSink& next_;
    std::atomic<bool> failed_ = false;
};

}  // namespace kiosk::testing
