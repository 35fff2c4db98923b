// drivers/usb_scanner/session.hpp — the life of one plugged-in scanner, as a state machine.
//
// Events and times come in, steps to take come out; whoever holds the device takes them in order
// and tells how they went. Pure: no device, no clock, no thread.
//
//   waiting ─▶ opening ─▶ claiming ─▶ draining ─▶ ready ◀─▶ recovering
//                 ▲                                  │ unplugged, stopped, or beyond recovery
//                 └──────── faulty, gone ◀──────── closing
//
// Draining: what a scanner held back while nobody listened comes with the first transfer. It was
// shown to a dead box minutes ago and must not open a door now.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::drivers {

enum class SessionState : std::uint8_t {
    waiting,  // not plugged in yet, or stopped
    opening,
    claiming,    // the interface, from the kernel's driver or another program
    draining,    // throwing away what is old
    ready,       // what comes now is a scan
    recovering,  // a transfer failed; the next try has its time
    closing,     // until every transfer has come back
    faulty,      // beyond recovery; tried again now and then
    gone,
};

enum class SessionAction : std::uint8_t {
    open,
    claim,          // with the kernel's driver detached by itself
    prepare,        // requests that set the mode; one that is refused does not matter
    submit,         // every transfer that is not in flight
    clear_halt,     // of the endpoint, before the next submit
    grow_buffers,   // before the next submit
    reset_decoder,  // half a code is none
    cancel,         // all transfers
    close,          // release the interface to the kernel's driver, then close
    abandon,        // transfers that never came back: leak them rather than free them in flight
    reset_device,   // as after a new plug
};

enum class OpenOutcome : std::uint8_t { opened, denied, blocked, gone };
enum class ClaimOutcome : std::uint8_t { claimed, busy, gone };
enum class TransferFault : std::uint8_t {
    error,     // protocol error, or the beginning of an unplugging
    stalled,   // endpoint halted
    overflow,  // more came than was asked for
    refused,   // the transfer could not be submitted again
};
enum class PacketUse : std::uint8_t { scan, drain, ignore };

struct SessionStep {
    std::vector<SessionAction> actions;  // to take in this order
    std::optional<ports::ReaderState> state;
    std::string sentence;  // with `state`: for people
};

inline constexpr const char* kAbsent = "Scanner not connected: plug it in.";

inline constexpr std::chrono::milliseconds kDrainAtLeast{250};  // since prepared()
inline constexpr std::chrono::milliseconds kDrainQuiet{100};    // without a packet
inline constexpr std::chrono::milliseconds kRetryFirst{100};    // doubles up to
inline constexpr std::chrono::milliseconds kRetryLongest{3000};
inline constexpr std::chrono::seconds kTroubleAfter{10};  // of retries, before people hear of it
inline constexpr std::chrono::seconds kTransfersBackWithin{1};
inline constexpr std::chrono::milliseconds kStalledTransfersBackWithin{200};
inline constexpr std::chrono::seconds kFaultyRetry{30};
inline constexpr std::size_t kErrorsMax = 10;  // within kErrorsWithin
inline constexpr std::chrono::seconds kErrorsWithin{30};
inline constexpr std::size_t kStallsMax = 3;  // within kStallsWithin
inline constexpr std::chrono::seconds kStallsWithin{10};
inline constexpr int kPowerLossesMax = 3;  // unplugged within a second of a packet

class Session {
  public:
    // Told twice, or told of a device that is open, changes nothing.
    [[nodiscard]] SessionStep arrived(Instant now);
    [[nodiscard]] SessionStep opened(OpenOutcome outcome, Instant now);
    [[nodiscard]] SessionStep claimed(ClaimOutcome outcome, Instant now);

    // Its requests are answered or given up, which takes some devices seconds: only from now on
    // does what is old come, and go.
    void prepared(Instant now);

    // A packet that holds something; says what it is good for.
    [[nodiscard]] PacketUse packet(Instant now);
    [[nodiscard]] SessionStep fault(TransferFault fault, Instant now);

    // Unplugged, however that was noticed, once or twice.
    [[nodiscard]] SessionStep left(Instant now);
    [[nodiscard]] SessionStep stop(Instant now);

    // Every transfer has come back and nothing is in flight.
    [[nodiscard]] SessionStep idle(Instant now);

    // Call at deadline(); does nothing before.
    [[nodiscard]] SessionStep tick(Instant now);
    [[nodiscard]] Instant deadline() const;

    [[nodiscard]] SessionState state() const { return state_; }

  private:
    enum class After : std::uint8_t { waiting, gone, opening, reset, faulty };

    [[nodiscard]] SessionStep begin_opening(Instant now);
    [[nodiscard]] SessionStep retry(Instant now, const char* trouble);
    [[nodiscard]] SessionStep close_for(After after, Instant now);
    [[nodiscard]] SessionStep closed(Instant now);
    [[nodiscard]] SessionStep begin_again(Instant now);
    [[nodiscard]] SessionStep submit_again(Instant now);
    [[nodiscard]] bool too_many(std::deque<Instant>& faults, std::size_t max,
                                std::chrono::seconds within, Instant now);
    [[nodiscard]] bool transfers() const;

    SessionState state_ = SessionState::waiting;
    After after_ = After::waiting;  // closing
    Instant deadline_ = Instant::max();
    Instant tried_since_{};
    std::chrono::milliseconds retry_{kRetryFirst};
    bool told_ = false;  // people were told of the trouble
    Instant drain_from_{};
    std::optional<Instant> last_packet_;
    std::deque<Instant> errors_;
    std::deque<Instant> stalls_;
    std::size_t errors_in_a_row_ = 0;
    int attempts_ = 0;  // at opening anew, since it was last sound
    Instant sound_from_ = Instant::max();
    int power_losses_ = 0;
    bool stalled_ = false;  // recovering: the halt is cleared when every transfer is back
};

}  // namespace kiosk::drivers
