// drivers/camera/camera_source.hpp — a live camera whose codes become scans.
//
// One thread captures, compares, reads and posts; while it reads, the camera's newer frames replace
// each other. Unplugged or stuck, it reports so and opens the camera again until it is back.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "drivers/camera/codes_in_view.hpp"
#include "drivers/camera/live_reader.hpp"
#include "drivers/camera/preview.hpp"
#include "drivers/camera/scene_gate.hpp"
#include "drivers/camera/video_calls.hpp"
#include "drivers/camera/video_capture.hpp"
#include "drivers/common/wake_up.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::drivers {

// A camera that streams and sends nothing for this long is stuck.
inline constexpr std::chrono::milliseconds kStuckAfter{2000};

struct CameraSourceSettings {
    std::string reader;   // id
    std::string station;  // id of the station it belongs to
    CaptureSettings capture;
    bool micro_qr = false;
    std::chrono::milliseconds reopen_after{500};  // how often an absent camera is looked for
};

class CameraSource {
  public:
    // Starts reading. `sink`, `clock` and `calls` must outlive the source.
    CameraSource(CameraSourceSettings settings, ports::ScanSink& sink, const ports::Clock& clock,
                 VideoCalls& calls = kernel_video_calls());
    ~CameraSource();  // stops after the frame in hand

    CameraSource(const CameraSource&) = delete;
    CameraSource& operator=(const CameraSource&) = delete;

    // The id from the configuration.
    [[nodiscard]] const std::string& reader() const { return settings_.reader; }

    // What the camera sees now, with a line around the code read last. Any thread; to be asked
    // again and again. Errc::unavailable at the first question, and while the camera is away.
    [[nodiscard]] Result<std::shared_ptr<const PreviewPicture>> preview();

  private:
    // What is known of the scene since the camera was opened.
    struct View {
        explicit View(const ports::Clock& clock, bool micro_qr) : reader(clock, micro_qr) {}
        SceneGate gate;
        LiveReader reader;
        Instant last_look{};
        std::vector<DecodedCode> codes;  // found in the frame that was read last
        std::string_view hint;  // why what is in view is no ticket; empty where it may be one
        Instant hint_at{};
    };

    void run(const std::stop_token& stop);
    void run_once(const std::stop_token& stop);
    void read_until_gone(const std::stop_token& stop, VideoCapture& capture);
    bool look(const RawPicture& picture, View& view);
    void read(const Frame& frame, View& view, const Timestamp& now);
    void post(const std::string& bytes, const Timestamp& now);
    void report_ready(const VideoCapture& capture, const View& view);
    void report(const Error& error);
    void report(ports::ReaderState state, std::string sentence);

    CameraSourceSettings settings_;
    ports::ScanSink& sink_;
    const ports::Clock& clock_;
    VideoCalls& calls_;
    CodesInView in_view_;
    Preview preview_;
    std::string last_sentence_;
    WakeUp wake_;
    std::jthread thread_;
};

}  // namespace kiosk::drivers
