// kiosk/cli/recount.cpp — kioskctl recount: does the daemon count what the log on disk says?
#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include <boost/json/value.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/recount_report.hpp"
#include "kiosk/cli/recounted.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/roster_file.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/wire/rfc3339.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr const char* kDefaultState = "/var/lib/kioskd";
constexpr std::array kSummary{"arrived", "entries",         "exits",     "inside",
                              "refused", "refused_tickets", "overrides", "undone"};
constexpr std::array kCounted{"arrived", "entries",   "exits", "inside",
                              "refused", "overrides", "scans"};

// What one answer of the daemon said, and the same from the disk.
struct Compared {
    Numbers told;
    Numbers counted;
};

// The recorded scans, read from the journal; again when the daemon has gone on.
class Disk {
  public:
    explicit Disk(std::filesystem::path state) : paths_{std::move(state)} {}

    // What the daemon had counted when it gave this answer.
    [[nodiscard]] Answer<Log> log_of(const json::value& answer) {
        const auto last = static_cast<std::uint64_t>(number_of(answer, "as_of_seq"));
        if (last > last_seq_) {
            if (const auto done = read_journal(); !done) return refuse(done.error());
        }
        Log log;
        for (const auto& scan : log_) {
            if (scan.seq > last) continue;
            log.push_back(scan);
            log.back().is_undone = scan.undone_by != 0 && scan.undone_by <= last;
        }
        return log;
    }

    // Tickets that the desk had given out by the record of this answer, which log_of() was asked
    // for.
    [[nodiscard]] WalkInLog walk_ins_of(const json::value& answer) const {
        const auto last = static_cast<std::uint64_t>(number_of(answer, "as_of_seq"));
        WalkInLog walk_ins = walk_ins_;
        std::erase_if(walk_ins, [last](const LoggedWalkIn& one) { return one.seq > last; });
        return walk_ins;
    }

    // Local days of the scans so far, by UTC.
    [[nodiscard]] std::set<std::chrono::sys_days> days() const {
        std::set<std::chrono::sys_days> days;
        for (const auto& scan : log_) days.insert(std::chrono::floor<std::chrono::days>(scan.at));
        return days;
    }

    [[nodiscard]] Answer<std::optional<core::Roster>> roster() {
        auto loaded = storage::load_roster(files_, paths_.roster());
        if (!loaded) return refuse(loaded.error());
        if (!*loaded) return std::nullopt;
        return std::move((*loaded)->roster);
    }

  private:
    static std::unexpected<Failure> refuse(const Error& error) {
        return std::unexpected(
            Failure{ExitCode::usage, "cannot be recounted: " + failure_of(error).text});
    }

    [[nodiscard]] Result<> read_journal() {
        log_.clear();
        walk_ins_.clear();
        const auto walked =
            KIOSK_TRY(storage::walk_journal(files_, paths_.journal(), storage::WalkDepth::verify,
                                            [this](const auto& view) { return take(view); }));
        if (walked.damage) return fail(Errc::corrupt, storage::describe(*walked.damage));
        last_seq_ = walked.head.seq;
        return {};
    }

    [[nodiscard]] Result<> take(const storage::RecordView& view) {
        const core::Record record = KIOSK_TRY(core::decode_record(view.payload));
        if (const auto* undone = std::get_if<core::AnnulmentRecord>(&record)) {
            const auto it = std::ranges::find(log_, undone->scan.seq, &LoggedScan::seq);
            if (it != log_.end()) it->undone_by = view.seq;
        }
        if (const auto* made = std::get_if<core::WalkInRecord>(&record)) {
            walk_ins_.push_back({view.seq, made->ticket, made->product});
        }
        const auto* scan = std::get_if<core::ScanRecord>(&record);
        if (scan == nullptr) return {};
        log_.push_back(logged_scan(view.seq, *scan));
        return {};
    }

    storage::FileSystem files_;
    storage::StatePaths paths_;
    Log log_;
    WalkInLog walk_ins_;
    std::uint64_t last_seq_ = 0;
};

template <class Fields>
void put(Numbers& numbers, const std::string& name, const json::value& object,
         const Fields& fields) {
    for (const char* field : fields) {
        const auto& value = field_of(object, field);
        if (value.is_number()) {
            numbers[name + field] += static_cast<std::uint64_t>(number_of(object, field));
        }
    }
}

Answer<Numbers> told_by(Api& api, const std::string& by, json::value& answer) {
    auto told = api.get("stats/breakdown", {{"by", by}});
    if (!told) return std::unexpected(told.error());
    answer = *std::move(told);
    Numbers numbers;
    for (const json::value& row : items_of(answer, "items")) {
        put(numbers, fmt::format("{} {}: ", by, text_of(row, "key")), row, kCounted);
    }
    return numbers;
}

