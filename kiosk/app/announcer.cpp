// kiosk/app/announcer.cpp — first the log, then the stream.
#include "kiosk/app/announcer.hpp"

#include "kiosk/app/logging.hpp"

namespace kiosk::app {

void Announcer::outcome(const core::Outcome& outcome) const {
    log_outcome(outcome);
    if (feed_ != nullptr) feed_->publish_outcome(outcome);
}

void Announcer::reader(const ports::ReaderReport& report) const {
    log_reader(report);
    if (feed_ != nullptr) feed_->publish_reader(report);
}

void Announcer::health(const core::StorageHealth& health) const {
    log_health(health);
    if (feed_ != nullptr) feed_->publish_storage(health);
}

void Announcer::clock(const ports::ClockView& clock) const {
    log_clock(clock);
    if (feed_ != nullptr) feed_->publish_clock(clock);
}

void Announcer::emergency(const std::optional<UtcTime>& since) const {
    if (feed_ != nullptr) feed_->publish_emergency(since);
}

void Announcer::undone(const ports::UndoAnswer& answer) const {
    if (feed_ != nullptr) feed_->publish_undone(answer);
}

void Announcer::alert(const ports::AlertView& alert) const {
    log_alert(alert);
    if (feed_ != nullptr) feed_->publish_alert(alert);
}

}  // namespace kiosk::app
