// tests/faults/power_cut/power_cut.cpp — replays a recording and cuts the power again and again.
//
// Prints one line of JSON: seed, cuts (moments), states (different images or promises), and how
// many were kept, lost, unopened, doubled, unusable. Exit code 0 when all were kept.
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <set>
#include <string>

#include <CLI/CLI.hpp>

#include "tests/faults/power_cut/disk_model.hpp"
#include "tests/faults/power_cut/recording_file.hpp"
#include "tests/faults/power_cut/state_check.hpp"

namespace kiosk::faults {
namespace {

constexpr std::size_t kToldMost = 20;  // findings that are described

struct Options {
    std::string recording;
    std::string scratch;
    std::string base;
    std::string acknowledged;
    std::string keep;
    std::uint64_t seed = 1;
    std::uint64_t states = 1000;
    bool only_end = false;
    bool stop_at_loss = false;
    bool failed_sync_keeps = false;
};

Options parse(int argc, char** argv) {
    Options options;
    CLI::App app("Replays a recording and cuts the power again and again.");
    app.add_option("recording", options.recording)->required();
    app.add_option("scratch", options.scratch, "folder in memory for the states")->required();
    app.add_option("--base", options.base, "state directory that the recording begins with");
    app.add_option("--acknowledged", options.acknowledged, "lines ACK: kept before the recording");
    app.add_option("--keep", options.keep, "folder for copies of the states that fail");
    app.add_option("--seed", options.seed);
    app.add_option("--states", options.states);
    app.add_flag("--only-end", options.only_end, "cut only after the last entry");
    app.add_flag("--stop-at-loss", options.stop_at_loss);
    app.add_flag("--failed-sync-keeps", options.failed_sync_keeps);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        std::exit(app.exit(problem));
    }
    return options;
}

std::uint64_t fingerprint(const DiskImage& image, std::size_t promises) {
    std::uint64_t print = promises;
    const auto mix = [&print](std::string_view text) {
        print = (print ^ std::hash<std::string_view>()(text)) * 0x9E37'79B9'7F4A'7C15ULL;
    };
    for (const auto& directory : image.directories) mix(directory);
    for (const auto& [path, content] : image.files) {
        mix(path);
        mix(content);
        print += image.sizes.at(path);
    }
    return print;
}

class PowerCut {
  public:
    explicit PowerCut(const Options& options)
        : options_(options),
          recording_(options.recording),
          disk_(options.failed_sync_keeps ? FailedSync::keeps : FailedSync::loses),
          dice_(options.seed) {
        if (!options.base.empty()) disk_.load(options.base);
        if (options.acknowledged.empty()) return;
        std::ifstream in(options.acknowledged);
        for (std::string line; std::getline(in, line);) add_acknowledged(acknowledged_, line);
    }

    int run() {
        const auto& entries = recording_.entries();
        for (std::size_t i = 0; i < entries.size() && !over(); ++i) {
            disk_.apply(entries[i]);
            if (entries[i].head.step == Step::answer) {
                const auto text = entries[i].bytes;
                add_acknowledged(acknowledged_, {text.data(), text.size()});
            }
            const bool is_last = i + 1 == entries.size();
            if (!options_.only_end || is_last) cut_at(i, due(i + 1, entries.size()));
        }
        print();
        return states_ == count(Finding::kept) ? 0 : 1;
    }

  private:
    // States are spread evenly over the moments.
    [[nodiscard]] std::uint64_t due(std::size_t passed, std::size_t all) const {
        const std::uint64_t wanted = options_.states * passed / all;
        return wanted > drawn_ ? wanted - drawn_ : 0;
    }

    void cut_at(std::size_t entry, std::uint64_t wanted) {
        if (wanted == 0) return;
        ++cuts_;
        drawn_ += wanted;
        // Where nothing is uncertain all fates are one.
        const std::uint64_t tries = disk_.uncertain() == 0 ? 1 : wanted;
        for (std::uint64_t i = 0; i < tries && !over(); ++i) {
            const auto fate = static_cast<Fate>(fate_++ % kFates);
            const DiskImage image = disk_.crash(fate, dice_);
            if (!seen_.insert(fingerprint(image, acknowledged_.size())).second) continue;
            check(image, entry, fate);
        }
    }

    void check(const DiskImage& image, std::size_t entry, Fate fate) {
        const std::filesystem::path directory = options_.scratch + "/state";
        std::filesystem::remove_all(directory);
        write_image(image, directory);
        const Judgement judgement = check_state(directory, acknowledged_);
        ++states_;
        ++findings_.at(static_cast<std::size_t>(judgement.finding));
        mended_ += judgement.repairs == 0 ? 0 : 1;
        if (judgement.finding == Finding::kept) return;
        const bool is_first_loss = first_loss_ == 0 && judgement.finding == Finding::lost;
        if (is_first_loss) first_loss_ = states_;
        if (++told_ > kToldMost && !is_first_loss) return;
        std::fprintf(stderr, "%s: state %zu, cut after entry %zu, fate %d, %zu acknowledged: %s\n",
                     std::string(name_of(judgement.finding)).c_str(), states_, entry,
                     static_cast<int>(fate), acknowledged_.size(), judgement.what.c_str());
        if (!options_.keep.empty()) {
            write_image(image, options_.keep + "/state-" + std::to_string(states_));
        }
    }

    [[nodiscard]] bool over() const { return options_.stop_at_loss && first_loss_ != 0; }

    [[nodiscard]] std::size_t count(Finding finding) const {
        return findings_.at(static_cast<std::size_t>(finding));
    }

    void print() const {
        std::printf(
            "{\"seed\": %llu, \"entries\": %zu, \"acknowledged\": %zu, \"cuts\": %zu, "
            "\"states\": %zu, \"mended\": %zu, \"first_loss\": %zu",
            static_cast<unsigned long long>(options_.seed), recording_.entries().size(),
            acknowledged_.size(), cuts_, states_, mended_, first_loss_);
        for (std::size_t i = 0; i < findings_.size(); ++i) {
            const auto name = std::string(name_of(static_cast<Finding>(i)));
            std::printf(", \"%s\": %zu", name.c_str(), findings_.at(i));
        }
        std::printf("}\n");
    }

    const Options options_;
    RecordingFile recording_;
    DiskModel disk_;
    std::mt19937_64 dice_;
    Acknowledged acknowledged_;
    std::set<std::uint64_t> seen_;
    std::array<std::size_t, 5> findings_{};
    std::uint64_t drawn_ = 0;
    std::uint64_t fate_ = 0;
    std::size_t cuts_ = 0;
    std::size_t states_ = 0;
    std::size_t mended_ = 0;  // states that the opening repaired
    std::size_t first_loss_ = 0;
    std::size_t told_ = 0;
};

}  // namespace
}  // namespace kiosk::faults

int main(int argc, char** argv) {
    return kiosk::faults::PowerCut(kiosk::faults::parse(argc, argv)).run();
}
