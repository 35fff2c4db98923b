// tests/faults/bit_flips/bit_flips.cpp — turns one bit of a state directory, many times over.
//
// Usage: bit_flips STATE SCRATCH SEED FLIPS [FILE BEGIN END], the latter for flips in these bytes
// only. Prints one line of JSON: for each kind of file how many flips there were and what became of
// them. Exit code 0 when none went unnoticed or lost something.
#include <array>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/check.hpp"
#include "tests/faults/bit_flips/flipped_state.hpp"

namespace kiosk::faults {
namespace {

constexpr std::size_t kToldMost = 20;
constexpr std::array kNames{"reported", "carried_nothing", "unnoticed", "unrecovered"};

struct Target {
    std::string label;
    std::string file;
    std::uint64_t begin = 0;
    std::uint64_t used = 0;  // end of the bytes up to the last that is not zero
    std::uint64_t end = 0;
    std::array<std::size_t, kFates> fates{};
};

std::vector<Target> targets_in(const StateImage& image) {
    std::vector<Target> targets;
    for (const auto& [name, content] : image.files()) {
        std::string label;
        if (name.starts_with("journal/0")) label = "journal";
        if (name == "events.sqlite") label = "database";
        if (name == "events.sqlite-wal") label = "log";
        if (label.empty() || content.empty()) continue;
        const std::uint64_t used = content.find_last_not_of('\0') + 1;
        targets.push_back({label + ":" + name, name, 0, used, content.size()});
    }
    return targets;
}

// One in ten anywhere in the file, the others where there is something.
Flip flip_in(const Target& target, std::mt19937_64& dice) {
    const std::uint64_t end = dice() % 10 == 0 || target.used == 0 ? target.end : target.used;
    return {target.file, target.begin + dice() % (end - target.begin),
            static_cast<unsigned>(dice() % 8)};
}

int run(const std::string& state, const std::string& scratch, std::uint64_t seed, int flips,
        std::vector<Target> targets) {
    const auto image = StateImage::read(state);
    KIOSK_CHECK(image.has_value(), "the state to be flipped is whole");
    if (targets.empty()) targets = targets_in(*image);
    std::mt19937_64 dice(seed);
    std::size_t told = 0;
    for (int i = 0; i < flips; ++i) {
        auto& target = targets.at(static_cast<std::size_t>(i) % targets.size());
        const Flip flip = flip_in(target, dice);
        const Outcome outcome = image->try_flip(flip, scratch);
        ++target.fates.at(static_cast<std::size_t>(outcome.fate));
        if (outcome.fate < Fate::unnoticed || ++told > kToldMost) continue;
        std::fprintf(stderr, "%s: %s, offset %llu, bit %u: %s\n",
                     kNames.at(static_cast<std::size_t>(outcome.fate)), flip.file.c_str(),
                     static_cast<unsigned long long>(flip.offset), flip.bit, outcome.what.c_str());
    }
    std::size_t bad = 0;
    std::printf("{");
    for (const auto& target : targets) {
        std::printf("%s\"%s\": {", &target == targets.data() ? "" : ", ", target.label.c_str());
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            std::printf("%s\"%s\": %zu", i == 0 ? "" : ", ", kNames.at(i), target.fates.at(i));
        }
        std::printf("}");
        bad += target.fates.at(2) + target.fates.at(3);
    }
    std::printf("}\n");
    return bad == 0 ? 0 : 1;
}

}  // namespace
}  // namespace kiosk::faults

int main(int argc, char** argv) {
    if (argc != 5 && argc != 8) {
        std::fprintf(stderr, "usage: bit_flips STATE SCRATCH SEED FLIPS [FILE BEGIN END]\n");
        return 2;
    }
    std::vector<kiosk::faults::Target> targets;
    if (argc == 8) {
        const std::uint64_t end = std::stoull(argv[7]);
        targets.push_back({argv[5], argv[5], std::stoull(argv[6]), end, end});
    }
    return kiosk::faults::run(argv[1], argv[2], std::stoull(argv[3]), std::stoi(argv[4]),
                              std::move(targets));
}
