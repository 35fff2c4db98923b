// kiosk/app/daemon_settings.hpp — from the configuration to what each part of the daemon needs.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "drivers/camera/camera_source.hpp"
#include "drivers/camera/folder_source.hpp"
#include "drivers/serial_scanner/serial_scanner.hpp"
#include "drivers/usb_scanner/usb_reader.hpp"
#include "kiosk/api/api_server.hpp"
#include "kiosk/app/backups.hpp"
#include "kiosk/app/station_service.hpp"
#include "kiosk/base/civil_time.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/crypto/keyed_hasher.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/wire/wording.hpp"

namespace kiosk::app {

// `verifier` must outlive the settings.
[[nodiscard]] core::EngineSettings decide_by(const config::Config& config, const ZoneOffsets& zone,
                                             const core::SignatureVerifier& verifier);

[[nodiscard]] ServiceSettings service_settings(const config::Config& config,
                                               const ZoneOffsets& zone);
[[nodiscard]] drivers::SerialScannerSettings scanner_settings(
    const config::ScannerSettings& scanner);
// Of a scanner that is matched as a USB device.
[[nodiscard]] drivers::UsbScannerSettings usb_scanner_settings(
    const config::ScannerSettings& scanner);
[[nodiscard]] drivers::FolderSourceSettings folder_settings(const config::CameraSettings& camera);
[[nodiscard]] drivers::CameraSourceSettings camera_settings(const config::CameraSettings& camera);

// "127.0.0.1:8080", "[::1]:8080"
[[nodiscard]] std::vector<std::string> listen_addresses(const config::Config& config);

// Where kioskctl finds the daemon: in systemd's runtime directory, else in the state directory.
[[nodiscard]] std::filesystem::path socket_path(const std::filesystem::path& state);

// Names this run of the daemon in event ids; differs from every other run's.
[[nodiscard]] std::string run_name(const Timestamp& now);

// Times of day and days in the event's zone.
[[nodiscard]] wire::TimeText time_text(const ZoneOffsets& zone);

[[nodiscard]] std::array<std::uint8_t, crypto::kPepperBytes> pepper_bytes(
    const storage::Pepper& pepper);

// Product names of check-in lists that no ticket has: most likely a slip of the pen.
[[nodiscard]] std::vector<std::string> unknown_products(const config::Config& config,
                                                        const core::Roster& roster);

// Where the copies of the state go and how often; the state's own backups/ where nothing is said.
[[nodiscard]] BackupSettings backup_settings(const config::Config& config,
                                             const storage::StatePaths& paths);

[[nodiscard]] api::ApiSettings api_settings(const config::Config& config,
                                            const std::filesystem::path& state,
                                            const ZoneOffsets& zone, const Timestamp& now);

}  // namespace kiosk::app
