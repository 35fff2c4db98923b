// tests/attacks/tamper_attacks.cpp — random tampering; verify with a witness must find all of it.
//
// tamper_attacks [--attacks N] [--seed S] [--first I]
// Attack I of seed S is always the same one. Exit 0: all were found, and each time the first bad
// record was named as closely as the heads that were kept elsewhere allow.
#include <array>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/check.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/verify.hpp"
#include "tests/attacks/attacks.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/signing.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace {

using namespace kiosk;
using namespace kiosk::testing;

constexpr std::uint64_t kRecordsInOlder = 150;
constexpr std::uint64_t kRecords = 300;
constexpr std::array<std::uint64_t, 4> kWitnessed{70, 140, 210, 280};

struct Options {
    std::uint64_t attacks = 300;
    std::uint64_t seed = 1;
    std::uint64_t first = 0;
};

// The state that is attacked, an older copy of it, and what was kept elsewhere.
class Station {
  public:
    Station() {
        append(1, kRecordsInOlder);
        storage::FileSystem files;
        seed_ = storage::open_checkpoint_key(files, {state_}).value();
        sign_history(state_, seed_, 64);
        copy(state_, older_);
        append(kRecordsInOlder + 1, kRecords);
        sign_history(state_, seed_, 64);
        history_ = read_history(state_);
        for (const auto seq : kWitnessed) {
            witnesses_.push_back({"phone", signed_head(seed_, history_.station, history_.epoch,
                                                       history_.head_at(seq))});
        }
        key_ = note_key_of(seed_, history_.station);
        copy(state_, victim_);
        KIOSK_CHECK(verify().exit_code() == 0, "the state is intact before anybody touches it");
    }

    Scene scene() {
        std::filesystem::remove_all(victim_);
        copy(state_, victim_);
        return {victim_, older_, history_, kWitnessed.back(), seed_};
    }

    [[nodiscard]] storage::VerifyReport verify() const {
        storage::FileSystem files;
        auto report = storage::verify_state(files, {victim_, witnesses_, key_}, verifier_);
        KIOSK_CHECK(report.has_value(), "whatever was done, it can be looked at");
        return std::move(*report);
    }

  private:
    static void copy(const storage::Path& from, const storage::Path& to) {
        std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
        std::filesystem::remove(storage::StatePaths{to}.journal() / storage::kSpareName);
    }

    void append(std::uint64_t first, std::uint64_t last) {
        storage::FileSystem files;
        const auto state = storage::StateDirectory::open(files, state_).value();
        const auto log = storage::DurableLog::open(files, state).value();
        for (std::uint64_t seq = first; seq <= last; seq += 50) {
            KIOSK_CHECK(log->append(records(seq, seq + 49)).has_value(), "records are stored");
        }
    }

    TemporaryDirectory temporary_;
    storage::Path state_ = temporary_.path() / "state";
    storage::Path older_ = temporary_.path() / "older";
    storage::Path victim_ = temporary_.path() / "victim";
    storage::KeySeed seed_{};
    History history_;
    std::vector<storage::Witness> witnesses_;
    storage::NoteKey key_;
    crypto::Ed25519Verifier verifier_;
};

struct Count {
    std::uint64_t made = 0;
    std::uint64_t found = 0;
    std::uint64_t named = 0;
};

// No record before the first bad one that a kept head vouches for is suspected, and it is among
// those that are.
bool is_named(const storage::VerifyReport& report, std::uint64_t first_bad) {
    if (first_bad == 0) return true;
    if (!report.suspects) return false;
    std::uint64_t proved = 0;
    for (const auto seq : kWitnessed) proved = seq < first_bad ? seq : proved;
    const auto& [from, to] = *report.suspects;
    return proved < from && from <= first_bad && first_bad <= to;
}

std::map<std::string_view, Count> attack(const Options& options) {
    Station station;
    std::map<std::string_view, Count> counts;
    for (std::uint64_t i = options.first; i < options.first + options.attacks; ++i) {
        Dice dice(options.seed * 1'000'003 + i);
        const Attack& chosen = all_attacks()[i % kAttackKinds];
        Scene scene = station.scene();
        const Deed deed = chosen.act(scene, dice);
        Count& count = counts[chosen.name];
        ++count.made;
        const auto report = station.verify();
        const bool is_found = report.exit_code() != 0;
        const bool is_right = is_found && is_named(report, deed.first_bad);
        count.found += is_found ? 1 : 0;
        count.named += is_right ? 1 : 0;
        if (is_right) continue;
        std::cout << (is_found ? "WRONGLY NAMED: " : "NOT FOUND: ") << chosen.name << ", "
                  << deed.what << "; again with --seed " << options.seed << " --first " << i
                  << " --attacks 1\n";
        if (!is_found || !report.suspects) continue;
        std::cout << "  first bad is " << deed.first_bad << ", named " << report.suspects->from
                  << " to " << report.suspects->to << '\n';
    }
    return counts;
}

bool read_number(std::string_view text, std::uint64_t& into) {
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), into);
    return parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
}

bool read_options(std::span<char* const> words, Options& options) {
    for (std::size_t i = 1; i < words.size(); i += 2) {
        const std::string_view name = words[i];
        const bool has_value = i + 1 < words.size();
        if (name == "--attacks" && has_value && read_number(words[i + 1], options.attacks))
            continue;
        if (name == "--seed" && has_value && read_number(words[i + 1], options.seed)) continue;
        if (name == "--first" && has_value && read_number(words[i + 1], options.first)) continue;
        return false;
    }
    return true;
}

}  // namespace

int main(int count, char** words) {
    Options options;
    if (!read_options(std::span(words, static_cast<std::size_t>(count)), options)) {
        std::cerr << "tamper_attacks [--attacks N] [--seed S] [--first I]\n";
        return 2;
    }
    Count all;
    for (const auto& [name, kind] : attack(options)) {
        std::cout << kind.found << " of " << kind.made << "  " << name << '\n';
        all.made += kind.made;
        all.found += kind.found;
        all.named += kind.named;
    }
    std::cout << "seed " << options.seed << ": " << all.found << " of " << all.made
              << " attacks found, the first bad record named " << all.named << " times\n";
    return all.named == all.made ? 0 : 1;
}
