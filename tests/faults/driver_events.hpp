// tests/faults/driver_events.hpp — prints what the store reports, and waits for it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "kiosk/ports/record_store.hpp"

namespace kiosk::faults {

// One line on standard output, in one write.
void tell(const std::string& line);

// Unlike any other record's: made of the run, the attempt in that run, and the sequence.
[[nodiscard]] core::ScanId id_of(std::uint32_t run, std::uint32_t attempt, std::uint64_t seq);
[[nodiscard]] std::string text_of(const core::ScanId& id);

inline constexpr std::chrono::seconds kSilenceMax{20};

class DriverEvents final : public ports::RecordStoreEvents {
  public:
    enum class Acks : std::uint8_t {
        when_durable,
        when_appended,  // a mistake
    };

    explicit DriverEvents(Acks acks) : acks_(acks) {}

    void about_to_append(std::uint64_t seq, const core::ScanId& id);

    // Blocks until everything up to `seq` is durable; or returns the first that failed. A store
    // that says neither for kSilenceMax has broken its word: exit code 5.
    [[nodiscard]] std::optional<std::uint64_t> await(std::uint64_t seq);

    void durable_through(std::uint64_t seq) override;
    void failed_from(std::uint64_t seq, Error error) override;
    void health_changed(core::StorageHealth health) override;
    void repaired(core::RepairedRecord record) override;

  private:
    const Acks acks_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::pair<std::uint64_t, core::ScanId>> waiting_;
    std::uint64_t durable_ = 0;
    std::optional<std::uint64_t> failed_;
};

}  // namespace kiosk::faults
