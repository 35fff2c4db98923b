// kiosk/app/undo_desk.hpp — who may take which check-in back, and the answers that wait for a disk.
//
// Main thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <variant>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/ports/undo.hpp"

namespace kiosk::app {

class UndoDesk {
  public:
    using Done = std::function<void(Result<ports::UndoAnswer>)>;

    // Must outlive it.
    explicit UndoDesk(const core::Engine& engine) : engine_(engine) {}

    // What is to be written down. Errors as StationPort::undo(), of a check-in that stands.
    [[nodiscard]] Result<core::AnnulmentRecord> judge(const ports::UndoRequest& request,
                                                      const ports::StoredScan& stored,
                                                      const Timestamp& now) const;

    // A check-in that was taken back already: the same request hears its answer, any other why not.
    void answer_again(const ports::UndoRequest& request, const core::AnnulmentRecord& before,
                      Done done);

    // Answers once the record of this answer is durable; in the order of their records.
    void answer_when_durable(ports::UndoAnswer answer, Done done);
    // What has become durable, for all who listen.
    [[nodiscard]] std::vector<ports::UndoAnswer> durable_through(std::uint64_t seq);
    void failed_from(std::uint64_t seq);

    [[nodiscard]] ports::UndoAnswer answer_of(const core::AnnulmentRecord& record) const;

  private:
    struct Waiting {
        ports::UndoAnswer answer;
        std::vector<Done> done;
    };

    const core::Engine& engine_;
    std::deque<Waiting> waiting_;  // in order of their records
};

// A desk's own check-in, so fresh that nobody is asked why it is taken back. A wall clock that was
// set meanwhile makes it old.
[[nodiscard]] bool is_fresh_at_desk(const core::ScanRecord& scan, const std::string& desk,
                                    const core::BootId& boot, const Timestamp& now);

}  // namespace kiosk::app
