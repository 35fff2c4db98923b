// tests/attacks/tamper_attacks.cpp — random tampering; verify with a witness must find all of it.
//
// tamper_attacks [--attacks N] [--seed S] [--first I]
// Attack I of seed S is always the same one. Exit 0: all were found.
#include <charconv>
#include <filesystem>
#include <iostream>
#include <map>
#include <span>
#include <string>

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
constexpr std::uint64_t kWitnessed = 280;

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
        const auto head = history_.head_at(kWitnessed);
        witness_ = {"phone", signed_head(seed_, history_.station, history_.epoch, head)};
        key_ = note_key_of(seed_, history_.station);
        copy(state_, victim_);
        KIOSK_CHECK(verify() == 0, "the state is intact before anybody touches it");
    }

    Scene scene() {
        std::filesystem::remove_all(victim_);
        copy(state_, victim_);
        return {victim_, older_, history_, kWitnessed, seed_};
    }

    // 0: nothing was found.
    [[nodiscard]] int verify() const {
        storage::FileSystem files;
        const auto report = storage::verify_state(files, {victim_, {witness_}, key_}, verifier_);
        return report.has_value() ? report->exit_code() : 2;
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
    storage::Witness witness_;
    storage::NoteKey key_;
    crypto::Ed25519Verifier verifier_;
};

struct Count {
    std::uint64_t made = 0;
    std::uint64_t found = 0;
};

std::map<std::string_view, Count> attack(const Options& options) {
    Station station;
    std::map<std::string_view, Count> counts;
    for (std::uint64_t i = options.first; i < options.first + options.attacks; ++i) {
        Dice dice(options.seed * 1'000'003 + i);
        const Attack& chosen = all_attacks()[i % kAttackKinds];
        Scene scene = station.scene();
        const std::string done = chosen.act(scene, dice);
        Count& count = counts[chosen.name];
        ++count.made;
        if (station.verify() != 0) {
            ++count.found;
            continue;
        }
        std::cout << "NOT FOUND: " << chosen.name << ", " << done << "; again with --seed "
                  << options.seed << " --first " << i << " --attacks 1\n";
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
    }
    std::cout << "seed " << options.seed << ": " << all.found << " of " << all.made
              << " attacks found\n";
    return all.found == all.made ? 0 : 1;
}
