// tests/attacks/forger.cpp — forging with the station's own code, as an attacker would.
#include "tests/attacks/forger.hpp"

#include <algorithm>
#include <filesystem>
#include <span>

#include "kiosk/base/check.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/journal.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/migrations.hpp"
#include "tests/unit/storage/signing.hpp"

namespace kiosk::testing {
namespace {

using storage::StatePaths;

constexpr std::uint64_t kSyncEvery = 5000;  // bounds the journal's memory

// A forger is in a hurry and has no power cut to fear.
class HastyFiles final : public storage::FileSystem {
  public:
    [[nodiscard]] Result<> sync_file(int /*descriptor*/) override { return {}; }
    [[nodiscard]] Result<> sync_directory(const storage::Path& /*directory*/) override {
        return {};
    }
};

}  // namespace

storage::Head History::head_at(std::uint64_t seq) const {
    return seq == 0 ? storage::Head{0, storage::genesis_chain(station, epoch)}
                    : storage::Head{seq, chains.at(seq - 1)};
}

History read_history(const storage::Path& state) {
    storage::FileSystem files;
    History history;
    const auto walked = storage::walk_journal(
        files, StatePaths{state}.journal(), storage::WalkDepth::framing,
        [&](const storage::RecordView& view) {
            history.payloads.emplace_back(view.payload.begin(), view.payload.end());
            history.chains.push_back(view.chain);
            return Result<>();
        });
    KIOSK_CHECK(walked.has_value(), "the journal can be read");
    history.station = walked->station;
    history.epoch = walked->epoch;
    return history;
}

std::vector<Place> places_of_records(const storage::Path& state) {
    storage::FileSystem files;
    const auto journal = StatePaths{state}.journal();
    std::vector<Place> places;
    const auto numbers = storage::list_segments(files, journal).value();
    for (const auto number : numbers) {
        const auto bytes = storage::read_segment(files, journal, number).value();
        std::size_t offset = storage::kSegmentHeaderBytes;
        while (const auto record = storage::parse_record(std::span(bytes).subspan(offset))) {
            places.push_back({journal / storage::segment_name(number), offset, record->size});
            offset += record->size;
        }
    }
    return places;
}

void write_journal(const storage::Path& state, const History& history) {
    HastyFiles files;
    const StatePaths paths{state};
    std::filesystem::remove_all(paths.journal());
    auto journal = storage::Journal::create(files, paths.journal(), history.station, history.epoch);
    KIOSK_CHECK(journal.has_value(), "a forged journal can be made");
    for (const Payload& payload : history.payloads) {
        const storage::Head head = journal->head();
        const storage::StoredRecord record{head.seq + 1, payload,
                                           storage::next_chain(head.chain, head.seq + 1, payload)};
        KIOSK_CHECK(journal->write(std::span(&record, 1)).has_value(), "it can be written");
        if (record.seq % kSyncEvery == 0) KIOSK_CHECK(journal->sync().has_value(), "synced");
    }
    KIOSK_CHECK(journal->sync().has_value(), "it can be synced");
}

void write_rows(const storage::Path& state, const History& history) {
    const StatePaths paths{state};
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::filesystem::remove(paths.database().string() + suffix);
    }
    const auto database =
        storage::Database::open(paths.database(), storage::DatabaseUse::building).value();
    KIOSK_CHECK(storage::migrate(*database).has_value(), "the schema can be made");
    KIOSK_CHECK(database->execute("BEGIN").has_value(), "a transaction begins");
    auto rows = storage::EventTable::open(*database).value();
    KIOSK_CHECK(rows.set_identity({history.station, history.epoch}).has_value(), "identity");
    storage::Chain chain = storage::genesis_chain(history.station, history.epoch);
    std::uint64_t seq = 0;
    for (const Payload& payload : history.payloads) {
        chain = storage::next_chain(chain, ++seq, payload);
        const auto record = core::decode_record(payload).value();
        KIOSK_CHECK(rows.insert({seq, payload, chain}, record).has_value(), "a forged row");
    }
    KIOSK_CHECK(database->execute("COMMIT").has_value(), "it ends");
}

void write_history(const storage::Path& state, const std::vector<Payload>& payloads) {
    History history = read_history(state);
    history.payloads = payloads;
    write_journal(state, history);
    write_rows(state, history);
}

void sign_history(const storage::Path& state, const storage::KeySeed& seed, std::uint64_t every) {
    const History history = read_history(state);
    const std::uint64_t last = history.payloads.size();
    std::string text;
    for (std::uint64_t seq = every; seq < last + every; seq += every) {
        const auto head = history.head_at(std::min(seq, last));
        text += signed_head(seed, history.station, history.epoch, head) + "\n";
    }
    HastyFiles files;
    const auto written = storage::write_file_durably(
        files, StatePaths{state}.checkpoints(), std::as_bytes(std::span(text.data(), text.size())));
    KIOSK_CHECK(written.has_value(), "the checkpoints can be written");
}

void run_sql(const storage::Path& state, const std::string& sql) {
    const auto database =
        storage::Database::open(StatePaths{state}.database(), storage::DatabaseUse::owning);
    KIOSK_CHECK(database.has_value(), "the database opens");
    KIOSK_CHECK((*database)->execute(sql).has_value(), "the statement runs");
}

}  // namespace kiosk::testing
