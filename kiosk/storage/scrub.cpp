// kiosk/storage/scrub.cpp — one slice of checking at a time.
#include "kiosk/storage/scrub.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "kiosk/storage/migrations.hpp"

namespace kiosk::storage {

void Scrub::begin_again() {
    reader_.reset();
}

void Scrub::begin() {
    until_ = copies_.head;
    row_ = {0, genesis_chain(copies_.journal.station(), copies_.journal.epoch())};
    reader_.emplace(files_, copies_.journal.directory(), row_);
    indexes_.begin();
    pages_.begin();
    is_over_ = false;
}

bool Scrub::step() {
    if (copies_.journal_trouble || copies_.database_trouble) return true;
    if (!reader_) begin();
    if (reader_->head().seq < until_.seq) {
        step_journal();
        return false;
    }
    wrong_chain_.reset();
    copies_.database->forget_pages();
    const auto checked = step_database();
    // What the system refuses now is asked again the next time.
    if (!checked.has_value() && !is_refusal(checked.error())) {
        copies_.database_trouble =
            Trouble{std::string(code_of(checked.error(), While::reading)), checked.error(),
                    Remedy::make_anew, row_.seq < until_.seq ? row_.seq + 1 : 0, wrong_chain_};
        begin_again();
        return false;
    }
    if (is_over_) begin_again();
    return is_over_;
}

void Scrub::step_journal() {
    const auto read =
        reader_->read(until_.seq, kScrubRecords, [](const RecordView&) { return Result<>(); });
    const bool is_same = reader_->head().seq < until_.seq || reader_->head() == until_;
    if (read.has_value() && is_same) return;
    if (!read.has_value() && is_refusal(read.error())) return;  // goes on here the next time
    const Error error =
        read.has_value() ? Error{Errc::corrupt, "the journal holds another history"} : read.error();
    copies_.journal_trouble =
        Trouble{std::string(code_of(error, While::reading)), error, Remedy::make_anew,
                reader_->head().seq + 1, reader_->wrong_chain()};
    begin_again();
}

Result<> Scrub::step_database() {
    if (row_.seq < until_.seq) return check_rows();
    if (!KIOSK_TRY(indexes_.step(*copies_.database, until_.seq))) return {};
    if (!KIOSK_TRY(pages_.step(*copies_.database))) return {};
    KIOSK_TRY_VOID(check_rest());
    is_over_ = true;
    return {};
}

Result<> Scrub::check_rows() {
    const std::uint64_t before = row_.seq;
    const std::uint64_t count = std::min(kScrubRows, until_.seq - before);
    KIOSK_TRY_VOID(copies_.rows->for_each_after(
        before, count, [this](const StoredRecord& row) { return check_row(row); }));
    if (row_.seq == before) {
        return fail(Errc::corrupt, "row " + std::to_string(before + 1) + " is missing");
    }
    if (row_.seq == until_.seq && row_ != until_) {
        return fail(Errc::corrupt, "the database holds another history");
    }
    return {};
}

Result<> Scrub::check_row(const StoredRecord& row) {
    const std::string name = "row " + std::to_string(row_.seq + 1);
    if (row.seq != row_.seq + 1) return fail(Errc::corrupt, name + " is missing");
    if (row.chain != next_chain(row_.chain, row.seq, row.payload)) {
        wrong_chain_ = row.chain;
        return fail(Errc::corrupt, name + " does not continue the hash chain");
    }
    auto record = core::decode_record(row.payload);
    if (!record.has_value()) return fail(std::move(record).error().in(name));
    if (!KIOSK_TRY(copies_.rows->matches(row, *record))) {
        return fail(Errc::corrupt, name + " has columns that its payload does not say");
    }
    if (const auto* scan = std::get_if<core::ScanRecord>(&*record)) indexes_.expect(*scan, row.seq);
    row_ = {row.seq, row.chain};
    return {};
}

// Nothing is ever deleted from these tables, so there are no free pages but after a migration that
// drops something. Only then SQLite looks at the whole file, in one go.
Result<> Scrub::check_rest() {
    KIOSK_TRY_VOID(check_schema(*copies_.database));
    if (KIOSK_TRY(copies_.rows->identity()) != copies_.identity()) {
        return fail(Errc::corrupt, "the database belongs to another journal");
    }
    if (KIOSK_TRY(copies_.rows->has_foreign_meta())) {
        return fail(Errc::corrupt, "the table meta has a row that the station never writes");
    }
    return pages_.found_free_pages() ? copies_.database->check_pages() : Result<>();
}

}  // namespace kiosk::storage
