// kiosk/ports/record_store.hpp — durable memory of what happened; the engine's only way to disk.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/storage_health.hpp"

namespace kiosk::ports {

// What became of appended records. Called on the storage thread: hand over and return.
class RecordStoreEvents {
  public:
    virtual ~RecordStoreEvents() = default;

    // Every record up to and including `seq` is durable: in both copies, or in the one that is left
    // while the health is amber.
    virtual void durable_through(std::uint64_t seq) = 0;

    // Records from `seq` on are not durable and never will be. What is appended is dropped until
    // restart_from(seq).
    virtual void failed_from(std::uint64_t seq, Error error) = 0;

    // Told whenever it changes; green until told otherwise.
    virtual void health_changed(core::StorageHealth health) = 0;

    // A damaged copy was made anew; to be noted as a record. Its times are filled in by the taker.
    virtual void repaired(core::RepairedRecord record) = 0;
};

// Which scans a reader of the log wants; zero and empty mean no restriction.
struct ScanQuery {
    std::uint64_t after_seq = 0;   // only seq > after_seq
    std::uint64_t before_seq = 0;  // only seq < before_seq; 0 = no bound
    std::string station;
    std::string verdict;       // "go", "check", "stop"
    std::string reason;        // "already_redeemed"
    std::uint32_t limit = 50;  // 1..500
    bool newest_first = false;
};

struct StoredScan {
    std::uint64_t seq = 0;
    core::ScanRecord scan;
    std::optional<core::AnnulmentRecord> undone{};  // the station fills it in; stores do not
};

class RecordStore {
  public:
    virtual ~RecordStore() = default;

    // Queues a record with the next sequence. Never blocks; the answer comes by RecordStoreEvents.
    virtual void append(core::SequencedRecord record) = 0;

    // After failed_from(seq) was heard and acted on: the next append has this sequence.
    virtual void restart_from(std::uint64_t seq) = 0;

    // Reads durable scans; `done` is called on the storage thread.
    virtual void query(ScanQuery query,
                       std::function<void(Result<std::vector<StoredScan>>)> done) = 0;
};

}  // namespace kiosk::ports
