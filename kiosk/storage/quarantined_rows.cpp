// kiosk/storage/quarantined_rows.cpp — following a run of rows until something proves it.
#include "kiosk/storage/quarantined_rows.hpp"

#include <algorithm>
#include <string>

#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {
namespace {

// Names begin with a number of four digits or more, so that a longer name is a later one.
bool is_older(const std::string& one, const std::string& other) {
    return one.size() != other.size() ? one.size() < other.size() : one < other;
}

}  // namespace

Result<QuarantinedRows> QuarantinedRows::open(FileSystem& files, const StatePaths& paths) {
    QuarantinedRows found;
    const auto names = files.list(paths.quarantine());
    if (!names.has_value() && is_refusal(names.error())) return fail(names.error());
    std::string newest;
    const std::string suffix = "-" + paths.database().filename().string();
    for (const auto& name : names.value_or(std::vector<std::string>())) {
        if (name.ends_with(suffix) && is_older(newest, name)) newest = name;
    }
    if (newest.empty()) return found;
    auto database = Database::open(paths.quarantine() / newest, DatabaseUse::inspecting);
    if (!database.has_value() && is_refusal(database.error())) return fail(database.error());
    if (!database.has_value()) return found;
    auto rows = EventTable::open(**database);
    if (!rows.has_value() && is_refusal(rows.error())) return fail(rows.error());
    if (!rows.has_value()) return found;
    found.database_ = std::move(*database);
    found.rows_.emplace(std::move(*rows));
    return found;
}

void QuarantinedRows::follow(const Head& before) {
    before_ = before;
    run_.clear();
    Head head = before;
    while (const auto row = find(head)) {
        head = {row->seq, row->chain};
        run_.push_back(row->chain);
    }
}

bool QuarantinedRows::leads_to(const Head& end) {
    const Chain* const chain = chain_at(end.seq);
    if (chain == nullptr || *chain != end.chain) return false;
    proven_through_ = std::max(proven_through_, end.seq);
    return true;
}

bool QuarantinedRows::leads_to(const StoredRecord& next) {
    const std::uint64_t seq = next.seq - 1;
    const Chain* const chain = chain_at(seq);
    if (chain == nullptr || !continues({seq, *chain}, next)) return false;
    proven_through_ = std::max(proven_through_, seq);
    return true;
}

std::optional<StoredRecord> QuarantinedRows::row_behind(const Head& before) {
    return before.seq < proven_through_ ? find(before) : std::nullopt;
}

// A row that cannot be read is one that is not there.
std::optional<StoredRecord> QuarantinedRows::find(const Head& before) {
    if (!rows_) return std::nullopt;
    const auto row = rows_->find(before.seq + 1);
    if (!row.has_value() || !row->has_value() || !continues(before, **row)) return std::nullopt;
    return **row;
}

Result<bool> quarantine_leads(FileSystem& files, const StatePaths& paths, const Head& from,
                              const Head& to) {
    auto quarantine = KIOSK_TRY(QuarantinedRows::open(files, paths));
    quarantine.follow(from);
    return quarantine.leads_to(to);
}

const Chain* QuarantinedRows::chain_at(std::uint64_t seq) const {
    const bool is_in_run = seq > before_.seq && seq - before_.seq <= run_.size();
    return is_in_run ? &run_[seq - before_.seq - 1] : nullptr;
}

}  // namespace kiosk::storage
