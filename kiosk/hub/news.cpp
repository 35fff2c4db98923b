// kiosk/hub/news.cpp — one name per kind of record.
#include "kiosk/hub/news.hpp"

namespace kiosk::hub {
namespace {

constexpr std::uint8_t kAnnulment = 'u';
constexpr std::uint8_t kSupervisor = 's';

void append_big_endian(Origin& origin, std::uint64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8) {
        origin.push_back(static_cast<std::uint8_t>(number >> shift));
    }
}

}  // namespace

Origin origin_of(const core::ScanId& scan) {
    return {scan.bytes.begin(), scan.bytes.end()};
}

std::optional<Origin> origin_to_learn(const core::Record& record, const core::JournalId& journal,
                                      std::uint64_t seq) {
    if (const auto* scan = std::get_if<core::ScanRecord>(&record)) {
        if (!scan->admitted()) return std::nullopt;
        return origin_of(scan->id);
    }
    if (const auto* undone = std::get_if<core::AnnulmentRecord>(&record)) {
        Origin origin = origin_of(undone->scan.id);
        origin.insert(origin.begin(), kAnnulment);
        return origin;
    }
    if (std::holds_alternative<core::SupervisorRecord>(record)) {
        Origin origin{kSupervisor};
        origin.insert(origin.end(), journal.station.begin(), journal.station.end());
        append_big_endian(origin, journal.epoch);
        append_big_endian(origin, seq);
        return origin;
    }
    return std::nullopt;
}

}  // namespace kiosk::hub
