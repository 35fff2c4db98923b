// drivers/camera/finder_patterns.cpp — runs along rows, checked down columns, joined in pairs.
#include "drivers/camera/finder_patterns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace kiosk::drivers {
namespace {

using Runs = std::array<int, 5>;  // pixels of five runs of alternating colour

constexpr int kPatternModules = 7;
constexpr int kPatternPixelsMin = 7;

// The module's size where the runs are 1:1:3:1:1, each within three quarters of a module: pictures
// are blurred and lie askew.
std::optional<float> module_of(const Runs& runs) {
    const int total = runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
    if (total < kPatternPixelsMin) return std::nullopt;
    const float module = static_cast<float>(total) / kPatternModules;
    for (const std::size_t i : {0U, 1U, 3U, 4U}) {
        if (std::abs(static_cast<float>(runs[i]) - module) > 0.75F * module) return std::nullopt;
    }
    if (std::abs(static_cast<float>(runs[2]) - 3 * module) > 1.2F * module) return std::nullopt;
    return module;
}

struct Step {
    int x;
    int y;
};

// Counts runs of one colour from a point on, a step at a time.
class Walk {
  public:
    Walk(const Frame& frame, int x, int y, Step step)
        : frame_(frame), x_(x + step.x), y_(y + step.y), step_(step) {}

    [[nodiscard]] int run_of(std::uint8_t colour, int limit) {
        int count = 0;
        while (x_ >= 0 && x_ < frame_.width() && y_ >= 0 && y_ < frame_.height() &&
               frame_.row(y_)[static_cast<std::size_t>(x_)] == colour && count <= limit) {
            ++count;
            x_ += step_.x;
            y_ += step_.y;
        }
        return count;
    }

