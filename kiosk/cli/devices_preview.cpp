// kiosk/cli/devices_preview.cpp — kioskctl devices preview: aim and focus a camera by its picture.
#include <chrono>
#include <string>

#include "kiosk/cli/output_file.hpp"
#include "kiosk/cli/stop_signals.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

// The first question sets the pictures going; a camera of 5 frames a second has one within a fifth
// of a second. One that was just plugged in has the rest of the time.
constexpr std::chrono::milliseconds kAskAgain{100};
constexpr int kQuestionsMax = 30;

Answer<std::string> picture_of(const std::string& camera, const Session& session) {
    const StopSignals signals;
    const std::string path = "cameras/" + percent_encoded(camera) + "/preview";
    for (int question = 1;; ++question) {
        auto picture = session.api.get_bytes(path);
        const bool may_come = !picture && picture.error().exit_code == ExitCode::try_again;
        if (!may_come || question == kQuestionsMax) return picture;
        if (signals.within(kAskAgain)) return picture;
    }
}

Result<> write(const std::string& picture, const std::filesystem::path& target) {
    auto file = KIOSK_TRY(OutputFile::create(target));
    KIOSK_TRY_VOID(file.write(picture));
    return file.commit();
}

}  // namespace

ExitCode run(const DevicesPreviewOptions& options, const Session& session) {
    if (session.api.endpoint().socket.empty()) {
        return session.fail({ExitCode::not_allowed,
                             "what a camera sees is given out on the station's own socket only: "
                             "--socket /run/kioskd/kioskd.sock, or --state DIR"});
    }
    if (options.output.empty() && session.terminal.colour) {
        return session.fail({ExitCode::usage, "a terminal shows no pictures: -o FILE.jpg"});
    }
    auto picture = picture_of(options.camera, session);
    if (!picture) return session.fail(picture.error());
    if (options.output.empty()) {
        session.terminal.out << *picture;
        return ExitCode::done;
    }
    if (const auto written = write(*picture, options.output); !written) {
        return session.fail(failure_of(written.error()));
    }
    return ExitCode::done;
}

}  // namespace kiosk::cli
