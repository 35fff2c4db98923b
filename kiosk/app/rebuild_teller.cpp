// kiosk/app/rebuild_teller.cpp — when a progress is news, and its words.
#include "kiosk/app/rebuild_teller.hpp"

#include <string_view>
#include <utility>

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include "kiosk/app/service_manager.hpp"

namespace kiosk::app {

std::string sentence_of(const storage::RebuildProgress& progress) {
    const std::string_view copy =
        progress.copy == core::StoredCopy::journal ? "journal" : "database";
    if (progress.total == 0) {
        return fmt::format("the {} is being mended: {} records", copy, progress.done);
    }
    return fmt::format("the {} is being mended: {} of {} records", copy, progress.done,
                       progress.total);
}

bool RebuildTeller::is_due(const storage::RebuildProgress& progress) {
    const Instant now = clock_.now().mono;
    const auto before = std::exchange(last_, progress);
    const bool is_first = !before || before->copy != progress.copy || before->done > progress.done;
    const bool is_over = progress.total > 0 && progress.done >= progress.total;
    const bool is_due = is_first ? !is_over : now - told_at_ >= kProgressToldEvery;
    if (is_due || is_first) told_at_ = now;
    return is_due;
}

void RebuildTeller::tell(const storage::RebuildProgress& progress) {
    if (!is_due(progress)) return;
    const std::string sentence = sentence_of(progress);
    spdlog::info("storage: {}", sentence);
    if (is_starting_) notify_starting(sentence);
}

}  // namespace kiosk::app