void compare(const Compared& one, Report& report) {
    std::set<std::string> names;
    for (const auto& [name, number] : one.told) names.insert(name);
    for (const auto& [name, number] : one.counted) names.insert(name);
    const auto in = [](const Numbers& numbers, const std::string& name) {
        const auto found = numbers.find(name);
        return found == numbers.end() ? std::uint64_t{0} : found->second;
    };
    for (const auto& name : names) {
        ++report.numbers;
        const Difference difference{name, in(one.told, name), in(one.counted, name)};
        if (difference.told != difference.counted) report.differences.push_back(difference);
    }
}

Answer<void> compare_summary(Api& api, Disk& disk, const ZoneOffsets& zone, Report& report) {
    const auto answer = api.get("stats/summary");
    if (!answer) return std::unexpected(answer.error());
    const auto log = disk.log_of(*answer);
    if (!log) return std::unexpected(log.error());
    report.through_seq = static_cast<std::uint64_t>(number_of(*answer, "as_of_seq"));
    Compared total{{}, recount_total(*log)};
    put(total.told, "", *answer, kSummary);
    compare(total, report);
    const json::value& today = field_of(*answer, "today");
    Compared day{{}, recount_day(*log, zone, text_of(today, "day"))};
    put(day.told, "today: ", today, kCounted);
    compare(day, report);
    return {};
}

Answer<void> compare_breakdowns(Api& api, Disk& disk, Report& report) {
    const std::array<std::pair<const char*, Numbers (*)(const Log&)>, 4> kinds{
        {{"list", recount_lists},
         {"zone", recount_zones},
         {"station", recount_stations},
         {"reason", recount_reasons}}};
    for (const auto& [by, recount] : kinds) {
        json::value answer;
        auto told = told_by(api, by, answer);
        if (!told) return std::unexpected(told.error());
        const auto log = disk.log_of(answer);
        if (!log) return std::unexpected(log.error());
        // How many are in a zone is no count of the log: resets and sub-zones are in it.
        if (std::string_view(by) == "zone") {
            std::erase_if(*told, [](const auto& one) { return one.first.ends_with(": inside"); });
        }
        compare({*std::move(told), recount(*log)}, report);
    }
    return {};
}

Answer<void> compare_products(Api& api, Disk& disk, Report& report) {
    const auto roster = disk.roster();
    if (!roster) return std::unexpected(roster.error());
    if (!*roster) return {};
    json::value answer;
    auto told = told_by(api, "product", answer);
    if (!told) return std::unexpected(told.error());
    for (const json::value& row : items_of(answer, "items")) {
        constexpr std::array kExpected{"expected"};
        put(*told, fmt::format("product {}: ", text_of(row, "key")), row, kExpected);
        put(*told, "", row, kExpected);
    }
    const auto log = disk.log_of(answer);
    if (!log) return std::unexpected(log.error());
    compare({*std::move(told), recount_products(*log, **roster, disk.walk_ins_of(answer))}, report);
    return {};
}

// Day by day, so that a clock that jumped into another year asks for no endless curve.
Answer<void> compare_arrivals(Api& api, Disk& disk, Report& report) {
    for (const UtcTime from : disk.days()) {
        const UtcTime until = from + std::chrono::days(1);
        const auto answer = api.get("stats/arrivals", {{"bucket", "5m"},
                                                       {"from", wire::to_rfc3339(from)},
                                                       {"until", wire::to_rfc3339(until)}});
        if (!answer) return std::unexpected(answer.error());
        if (!field_of(*answer, "complete_from").is_null())
            continue;  // some have no minute any more
        const auto log = disk.log_of(*answer);
        if (!log) return std::unexpected(log.error());
        Compared curve{{}, recount_arrivals(*log, from, until)};
        for (const json::value& row : items_of(*answer, "items")) {
            put(curve.told, fmt::format("from {}: ", text_of(row, "start")), row, kCounted);
        }
        compare(curve, report);
    }
    return {};
}

Answer<Report> compare_all(Api& api, const std::filesystem::path& state) {
    const auto status = api.get("status");
    if (!status) return std::unexpected(status.error());
    const auto zone = locale::zone_offsets_from_tzdb(text_of(*status, "timezone"));
    if (!zone) return std::unexpected(failure_of(zone.error()));
    Disk disk(state);
    Report report;
    auto done = compare_summary(api, disk, *zone, report);
    if (done) done = compare_breakdowns(api, disk, report);
    if (done) done = compare_products(api, disk, report);
    if (done) done = compare_arrivals(api, disk, report);
    if (!done) return std::unexpected(done.error());
    return report;
}

}  // namespace

ExitCode run(const RecountOptions& /*options*/, const Session& session) {
    const auto& given = session.global.state;
    const auto report = compare_all(session.api, given.empty() ? kDefaultState : given);
    if (!report) return session.fail(report.error());
    if (!session.prints_json(document_of(*report))) print(*report, session.terminal);
    return report->differences.empty() ? ExitCode::done : ExitCode::failed;
}

}  // namespace kiosk::cli
