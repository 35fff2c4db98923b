// tests/hub/station_journal.hpp — a station's journal as it would send it, without a station.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/crypto/journal_chain.hpp"
#include "kiosk/hub/upload.hpp"
#include "tests/builders/core_builders.hpp"

namespace kiosk::testing {

inline core::ScanId scan_id(std::uint64_t number) {
    core::ScanId id;
    for (std::size_t i = 0; i < 8; ++i) {
        id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    return id;
}

inline core::ScanRecord an_entry(std::uint64_t number, std::uint64_t ticket,
                                 std::string station = "north") {
    core::ScanRecord scan;
    scan.id = scan_id(number);
    scan.at = at(std::chrono::seconds(number));
    scan.station = std::move(station);
    scan.list = "main";
    scan.reason = core::Reason::ok;
    scan.ticket = core::TicketId{ticket};
    return scan;
}

class StationJournal {
  public:
    explicit StationJournal(std::uint8_t station, std::uint64_t epoch = 1) {
        id_.station.fill(station);
        id_.epoch = epoch;
        links_.push_back(crypto::genesis_link(id_));
    }

    void add(const core::Record& record) { add_payload(core::encode(record)); }
    void add_payload(std::vector<std::byte> payload) {
        links_.push_back(crypto::next_link(links_.back(), links_.size(), payload));
        payloads_.push_back(std::move(payload));
    }
    // Back to what it was with so many records, as from a backup or a copy of the disk.
    void cut_to(std::size_t records) {
        payloads_.resize(records);
        links_.resize(records + 1);
    }
    // Goes on under another number, as after a restore.
    void begin_epoch(std::uint64_t epoch) { id_.epoch = epoch; }

    [[nodiscard]] hub::Upload upload(std::uint64_t first, std::uint64_t last) const {
        hub::Upload upload{.journal = id_, .first_seq = first, .before = links_[first - 1]};
        for (std::uint64_t seq = first; seq <= last; ++seq) {
            upload.records.push_back({payloads_[seq - 1], links_[seq]});
        }
        return upload;
    }
    [[nodiscard]] const core::ChainLink& link(std::uint64_t seq) const { return links_[seq]; }
    [[nodiscard]] std::uint64_t size() const { return payloads_.size(); }

  private:
    core::JournalId id_;
    std::vector<std::vector<std::byte>> payloads_;
    std::vector<core::ChainLink> links_;  // one more: the genesis
};

}  // namespace kiosk::testing
