// kiosk/cli/evidence.cpp — reading a state directory's key.
#include "kiosk/cli/evidence.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <string>

#include <sys/timex.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/crypto/ed25519_signer.hpp"
#include "kiosk/storage/checkpoint_file.hpp"

namespace kiosk::cli {
namespace {

std::chrono::nanoseconds read_clock(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

// As the daemon takes it where nobody configured it: a minute with a battery clock, which every PC
// has; unknown on a board without.
std::chrono::milliseconds own_error() {
    const bool has_battery_clock = std::filesystem::exists("/sys/class/rtc/rtc0");
    const bool is_board = std::filesystem::exists("/proc/device-tree/model");
    return is_board && !has_battery_clock ? kUnknownError : std::chrono::seconds(60);
}

}  // namespace

std::filesystem::path state_of(const GlobalOptions& global) {
    return global.state.empty() ? "/var/lib/kioskd" : global.state;
}

Result<storage::NoteKey> station_key(storage::FileSystem& files,
                                     const std::filesystem::path& state) {
    const storage::StatePaths paths{state};
    const auto id = KIOSK_TRY(storage::read_file(files, paths.station_id(), 64));
    storage::StationId station;
    if (id.size() != station.bytes.size()) {
        return fail(Errc::corrupt, paths.station_id().string() + " is damaged");
    }
    std::ranges::copy(id, std::as_writable_bytes(std::span(station.bytes)).begin());
    const auto seed = KIOSK_TRY(storage::read_checkpoint_key(files, paths));
    const crypto::Ed25519Signer signer{std::span<const std::uint8_t, crypto::kSeedBytes>(seed)};
    return storage::NoteKey{storage::key_name_of(station), signer.public_key()};
}

Timestamp time_now() {
    Timestamp now{
        Instant(read_clock(CLOCK_BOOTTIME)),
        UtcTime(std::chrono::floor<std::chrono::milliseconds>(read_clock(CLOCK_REALTIME))),
        ClockState::unsynced, own_error()};
    timex kernel{};  // modes 0: only asks
    const int state = adjtimex(&kernel);
    if (state < 0 || state == TIME_ERROR || (kernel.status & STA_UNSYNC) != 0) return now;
    now.clock = ClockState::synced;
    now.error_bound =
        std::chrono::ceil<std::chrono::milliseconds>(std::chrono::microseconds(kernel.maxerror));
    return now;
}

core::BootId boot_id() {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string text;
    std::getline(file, text);
    std::erase(text, '-');
    core::BootId id;
    return from_hex(text, id.bytes) ? id : core::BootId{};
}

}  // namespace kiosk::cli
