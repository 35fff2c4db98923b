// kiosk/app/walk_in_desk.hpp — tickets for people without one, and the answers that wait for disks.
//
// First the names, in files beside the journal, then the record: a record without names is a good
// ticket all the same, and names without a record are nobody's. Main thread.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/core/ticket_code.hpp"
#include "kiosk/ports/walk_in.hpp"

namespace kiosk::app {

class WalkInDesk {
  public:
    using Done = std::function<void(Result<ports::WalkInAnswer>)>;
    using Line = std::vector<std::string>;

    // Both must outlive it.
    WalkInDesk(const core::Engine& engine, const core::CodeHasher& hasher)
        : engine_(engine), hasher_(hasher) {}

    // A ticket with a code that nobody has. Errors as StationPort::add_walk_in().
    [[nodiscard]] Result<core::WalkInMade> judge(const ports::WalkInRequest& request,
                                                 std::span<const std::string> products,
                                                 const Timestamp& now) const;

    // True where the same request is on its way already: answered with it.
    [[nodiscard]] bool waits_with(std::string_view nonce, const Done& done);

    // Its names are being kept, its record is written; what becomes of either is told in turn.
    void begin(const core::WalkInMade& made, Done done);
    void recorded(core::TicketId ticket, std::uint64_t seq);
    void give_up(core::TicketId ticket, const Error& error);

    // Calls to answer whoever waited for what is durable now. The tickets are found by then.
    [[nodiscard]] std::vector<std::function<void()>> durable_through(std::uint64_t seq);
    void failed_from(std::uint64_t seq);

    // The line of the files beside the journal. Errc::corrupt where it is none.
    [[nodiscard]] static Line line_of(const core::WalkInTexts& texts);
    [[nodiscard]] static Result<core::WalkInTexts> read_line(const Line& line);

  private:
    struct Waiting {
        core::TicketId ticket;
        std::string code;
        std::string nonce;
        std::uint64_t seq = 0;  // of its record; 0: none yet
        std::vector<Done> done;
    };

    [[nodiscard]] Result<std::string> new_code() const;
    void answer_all(Waiting waiting, const Error& error);

    const core::Engine& engine_;
    const core::CodeHasher& hasher_;
    std::vector<Waiting> waiting_;
};

}  // namespace kiosk::app
