// tests/faults/power_cut/crash.cpp — decides what was uncertain, and makes the image.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "tests/faults/power_cut/disk_model.hpp"

namespace kiosk::faults {

// The dice of one crash state.
class DiskModel::Decision {
  public:
    Decision(Fate fate, std::uint64_t first, std::uint64_t last, std::mt19937_64& dice)
        : fate_(fate), dice_(dice) {
        static constexpr std::array kShares{10U, 50U, 90U};
        percent_ = kShares.at(dice_() % kShares.size());
        cut_ = first + dice_() % (last - first + 1);
    }

    bool keeps_name(std::uint64_t number) {
        if (fate_ == Fate::scattered) return chance();
        if (fate_ == Fate::torn) return number < cut_;
        return keeps(number);
    }

    bool keeps(std::uint64_t number) {
        switch (fate_) {
            case Fate::dropped: return false;
            case Fate::kept: return true;
            case Fate::prefix: return number < cut_;
            case Fate::scattered:
            case Fate::torn: return chance();
        }
        return false;
    }

    // Of a change that is dropped: its size may have come without its bytes.
    bool grows_anyway() { return fate_ == Fate::scattered && chance(); }

    [[nodiscard]] bool tears() const { return fate_ == Fate::torn; }

    bool chance() { return dice_() % 100 < percent_; }

  private:
    Fate fate_;
    std::mt19937_64& dice_;
    unsigned percent_ = 50;
    std::uint64_t cut_ = 0;
};

namespace {

// 64 MiB that carry nothing.
constexpr std::string_view kBallast = "ballast";

std::size_t size_without_zeroes(const std::string& content) {
    const auto last = content.find_last_not_of('\0');
    return last == std::string::npos ? 0 : last + 1;
}

}  // namespace

// Numbers of the first uncertain change and behind the last one.
std::pair<std::uint64_t, std::uint64_t> DiskModel::uncertain_range() const {
    std::uint64_t first = UINT64_MAX;
    std::uint64_t last = 0;
    const auto note = [&](std::uint64_t number) {
        first = std::min(first, number);
        last = std::max(last, number + 1);
    };
    for (const auto& change : name_changes_) note(change.number);
    for (const auto& file : all_files()) {
        for (const auto& change : file->changes) note(change.number);
    }
    return {std::min(first, last), last};
}

std::string DiskModel::content_of(const File& file, Decision& decision) {
    std::string content = file.certain;
    for (const auto& change : file.changes) {
        if (decision.tears() && change.resizes == Resizes::no) {
            tear(content, change, decision);
        } else if (decision.keeps(change.number)) {
            settle(content, change);
        } else if (change.resizes == Resizes::no && decision.grows_anyway()) {
            content.resize(std::max(content.size(), change.offset + change.bytes.size()));
        }
    }
    return content;
}

// A sector is written whole or not at all.
void DiskModel::tear(std::string& content, const Change& change, Decision& decision) {
    for (std::size_t at = 0; at < change.bytes.size();) {
        const std::size_t room = kSectorBytes - (change.offset + at) % kSectorBytes;
        const std::size_t size = std::min(room, change.bytes.size() - at);
        if (decision.chance()) {
            settle(content, {.offset = change.offset + at, .bytes = change.bytes.substr(at, size)});
        }
        at += size;
    }
}

DiskImage DiskModel::crash(Fate fate, std::mt19937_64& dice) const {
    const auto [first, last] = uncertain_range();
    Decision decision(fate, first, last, dice);
    Names names = certain_;
    for (const auto& change : name_changes_) {
        if (decision.keeps_name(change.number)) names.apply(change);
    }
    DiskImage image{.directories = names.directories};
    for (const auto& [path, file] : names.files) {
        const auto slash = path.rfind('/');
        const std::string parent = slash == std::string::npos ? "" : path.substr(0, slash);
        if (!names.directories.contains(parent) || path == kBallast) continue;
        std::string content = content_of(*file, decision);
        image.sizes[path] = content.size();
        content.resize(size_without_zeroes(content));
        image.files[path] = std::move(content);
    }
    return image;
}

}  // namespace kiosk::faults
