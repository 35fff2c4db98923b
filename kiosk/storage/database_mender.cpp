// kiosk/storage/database_mender.cpp — missing rows into sound files, or all into a new one.
#include "kiosk/storage/database_mender.hpp"

#include <string>
#include <utility>

#include "kiosk/core/record.hpp"
#include "kiosk/storage/journal_format.hpp"
#include "kiosk/storage/start_notes.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint64_t kRecordsPerSlice = 4000;  // 50 ms, between two batches

// Before the first record the journal's chain is the genesis value; a table has nothing there.
Head as_in_journal(Head head, const JournalIdentity& identity) {
    if (head.seq == 0) head.chain = genesis_chain(identity.station, identity.epoch);
    return head;
}

}  // namespace

Result<std::optional<core::RepairedRecord>> DatabaseMender::step() {
    auto whole = copies_.database_trouble->remedy == Remedy::go_on ? go_on() : make_anew();
    if (!whole.has_value()) {
        rebuild_.reset();
        const Errc code = whole.error().code;
        has_failed_ = code != Errc::no_space;
        const bool is_doubtful = code == Errc::corrupt || code == Errc::io_failure;
        if (is_doubtful && !copies_.journal_trouble) {
            copies_.database_trouble->remedy = Remedy::make_anew;
        }
        return fail(std::move(whole).error());
    }
    if (!*whole) return std::optional<core::RepairedRecord>();
    // Where it cannot be marked, a torn batch is told of at the next start; that is all.
    copies_.is_marked_complete = mark_complete(files_, paths_).has_value();
    auto repair =
        repair_of(core::StoredCopy::database, *copies_.database_trouble, records_, restored_);
    copies_.database_trouble.reset();
    records_ = 0;
    restored_.reset();
    has_failed_ = false;
    return std::optional(std::move(repair));
}

std::optional<std::uint64_t> DatabaseMender::built() const {
    return rebuild_ ? std::optional(rebuild_->head().seq) : std::nullopt;
}

std::uint64_t DatabaseMender::done() const {
    return built().value_or(copies_.rows_head.seq);
}

// Its files are sound as long as they end where we know that they end. What an open connection is
// still refused, a new one may be allowed.
Result<bool> DatabaseMender::go_on() {
    if (!copies_.rows || copies_.database->is_read_only() || has_failed_) {
        const auto space = KIOSK_TRY(files_.space(paths_.root));
        if (space.read_only) return fail(Errc::denied, "the file system is read-only");
        KIOSK_TRY_VOID(reopen());
        has_failed_ = false;
    }
    const auto identity = copies_.identity();
    const Head found = as_in_journal(KIOSK_TRY(copies_.rows->head()), identity);
    copies_.rows_head = as_in_journal(copies_.rows_head, identity);
    if (found != copies_.rows_head) {
        copies_.database_trouble->remedy = Remedy::make_anew;
        return false;
    }
    KIOSK_TRY_VOID(insert_slice());
    return copies_.rows_head == copies_.head;
}

Result<> DatabaseMender::insert_slice() {
    JournalReader reader(files_, copies_.journal.directory(), copies_.rows_head);
    auto transaction = KIOSK_TRY(Transaction::begin(*copies_.database));
    const std::uint64_t wanted = copies_.database_trouble->first_seq;
    auto read = reader.read(
        copies_.head.seq, kRecordsPerSlice, [this, wanted](const RecordView& view) -> Result<> {
            const auto record = KIOSK_TRY(core::decode_record(view.payload));
            if (view.seq == wanted) restored_ = view.chain;
            return copies_.rows->insert({view.seq, view.payload, view.chain}, record);
        });
    if (!read.has_value()) judge(reader, read.error());
    KIOSK_TRY_VOID(read);
    KIOSK_TRY_VOID(transaction.commit());
    records_ += reader.head().seq - copies_.rows_head.seq;
    copies_.rows_head = reader.head();
    return copies_.database->checkpoint(/*truncate=*/true);
}

Result<bool> DatabaseMender::make_anew() {
    if (!rebuild_) {
        rebuild_ = KIOSK_TRY(DatabaseRebuild::begin(files_, paths_, copies_.identity()));
        rebuild_->remember(copies_.database_trouble->first_seq);
    }
    auto stepped = rebuild_->step(copies_.head.seq, kRecordsPerSlice);
    if (!stepped.has_value()) judge(rebuild_->reader(), stepped.error());
    KIOSK_TRY_VOID(stepped);
    if (rebuild_->head() != copies_.head) return false;
    records_ = copies_.head.seq;
    restored_ = rebuild_->remembered();
    copies_.close_database();
    KIOSK_TRY_VOID(rebuild_->finish());
    rebuild_.reset();
    copies_.rows_head = copies_.head;
    copies_.database_trouble->remedy = Remedy::go_on;  // also where it cannot be opened yet
    KIOSK_TRY_VOID(reopen());
    const Head rows_head = as_in_journal(KIOSK_TRY(copies_.rows->head()), copies_.identity());
    if (rows_head != copies_.head) {
        copies_.database_trouble->remedy = Remedy::make_anew;
        return fail(Errc::corrupt, "the rebuilt database does not end at record " +
                                       std::to_string(copies_.head.seq));
    }
    return true;
}

Result<> DatabaseMender::reopen() {
    copies_.close_database();
    auto database = KIOSK_TRY(Database::open(paths_.database(), DatabaseUse::owning));
    auto rows = KIOSK_TRY(EventTable::open(*database));
    if (KIOSK_TRY(rows.identity()) != copies_.identity()) {
        return fail(Errc::corrupt, "the database belongs to another journal");
    }
    copies_.database = std::move(database);
    copies_.rows.emplace(std::move(rows));
    return {};
}

void DatabaseMender::judge(const JournalReader& reader, const Error& error) {
    if (!reader.found_damage() || is_refusal(error)) return;
    copies_.journal_trouble =
        Trouble{std::string(code_of(error, While::reading)), error, Remedy::make_anew,
                reader.head().seq + 1, reader.wrong_chain()};
}

}  // namespace kiosk::storage