  private:
    const Frame& frame_;
    int x_;
    int y_;
    Step step_;
};

struct Crossing {
    float module;  // steps
    float offset;  // steps from the point to the middle run's middle
};

// The cross-section along a line through (x, y), which lies in the middle run. Any straight line
// through the middle of a pattern is cut 1:1:3:1:1, however the code is turned.
std::optional<Crossing> crossing(const Frame& frame, int x, int y, Step step, int limit) {
    const std::uint8_t ink = frame.row(y)[static_cast<std::size_t>(x)];
    const auto paper = static_cast<std::uint8_t>(255 - ink);
    Walk back(frame, x, y, {-step.x, -step.y});
    Walk on(frame, x, y, step);
    const int before = back.run_of(ink, limit);
    const int after = on.run_of(ink, limit);
    Runs runs{};
    runs[2] = before + 1 + after;
    runs[1] = back.run_of(paper, limit);
    runs[0] = back.run_of(ink, limit);
    runs[3] = on.run_of(paper, limit);
    runs[4] = on.run_of(ink, limit);
    const auto module = module_of(runs);
    if (!module) return std::nullopt;
    return Crossing{*module, static_cast<float>(after - before) / 2};
}

// Four lines through the point found on a row: print and noise pass one of them, seldom all.
std::optional<FinderPattern> checked(const Frame& frame, int x, int y, float module) {
    const int limit = static_cast<int>(module * 6) + 2;
    const auto down = crossing(frame, x, y, {0, 1}, limit);
    if (!down || down->module > 2 * module || module > 2 * down->module) return std::nullopt;
    const int middle = y + static_cast<int>(std::lround(down->offset));
    if (!crossing(frame, x, middle, {1, 1}, limit) || !crossing(frame, x, middle, {1, -1}, limit)) {
        return std::nullopt;
    }
    return FinderPattern{static_cast<float>(x), static_cast<float>(middle),
                         (module + down->module) / 2};
}

void add(std::vector<FinderPattern>& patterns, const FinderPattern& found) {
    const auto known = std::ranges::find_if(patterns, [&](const FinderPattern& pattern) {
        return std::hypot(pattern.x - found.x, pattern.y - found.y) < 3 * pattern.module;
    });
    if (known != patterns.end()) {
        ++known->rows;
    } else if (patterns.size() < kFinderPatternsMax) {
        patterns.push_back(found);
    }
}

void search_row(const Frame& frame, int y, std::vector<FinderPattern>& patterns) {
    const auto row = frame.row(y);
    Runs runs{};
    int start = 0;  // of the run in hand
    int whole = 0;  // runs known since the row's start
    const int width = frame.width();
    for (int x = 1; x <= width; ++x) {
        if (x < width && row[static_cast<std::size_t>(x)] == row[static_cast<std::size_t>(x) - 1]) {
            continue;
        }
        runs = {runs[1], runs[2], runs[3], runs[4], x - start};
        start = x;
        if (++whole < 5) continue;
        // Cheaper than the proportions, and true of most runs of noise and print.
        const int side = std::max({runs[0], runs[1], runs[3], runs[4]});
        if (runs[2] <= side) continue;
        if (const auto module = module_of(runs)) {
            const int centre = x - runs[4] - runs[3] - (runs[2] + 1) / 2;
            if (const auto found = checked(frame, centre, y, *module)) add(patterns, *found);
        }
    }
}

// Patterns of one code: of about the same size, and no farther apart than the largest code
// (version 40, 177 modules) allows, nor closer than the smallest (version 1, 21 modules).
bool fit_together(const FinderPattern& a, const FinderPattern& b) {
    const float small = std::min(a.module, b.module);
    const float large = std::max(a.module, b.module);
    const float apart = std::hypot(a.x - b.x, a.y - b.y) / large;
    return large < 1.6F * small && apart > 8 && apart < 170;
}

Region around(const std::vector<FinderPattern>& patterns, float scale, const Frame& frame) {
    const auto [left, right] = std::ranges::minmax(patterns, {}, &FinderPattern::x);
    const auto [top, bottom] = std::ranges::minmax(patterns, {}, &FinderPattern::y);
    const float module = std::ranges::max(patterns, {}, &FinderPattern::module).module;
    // Two patterns leave open on which side of them the third lies.
    const float extent = std::max(right.x - left.x, bottom.y - top.y);
    const float margin = 10 * module + (patterns.size() > 2 ? extent / 4 : extent);
    const auto within = [](float at, int size) {
        return std::clamp(static_cast<int>(at), 0, size);
    };
    return {within((left.x - margin) * scale, frame.width()),
            within((top.y - margin) * scale, frame.height()),
            within((right.x + margin) * scale + 1, frame.width()),
            within((bottom.y + margin) * scale + 1, frame.height())};
}

}  // namespace

std::vector<FinderPattern> find_patterns(const Frame& black_and_white) {
    std::vector<FinderPattern> patterns;
    for (int y = 0; y < black_and_white.height(); ++y) search_row(black_and_white, y, patterns);
    return patterns;
}

std::vector<Region> code_regions(const Frame& frame) {
    // At half size noise is less, and so is the work; a module of three pixels is still there. What
    // is fainter than this is noise more often than ink.
    constexpr int kDarker = 12;
    const Frame small = thresholded(halved(frame), 15, kDarker);
    std::vector<FinderPattern> patterns = find_patterns(small);
    // A pattern's middle is three modules high; noise looks like one on a single row. Where noise
    // is most of what there is, the rest is noise too.
    const auto noise =
        std::erase_if(patterns, [](const FinderPattern& pattern) { return pattern.rows < 2; });
    if (noise > 10 + 3 * patterns.size()) return {};
    std::vector<std::vector<FinderPattern>> groups;
    while (!patterns.empty()) {
        std::vector<FinderPattern> group{patterns.back()};
        patterns.pop_back();
        std::erase_if(patterns, [&](const FinderPattern& pattern) {
            const bool fits = fit_together(group.front(), pattern);
            if (fits) group.push_back(pattern);
            return fits;
        });
        if (group.size() >= 2) groups.push_back(std::move(group));
    }
    std::ranges::stable_sort(groups, std::ranges::greater{}, &std::vector<FinderPattern>::size);
    if (groups.size() > kRegionsMax) groups.resize(kRegionsMax);
    std::vector<Region> regions;
    for (const auto& group : groups) regions.push_back(around(group, 2, frame));
    return regions;
}

}  // namespace kiosk::drivers
