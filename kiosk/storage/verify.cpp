// kiosk/storage/verify.cpp — walks the chain and holds the rows against it.
#include "kiosk/storage/verify.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "kiosk/storage/database.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {
namespace {

// The rows in step with the walk.
class RowComparison {
  public:
    static Result<RowComparison> open(const Path& path) {
        RowComparison comparison;
        comparison.database_ = KIOSK_TRY(Database::open(path, DatabaseUse::inspecting));
        comparison.rows_.emplace(KIOSK_TRY(
            comparison.database_->prepare("SELECT seq, payload, chain FROM events ORDER BY seq")));
        return comparison;
    }

    Result<> compare(const RecordView& record) {
        if (ended_ || bad_.has_value()) return {};
        auto stepped = rows_->step();
        if (!stepped.has_value()) {
            bad_ = "database, row for record " + std::to_string(record.seq) + ": " +
                   stepped.error().context;
            return {};
        }
        if (!*stepped) {
            ended_ = true;
            return {};
        }
        ++compared_;
        const bool same =
            static_cast<std::uint64_t>(rows_->number(0)) == record.seq &&
            std::ranges::equal(rows_->bytes(1), record.payload) &&
            std::ranges::equal(rows_->bytes(2), std::as_bytes(std::span(record.chain)));
        if (!same) {
            bad_ = "database, row " + std::to_string(rows_->number(0)) +
                   ": differs from journal record " + std::to_string(record.seq);
        }
        return {};
    }

    void finish(VerifyReport& report) {
        report.rows_compared = compared_;
        report.rows_bad = bad_;
        if (bad_.has_value() || report.first_bad.has_value()) return;
        if (compared_ < report.records) {
            report.notes.push_back("The database lacks the last " +
                                   std::to_string(report.records - compared_) +
                                   " records; the next start takes them from the journal.");
            return;
        }
        const auto more = rows_->step();
        if (more.has_value() && *more) {
            report.notes.push_back(
                "The database has records behind the journal's last; the next"
                " start takes them into the journal.");
        }
    }

  private:
    RowComparison() = default;

    std::unique_ptr<Database> database_;
    std::optional<Statement> rows_;
    std::uint64_t compared_ = 0;
    std::optional<std::string> bad_;
    bool ended_ = false;
};

struct Evidence {
    std::optional<StateLock> lock;  // keeps a daemon from starting meanwhile
    std::optional<RowComparison> rows;
};

Evidence open_rows(const StatePaths& paths, std::vector<std::string>& notes) {
    Evidence evidence;
    auto lock = StateLock::take(paths, LockFor::looking);
    if (!lock.has_value() && lock.error().code != Errc::not_found) {
        notes.push_back("The database was not compared: " + lock.error().context + ".");
        return evidence;
    }
    if (lock.has_value()) evidence.lock.emplace(std::move(*lock));
    auto rows = RowComparison::open(paths.database());
    if (rows.has_value()) {
        evidence.rows.emplace(std::move(*rows));
    } else {
        notes.push_back("The database was not compared: " + rows.error().context + ".");
    }
    return evidence;
}

}  // namespace

Result<VerifyReport> verify_journal(FileSystem& files, const Path& state_directory) {
    const StatePaths paths{state_directory};
    if (KIOSK_TRY(list_segments(files, paths.journal())).empty()) {
        return fail(Errc::not_found, "no journal in " + paths.journal().string());
    }
    VerifyReport report;
    auto evidence = open_rows(paths, report.notes);
    auto walked = KIOSK_TRY(walk_journal(files, paths.journal(), WalkDepth::verify,
                                         [&evidence](const RecordView& record) {
                                             if (!evidence.rows) return Result<>();
                                             return evidence.rows->compare(record);
                                         }));
    report.records = walked.records;
    report.segments = walked.segments;
    report.head = walked.head;
    report.first_bad = std::move(walked.damage);
    report.torn_tail = std::move(walked.torn_tail);
    if (evidence.rows) evidence.rows->finish(report);
    return report;
}

}  // namespace kiosk::storage
