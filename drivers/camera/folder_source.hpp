// drivers/camera/folder_source.hpp — a camera whose frames are the picture files of a folder.
//
// For a phone or an IP camera that saves into a folder, for replays and for tests. Files are only
// read: never changed, moved or deleted.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "drivers/common/wake_up.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::drivers {

enum class ExistingPictures : std::uint8_t {
    replay,  // read what lies in the folder at the start, in the order of names
    ignore,  // only what arrives from now on: yesterday's badges are no scans
};

struct FolderSourceSettings {
    std::string reader;   // id
    std::string station;  // id of the station it belongs to
    std::filesystem::path folder;
    ExistingPictures existing = ExistingPictures::ignore;
    bool micro_qr = false;
    std::chrono::milliseconds reopen_after{1000};  // how often a missing folder is looked for
};

class FolderSource {
  public:
    // Starts watching in a thread of its own. `sink` and `clock` must outlive the source.
    FolderSource(FolderSourceSettings settings, ports::ScanSink& sink, const ports::Clock& clock);
    ~FolderSource();  // stops after the picture in hand

    // The id from the configuration.
    [[nodiscard]] const std::string& reader() const { return settings_.reader; }

    FolderSource(const FolderSource&) = delete;
    FolderSource& operator=(const FolderSource&) = delete;

  private:
    void run(const std::stop_token& stop);
    [[nodiscard]] bool read_folder(const std::stop_token& stop);
    void watch_until_gone(const std::stop_token& stop, const class FolderWatch& watch);
    void read_all(const std::stop_token& stop, const std::vector<std::string>& names);
    void read_picture(const std::string& name);
    [[nodiscard]] std::string folder_sentence(std::string_view predicate) const;
    void report_ready();
    void report(ports::ReaderState state, std::string sentence);

    FolderSourceSettings settings_;
    ports::ScanSink& sink_;
    const ports::Clock& clock_;
    bool read_existing_ = false;  // at the next opening of the folder
    std::string last_sentence_;
    WakeUp wake_;
    std::jthread thread_;
};

}  // namespace kiosk::drivers
