// kiosk/app/mailbox.hpp — hands what other threads saw to the main thread, bounded.
//
// Readers and the storage thread put things in from their threads; the main thread takes them out
// in order. One slow moment of the engine costs nobody a scan; a flood costs its own reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/ports/record_store.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::app {

class Mailbox final : public ports::ScanSink, public ports::RecordStoreEvents {
  public:
    static constexpr std::size_t kScansPerReader = 64;

    struct Failure {
        std::uint64_t seq = 0;
        Error error;
    };

    struct Contents {
        std::deque<core::Scan> scans;
        std::vector<ports::ReaderReport> reports;
        std::optional<std::uint64_t> durable_seq;
        std::optional<Failure> failure;
        std::optional<core::StorageHealth> health;
        std::vector<core::RepairedRecord> repairs;
    };

    // `wake` is called from any thread after something was put into an empty box.
    explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void post(core::Scan scan) override;
    void report(ports::ReaderReport report) override;
    void durable_through(std::uint64_t seq) override;
    void failed_from(std::uint64_t seq, Error error) override;
    void health_changed(core::StorageHealth health) override;
    void repaired(core::RepairedRecord record) override;

    // Takes everything out. Main thread.
    [[nodiscard]] Contents take();

    // Scans dropped because their reader was faster than the engine, since start.
    [[nodiscard]] std::uint64_t dropped() const;

  private:
    template <class Change>
    void change(Change change);

    std::function<void()> wake_;
    mutable std::mutex mutex_;
    Contents contents_;
    std::map<std::string, std::size_t> waiting_;  // scans in the box, by reader
    bool empty_ = true;
    std::uint64_t dropped_ = 0;
};

}  // namespace kiosk::app
