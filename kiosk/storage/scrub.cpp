// kiosk/storage/scrub.cpp — one slice of checking at a time.
#include "kiosk/storage/scrub.hpp"

#include <string_view>
#include <variant>

#include "kiosk/core/decision.hpp"

namespace kiosk::storage {
namespace {

constexpr std::string_view kVerdicts =
    "SELECT verdict, count(*), sum(seq) FROM events INDEXED BY events_by_verdict"
    " WHERE verdict IN ('check', 'stop') GROUP BY verdict";
constexpr std::string_view kReasons =
    "SELECT reason, count(*), sum(seq) FROM events INDEXED BY events_by_reason"
    " WHERE reason <> 'ok' GROUP BY reason";

}  // namespace

void Scrub::begin_again() {
    reader_.reset();
    row_.reset();
}

bool Scrub::step() {
    if (copies_.journal_trouble || copies_.database_trouble) return true;
    const Head genesis{0, genesis_chain(copies_.journal.station(), copies_.journal.epoch())};
    if (!reader_) reader_.emplace(files_, copies_.journal.directory(), genesis);
    if (reader_->head().seq < copies_.head.seq) {
        step_journal();
        return false;
    }
    if (!row_) {
        row_ = genesis;
        counts_.clear();
    }
    step_rows();
    const bool is_over = row_.has_value() && row_->seq == copies_.head.seq;
    if (is_over) begin_again();
    return is_over;
}

void Scrub::step_journal() {
    const auto read = reader_->read(copies_.head.seq, kScrubRecords,
                                    [](const RecordView&) { return Result<>(); });
    const bool is_same = reader_->head().seq < copies_.head.seq || reader_->head() == copies_.head;
    if (read.has_value() && is_same) return;
    const Error error =
        read.has_value() ? Error{Errc::corrupt, "the journal holds another history"} : read.error();
    copies_.journal_trouble =
        Trouble{std::string(code_of(error, While::reading)), error, Remedy::make_anew,
                reader_->head().seq + 1, reader_->wrong_chain()};
    begin_again();
}

void Scrub::step_rows() {
    wrong_chain_.reset();
    const auto checked = check_rows();
    if (checked.has_value()) return;
    copies_.database_trouble =
        Trouble{std::string(code_of(checked.error(), While::reading)), checked.error(),
                Remedy::make_anew, row_->seq + 1, wrong_chain_};
    begin_again();
}

Result<> Scrub::check_rows() {
    copies_.database->forget_pages();
    const std::uint64_t before = row_->seq;
    KIOSK_TRY_VOID(copies_.rows->for_each_after(
        before, kScrubRows, [this](const StoredRecord& row) { return check_row(row); }));
    if (row_->seq == copies_.head.seq) {
        if (*row_ != copies_.head) {
            return fail(Errc::corrupt, "the database holds another history");
        }
        return check_indexes();
    }
    if (row_->seq == before) {
        return fail(Errc::corrupt, "row " + std::to_string(before + 1) + " is missing");
    }
    return {};
}

Result<> Scrub::check_row(const StoredRecord& row) {
    const std::string name = "row " + std::to_string(row_->seq + 1);
    if (row.seq != row_->seq + 1) return fail(Errc::corrupt, name + " is missing");
    if (row.chain != next_chain(row_->chain, row.seq, row.payload)) {
        wrong_chain_ = row.chain;
        return fail(Errc::corrupt, name + " does not continue the hash chain");
    }
    auto record = core::decode_record(row.payload);
    if (!record.has_value()) return fail(std::move(record).error().in(name));
    if (!KIOSK_TRY(copies_.rows->matches(row, *record))) {
        return fail(Errc::corrupt, name + " has columns that its payload does not say");
    }
    count(*record, row.seq);
    *row_ = {row.seq, row.chain};
    return {};
}

void Scrub::count(const core::Record& record, std::uint64_t seq) {
    const auto* scan = std::get_if<core::ScanRecord>(&record);
    if (scan == nullptr) return;
    const auto add = [this, seq](std::string_view key) {
        auto& [rows, sum] = counts_[std::string(key)];
        ++rows;
        sum += seq;
    };
    const auto verdict = core::verdict_of(scan->reason);
    if (verdict != core::Verdict::go) add(core::name_of(verdict));
    if (scan->reason != core::Reason::ok) add("reason " + std::string(core::name_of(scan->reason)));
}

Result<> Scrub::check_indexes() {
    Counts found;
    for (const auto sql : {kVerdicts, kReasons}) {
        auto rows = KIOSK_TRY(copies_.database->prepare(sql));
        while (KIOSK_TRY(rows.step())) {
            const std::string prefix = sql == kReasons ? "reason " : "";
            found[prefix + std::string(rows.text(0))] = {
                static_cast<std::uint64_t>(rows.number(1)),
                static_cast<std::uint64_t>(rows.number(2))};
        }
    }
    if (found == counts_) return {};
    return fail(Errc::corrupt, "an index of the events does not say what the rows say");
}

}  // namespace kiosk::storage
