// tests/faults/power_cut/state_check.cpp — by the storage code itself, as a start would do it.
#include "tests/faults/power_cut/state_check.hpp"

#include <charconv>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "kiosk/base/check.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/verify.hpp"
#include "tests/faults/driver_events.hpp"
#include "tests/faults/small_disk.hpp"

namespace kiosk::faults {
namespace {

using Path = std::filesystem::path;

constexpr std::uint32_t kRunOfChecks = 0xFFFFFFFF;  // no driver's

class Check {
  public:
    Check(const Path& directory, const Acknowledged& acknowledged)
        : directory_(directory), acknowledged_(acknowledged) {}

    Judgement run() {
        const auto checked = open_and_read();
        if (!checked.has_value() && judgement_.finding == Finding::kept) {
            judgement_.finding = Finding::unopened;
            judgement_.what = checked.error().context;
        }
        if (judgement_.finding == Finding::kept) verify();
        return judgement_;
    }

  private:
    Result<> open_and_read() {
        auto state = KIOSK_TRY(storage::StateDirectory::open(files_, directory_));
        auto log = KIOSK_TRY(storage::DurableLog::open(files_, state));
        judgement_.repairs = log->report().repairs.size();
        for (const auto& repair : log->report().repairs) repairs_ += " [" + repair + "]";
        KIOSK_TRY_VOID(log->replay([this](std::uint64_t seq, const core::Record& record) {
            note(seq, record);
            return Result<>();
        }));
        find_missing();
        const std::uint64_t next = log->last_seq() + 1;
        core::ScanRecord scan;
        scan.id = id_of(kRunOfChecks, 0, next);
        const core::SequencedRecord record{next, scan};
        const auto appended = log->append(std::span(&record, 1));
        if (!appended.has_value()) complain(Finding::unusable, appended.error().context);
        return {};
    }

    void note(std::uint64_t seq, const core::Record& record) {
        if (seq != last_ + 1)
            complain(Finding::doubled,
                     "record " + std::to_string(seq) + " follows " + std::to_string(last_));
        last_ = seq;
        // What was acknowledged were scans; another record in that place is a loss, too.
        const auto* scan = std::get_if<core::ScanRecord>(&record);
        const std::string id = scan == nullptr ? "no scan" : text_of(scan->id);
        if (scan != nullptr && !ids_.insert(id).second) complain(Finding::doubled, id + " twice");
        const auto promised = acknowledged_.find(seq);
        if (promised != acknowledged_.end() && promised->second != id) {
            complain(Finding::lost, "record " + std::to_string(seq) + " is " + id +
                                        ", acknowledged was " + promised->second);
        }
    }

    void find_missing() {
        if (acknowledged_.empty() || acknowledged_.rbegin()->first <= last_) return;
        complain(Finding::lost, "acknowledged up to " +
                                    std::to_string(acknowledged_.rbegin()->first) + ", there are " +
                                    std::to_string(last_));
    }

    void verify() {
        auto report = storage::verify_state(files_, {.state = directory_}, verifier_);
        if (report.has_value()) {
            // The driver signs nothing; the heads of a station have a test of their own.
            std::erase_if(report->findings, [](const std::string& finding) {
                return finding.starts_with("checkpoints: no head of the last ");
            });
        }
        if (!report.has_value()) {
            complain(Finding::unusable, "verify: " + report.error().context);
        } else if (report->exit_code() != 0) {
            complain(Finding::unusable,
                     "verify: " +
                         (report->first_bad.has_value()
                              ? describe(*report->first_bad)
                              : report->rows_bad.value_or(
                                    report->findings.empty() ? "?" : report->findings.front())));
        }
    }

    void complain(Finding finding, const std::string& what) {
        if (judgement_.finding != Finding::kept) return;
        judgement_.finding = finding;
        judgement_.what = what + repairs_;
    }

    const Path& directory_;
    const Acknowledged& acknowledged_;
    SmallDisk files_;
    crypto::Ed25519Verifier verifier_;
    Judgement judgement_;
    std::string repairs_;
    std::set<std::string> ids_;
    std::uint64_t last_ = 0;
};

}  // namespace

void add_acknowledged(Acknowledged& acknowledged, std::string_view text) {
    while (text.starts_with("ACK ")) {
        const auto line = text.substr(4, text.find('\n') - 4);
        std::uint64_t seq = 0;
        const auto parsed = std::from_chars(line.data(), line.data() + line.size(), seq);
        KIOSK_CHECK(parsed.ec == std::errc{}, "an acknowledgement has a number");
        acknowledged[seq] = std::string(line.substr(line.find(' ') + 1));
        text.remove_prefix(std::min(text.size(), line.size() + 5));
    }
}

void write_image(const DiskImage& image, const Path& directory) {
    for (const auto& name : image.directories)
        std::filesystem::create_directories(directory / name);
    for (const auto& [name, content] : image.files) {
        std::ofstream out(directory / name, std::ios::binary | std::ios::trunc);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
        out.close();
        KIOSK_CHECK(!out.fail(), "there is room for a crash state");
        std::filesystem::resize_file(directory / name, image.sizes.at(name));
    }
}

Judgement check_state(const Path& directory, const Acknowledged& acknowledged) {
    return Check(directory, acknowledged).run();
}

std::string_view name_of(Finding finding) {
    switch (finding) {
        case Finding::kept: return "kept";
        case Finding::lost: return "lost";
        case Finding::unopened: return "unopened";
        case Finding::doubled: return "doubled";
        case Finding::unusable: return "unusable";
    }
    return "?";
}

}  // namespace kiosk::faults
