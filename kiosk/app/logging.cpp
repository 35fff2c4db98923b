// kiosk/app/logging.cpp — spdlog on standard error.
#include "kiosk/app/logging.hpp"

#include <cstdlib>
#include <memory>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::app {
namespace {

// sd-daemon(3): "<6>" and so on in front of a line tell journald how grave it is.
class JournaldPriority final : public spdlog::custom_flag_formatter {
  public:
    void format(const spdlog::details::log_msg& message, const std::tm& /*time*/,
                spdlog::memory_buf_t& out) override {
        const std::string_view priority = priority_of(message.level);
        out.append(priority.data(), priority.data() + priority.size());
    }
    [[nodiscard]] std::unique_ptr<spdlog::custom_flag_formatter> clone() const override {
        return std::make_unique<JournaldPriority>();
    }

  private:
    static std::string_view priority_of(spdlog::level::level_enum level) {
        if (level >= spdlog::level::critical) return "<2>";
        if (level == spdlog::level::err) return "<3>";
        if (level == spdlog::level::warn) return "<4>";
        return level == spdlog::level::info ? "<6>" : "<7>";
    }
};

}  // namespace

void start_logging(std::string_view level) {
    auto logger = spdlog::stderr_logger_mt("kioskd");
    auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
    formatter->add_flag<JournaldPriority>('*');
    const bool journald = std::getenv("JOURNAL_STREAM") != nullptr;
    formatter->set_pattern(journald ? "%*%v" : "%Y-%m-%dT%H:%M:%S.%eZ %l: %v");
    logger->set_formatter(std::move(formatter));
    logger->set_level(spdlog::level::from_str(std::string(level)));
    logger->flush_on(spdlog::level::debug);
    spdlog::set_default_logger(std::move(logger));
}

void log_outcome(const core::Outcome& outcome) {
    spdlog::info("scan {} {} station={} reader={} seq={} type={}{}",
                 core::name_of(outcome.verdict()), core::name_of(outcome.decision.reason),
                 outcome.station, outcome.reader, outcome.seq,
                 outcome.direction == core::Direction::entry ? "entry" : "exit",
                 outcome.recorded ? " stored" : "");
}

void log_health(const core::StorageHealth& health) {
    const bool fine = health.state == core::StorageState::green && health.code.empty();
    const auto level = fine                                      ? spdlog::level::info
                       : health.state == core::StorageState::red ? spdlog::level::err
                                                                 : spdlog::level::warn;
    spdlog::log(level, "storage {}{}{}: {}", core::name_of(health.state),
                health.code.empty() ? "" : " ", health.code, health.sentence);
}

void log_clock(const ports::ClockView& clock) {
    const auto level = clock.code.empty() ? spdlog::level::info : spdlog::level::warn;
    spdlog::log(level, "clock{}{}: {}", clock.code.empty() ? "" : " ", clock.code, clock.sentence);
}

void log_reader(const ports::ReaderReport& report) {
    if (report.state == ports::ReaderState::ready) {
        spdlog::info("reader {}: {}", report.reader, report.sentence);
    } else {
        spdlog::warn("reader {}: {}", report.reader, report.sentence);
    }
}

void log_alert(const ports::AlertView& alert) {
    spdlog::warn("silent alert {}: station={} zone={} seq={}{}", alert.number, alert.station,
                 alert.zone.empty() ? "none" : alert.zone, alert.seq,
                 alert.dry_run ? " validated only" : "");
}

}  // namespace kiosk::app
