// tests/fakes/fake_record_store.hpp — remembers appended records; durable only when the test says.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "kiosk/ports/record_store.hpp"

namespace kiosk::testing {

class FakeRecordStore final : public ports::RecordStore {
  public:
    explicit FakeRecordStore(ports::RecordStoreEvents& events) : events_(events) {}

    void append(core::SequencedRecord record) override { records.push_back(std::move(record)); }

    void restart_from(std::uint64_t seq) override {
        std::erase_if(records, [seq](const auto& one) { return one.seq >= seq; });
    }

    // Answers at once with the scans that were made durable; honours the numbers, order and limit.
    void query(ports::ScanQuery query,
               std::function<void(Result<std::vector<ports::StoredScan>>)> done) override {
        std::vector<ports::StoredScan> found;
        for (std::size_t i = 0; i < durable_; ++i) {
            const auto* scan = std::get_if<core::ScanRecord>(&records[i].record);
            if (scan == nullptr || records[i].seq <= query.after_seq) continue;
            if (query.before_seq != 0 && records[i].seq >= query.before_seq) continue;
            found.push_back({records[i].seq, *scan});
        }
        if (query.newest_first) std::ranges::reverse(found);
        if (found.size() > query.limit) found.resize(query.limit);
        done(std::move(found));
    }

    void sync() {
        durable_ = records.size();
        if (!records.empty()) events_.durable_through(records.back().seq);
    }

    void fail_unsynced() {
        if (durable_ < records.size()) {
            events_.failed_from(records[durable_].seq, Error{Errc::no_space, "write segment"});
        }
    }

    // The last copy breaks, or works again.
    void set_health(core::StorageState state) {
        events_.health_changed({.state = state, .code = "STO-FULL", .sentence = "no space"});
    }

    std::vector<core::SequencedRecord> records;

  private:
    ports::RecordStoreEvents& events_;
    std::size_t durable_ = 0;
};

}  // namespace kiosk::testing
