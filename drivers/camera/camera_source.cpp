// drivers/camera/camera_source.cpp — open, look, post; gone or stuck: report and open again.
#include "drivers/camera/camera_source.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "drivers/common/scan_bytes.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::chrono::milliseconds kWait{500};  // frames wake us anyway; this finds the stuck ones

constexpr std::string_view kPartInView =
    "The code in view is one part of several codes: no ticket is divided.";
constexpr std::string_view kNoTicketInView = "The code in view is no ticket: show the badge.";

}  // namespace

CameraSource::CameraSource(CameraSourceSettings settings, ports::ScanSink& sink,
                           const ports::Clock& clock, VideoCalls& calls)
    : settings_(std::move(settings)), sink_(sink), clock_(clock), calls_(calls) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

CameraSource::~CameraSource() {
    thread_.request_stop();
    wake_.ring();
    thread_.join();
}

Result<std::shared_ptr<const PreviewPicture>> CameraSource::preview() {
    return preview_.ask(clock_.now().mono);
}

void CameraSource::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            run_once(stop);
        } catch (const std::exception& exception) {  // the thread's root: no memory, mostly
            report(ports::ReaderState::failing,
                   fmt::format("Camera cannot be read: {}.", exception.what()));
        }
        preview_.forget();
        if (!stop.stop_requested()) wake_.pause(settings_.reopen_after);
    }
}

void CameraSource::run_once(const std::stop_token& stop) {
    auto capture = VideoCapture::open(calls_, settings_.capture);
    if (capture) {
        read_until_gone(stop, **capture);
    } else {
        report(capture.error());
    }
}

void CameraSource::read_until_gone(const std::stop_token& stop, VideoCapture& capture) {
    View view(clock_, settings_.micro_qr);
    Instant last_picture = clock_.now().mono;
    while (!stop.stop_requested()) {
        const auto picture = capture.newest(wake_.fd(), kWait);
        if (!picture) {
            report(picture.error());
            return;
        }
        // A camera that sends only torn frames is as stuck as one that sends none.
        if (*picture && look(**picture, view)) {
            last_picture = clock_.now().mono;
            report_ready(capture, view);
        } else if (clock_.now().mono - last_picture >= kStuckAfter) {
            report(ports::ReaderState::failing,
                   "Camera sends no pictures: unplug it and plug it in again.");
            return;
        }
    }
}

// Whether the picture could be looked at.
bool CameraSource::look(const RawPicture& picture, View& view) {
    const Timestamp now = clock_.now();
    auto thumbnail = thumbnail_of(picture);
    if (!thumbnail) return false;
    const bool is_new = view.gate.lets_through(std::move(*thumbnail), now.mono);
    if (!is_new) in_view_.nothing_moved(view.last_look, now.mono);
    view.last_look = now.mono;
    const bool is_shown = preview_.is_wanted(now.mono);
    if (!is_new && !is_shown) return true;
    const auto frame = luma_of(picture);
    if (!frame) return false;
    if (is_new) read(*frame, view, now);
    if (is_shown) preview_.show(preview_of(*frame, view.codes), now.mono);
    return true;
}

void CameraSource::read(const Frame& frame, View& view, const Timestamp& now) {
    view.codes = view.reader.read(frame).codes;
    std::vector<std::string> codes;
    for (const DecodedCode& code : view.codes) codes.push_back(code.bytes);
    const auto look = in_view_.look(codes, now.mono);
    if (look.arrived) post(*look.arrived, now);
    // Neither may open anything, and the screen must not stay as it is: "code not read".
    if (look.is_crowded) post(std::string(1, kCancel), now);
    // The next look is at the whole frame: where a poster is, a badge may come beside it.
    const bool no_ticket = !codes.empty() && std::ranges::all_of(codes, is_no_ticket);
    if (in_view_.in_doubt() || no_ticket) view.reader.forget_place();
    if (no_ticket) {
        const bool is_part = std::ranges::any_of(view.codes, &DecodedCode::is_part);
        view.hint = is_part ? kPartInView : kNoTicketInView;
        view.hint_at = now.mono;
    } else if (!codes.empty()) {
        view.hint = {};
    }
}

void CameraSource::post(const std::string& bytes, const Timestamp& now) {
    sink_.post({.station = settings_.station,
                .reader = settings_.reader,
                .bytes = bytes,
                .source = core::ScanSource::camera,
                .seen_at = now});
}

void CameraSource::report_ready(const VideoCapture& capture, const View& view) {
    if (in_view_.in_doubt()) {
        report(ports::ReaderState::ready, "Several codes in view: show one badge at a time.");
        return;
    }
    // For as long as a code that went unread in a frame counts as still there.
    if (!view.hint.empty() && clock_.now().mono - view.hint_at < kGoneAfter) {
        report(ports::ReaderState::ready, std::string(view.hint));
        return;
    }
    std::string sentence = fmt::format("Camera ready: {}", to_text(capture.mode()));
    if (!capture.refused().empty()) {
        sentence += fmt::format("; it does not take: {}", fmt::join(capture.refused(), ", "));
    }
    report(ports::ReaderState::ready, sentence + ".");
}

void CameraSource::report(const Error& error) {
    if (error.code == Errc::not_found) {
        report(ports::ReaderState::absent, "Camera not connected: plug it in.");
    } else {
        report(ports::ReaderState::failing, fmt::format("Camera {}.", error.context));
    }
}

void CameraSource::report(ports::ReaderState state, std::string sentence) {
    if (sentence == last_sentence_) return;
    last_sentence_ = sentence;
    sink_.report({settings_.reader, state, std::move(sentence)});
}

}  // namespace kiosk::drivers
