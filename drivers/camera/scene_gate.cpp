// drivers/camera/scene_gate.cpp — counts the cells that changed more than noise does.
#include "drivers/camera/scene_gate.hpp"

#include <cstdlib>
#include <utility>

namespace kiosk::drivers {
namespace {

// The mean of 16 samples of a sensor's noise (standard deviation up to 8 grey levels) passes 10
// about once in a million cells; a badge changes hundreds of cells by far more.
constexpr int kNoise = 10;
constexpr std::size_t kCells = 4;

bool differs(const Frame& a, const Frame& b) {
    if (a.width() != b.width() || a.height() != b.height()) return true;
    const auto before = a.luma();
    const auto now = b.luma();
    std::size_t changed = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        changed += std::abs(int{now[i]} - int{before[i]}) > kNoise ? 1U : 0U;
    }
    return changed >= kCells;
}

}  // namespace

bool SceneGate::lets_through(Frame thumbnail, Instant now) {
    if (!differs(last_, thumbnail) && now - let_through_at_ < kLookAgainAfter) return false;
    last_ = std::move(thumbnail);
    let_through_at_ = now;
    return true;
}

}  // namespace kiosk::drivers
