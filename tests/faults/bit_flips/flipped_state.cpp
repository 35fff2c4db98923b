// tests/faults/bit_flips/flipped_state.cpp — lay, verify, open, compare.
#include "tests/faults/bit_flips/flipped_state.hpp"

#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <vector>

#include <sqlite3.h>

#include "kiosk/crypto/ed25519_verifier.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/verify.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/faults/small_disk.hpp"

namespace kiosk::faults {
namespace {

using Path = std::filesystem::path;
// More than a pass over both copies and the mending of one takes.
constexpr int kStepsOfScrub = 80;

using Connection = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;

// One select for each table: its name and all its columns as SQL literals. That indexes agree with
// their tables is what integrity_check proves.
constexpr const char* kSelects =
    "SELECT 'SELECT ''' || m.name || ''', ' || group_concat('quote(\"' || c.name || '\")')"
    " || ' FROM \"' || m.name || '\" ORDER BY 2'"
    " FROM sqlite_schema AS m, pragma_table_info(m.name) AS c"
    " WHERE m.type = 'table' GROUP BY m.name";
constexpr std::array kOther{"SELECT type, name, sql FROM sqlite_schema ORDER BY name",
                            "PRAGMA user_version", "PRAGMA application_id"};

int append_row(void* text, int columns, char** values, char**) {
    auto& out = *static_cast<std::string*>(text);
    for (int i = 0; i < columns; ++i) {
        out += values[i] == nullptr ? "NULL" : values[i];
        out += i + 1 == columns ? '\n' : '|';
    }
    return 0;
}

Result<std::string> ask(sqlite3* connection, const char* question) {
    std::string answer;
    char* problem = nullptr;
    if (sqlite3_exec(connection, question, append_row, &answer, &problem) == SQLITE_OK) {
        return answer;
    }
    const std::string why = problem == nullptr ? "?" : problem;
    sqlite3_free(problem);
    return fail(Errc::corrupt, why);
}

// SQLite keeps the comments of a CREATE statement; they mean nothing.
std::string without_comments(std::string sql) {
    for (auto begin = sql.find("--"); begin != std::string::npos; begin = sql.find("--")) {
        const auto end = sql.find('\n', begin);
        sql.erase(begin, end == std::string::npos ? end : end - begin);
    }
    return sql;
}

Result<> read_rows(const Path& state, Meaning& meaning) {
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2((state / "events.sqlite").c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
    const Connection connection(raw, sqlite3_close);
    if (code != SQLITE_OK) return fail(Errc::corrupt, "the database cannot be opened");
    KIOSK_TRY_VOID(ask(raw, "PRAGMA locking_mode=EXCLUSIVE"));
    for (const char* question : kOther) {
        meaning.rows += without_comments(KIOSK_TRY(ask(raw, question)));
    }
    std::istringstream selects(KIOSK_TRY(ask(raw, kSelects)));
    for (std::string select; std::getline(selects, select);) {
        meaning.rows += KIOSK_TRY(ask(raw, select.c_str()));
    }
    meaning.complaints = KIOSK_TRY(ask(raw, "PRAGMA integrity_check"));
    return {};
}

// What verify says; of a state in order, its notes.
std::string report_of_verify(storage::FileSystem& files, const Path& state) {
    const crypto::Ed25519Verifier verifier;
    const auto report = storage::verify_state(files, {.state = state}, verifier);
    if (!report.has_value()) return report.error().context;
    if (report->first_bad.has_value()) return describe(*report->first_bad);
    if (report->rows_bad.has_value()) return *report->rows_bad;
    if (report->torn_tail.has_value()) return describe(*report->torn_tail);
    if (!report->findings.empty()) return report->findings.front();
    std::string notes;
    for (const auto& note : report->notes) notes += note + "\n";
    return notes;
}

// What the opening says, or the first scrub behind it; an error where the state is refused.
Result<std::string> report_of_opening(storage::FileSystem& files, const Path& path) {
    constexpr std::chrono::milliseconds kAtOnce{0};
    constexpr std::chrono::hours kNextPass{1};
    auto state = KIOSK_TRY(storage::StateDirectory::open(files, path));
    const auto log = KIOSK_TRY(storage::DurableLog::open(
        files, state, {.progress = {}, .upkeep = {kAtOnce, kAtOnce, kAtOnce, kNextPass}}));
    testing::ManualClock clock(Timestamp{});
    std::string said;
    for (int step = 0; step < kStepsOfScrub; ++step) {
        static_cast<void>(log->tend(clock, /*idle=*/true));
        if (said.empty()) said = log->facts().trouble;
        clock.advance(std::chrono::milliseconds(1));
    }
    const auto& report = log->report();
    if (!report.repairs.empty()) return report.repairs.front();
    return said.empty() ? report.torn_tail.value_or("") : "scrub: " + said;
}

// Everything behind a proof: the chain of the last record stands for all before it.
Result<> read_journal(const Path& state, Meaning& meaning) {
    storage::FileSystem files;
    const auto walked = KIOSK_TRY(walk_journal(files, state / "journal", storage::WalkDepth::verify,
                                               [&meaning](const storage::RecordView& record) {
                                                   meaning.chains[record.seq] = record.chain;
                                                   return Result<>();
                                               }));
    if (walked.damage.has_value()) return fail(Errc::corrupt, describe(*walked.damage));
    return {};
}

}  // namespace

Result<StateImage> StateImage::read(const Path& state) {
    StateImage image;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(state)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        image.files_[std::filesystem::relative(entry.path(), state).string()] =
            std::string(std::istreambuf_iterator<char>(in), {});
    }
    // A copy, because the reading itself moves SQLite's log.
    const Path copy = state.string() + ".read";
    image.lay({}, copy);
    storage::FileSystem files;
    image.verified_ = report_of_verify(files, copy);
    KIOSK_TRY_VOID(read_journal(copy, image.meaning_));
    KIOSK_TRY_VOID(read_rows(copy, image.meaning_));
    std::filesystem::remove_all(copy);
    return image;
}

void StateImage::lay(const Flip& flip, const Path& directory) const {
    std::filesystem::remove_all(directory);
    for (const auto& [name, content] : files_) {
        std::filesystem::create_directories((directory / name).parent_path());
        std::ofstream out(directory / name, std::ios::binary | std::ios::trunc);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
        if (name != flip.file) continue;
        out.seekp(static_cast<std::streamoff>(flip.offset));
        out.put(static_cast<char>(content.at(flip.offset) ^ (1 << flip.bit)));
    }
}

std::string StateImage::lost_in(const Meaning& after) const {
    for (const auto& [seq, chain] : meaning_.chains) {
        const auto found = after.chains.find(seq);
        if (found == after.chains.end()) return "record " + std::to_string(seq) + " is gone";
        if (found->second != chain) return "record " + std::to_string(seq) + " is another";
    }
    return "";
}

Outcome StateImage::try_flip(const Flip& flip, const Path& directory) const {
    SmallDisk files;
    lay(flip, directory);
    const std::string verified = report_of_verify(files, directory);
    const auto opened = report_of_opening(files, directory);
    if (!opened.has_value()) return {Fate::unrecovered, opened.error().context};
    Meaning after;
    const auto walked = read_journal(directory, after);
    if (!walked.has_value()) return {Fate::unrecovered, "afterwards: " + walked.error().context};
    const std::string lost = lost_in(after);
    if (!lost.empty()) return {Fate::unrecovered, lost};
    const auto rows = read_rows(directory, after);
    if (!rows.has_value()) return {Fate::unnoticed, "afterwards: " + rows.error().context};
    const std::string said = verified == verified_ ? *opened : verified;
    // Reported or not: when the scrub has passed, the rows are to be what they were.
    if (!said.empty() && after == meaning_) return {Fate::reported, said};
    if (after == meaning_) return {Fate::carried_none, ""};
    const bool are_rows_same = after.rows == meaning_.rows;
    return {Fate::unnoticed, are_rows_same ? after.complaints : "rows mean something else"};
}

}  // namespace kiosk::faults
