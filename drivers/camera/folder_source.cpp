// drivers/camera/folder_source.cpp — watch, read, post; gone: report and look again.
#include "drivers/camera/folder_source.hpp"

#include <algorithm>
#include <exception>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "drivers/camera/folder_watch.hpp"
#include "drivers/camera/ladder.hpp"
#include "drivers/camera/picture_file.hpp"

namespace kiosk::drivers {
namespace {

// Writers that rename when done use names such as ".badge.png.x7Tq" until then.
bool is_hidden(const std::string& name) {
    return name.starts_with('.');
}

// Names of the files in the folder, sorted. Empty where it cannot be listed: it is gone again.
std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    const std::filesystem::directory_iterator end;
    for (std::filesystem::directory_iterator entry(folder, error); !error && entry != end;
         entry.increment(error)) {
        std::error_code no_type;
        if (!entry->is_directory(no_type)) names.push_back(entry->path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace

FolderSource::FolderSource(FolderSourceSettings settings, ports::ScanSink& sink,
                           const ports::Clock& clock)
    : settings_(std::move(settings)),
      sink_(sink),
      clock_(clock),
      read_existing_(settings_.existing == ExistingPictures::replay) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

FolderSource::~FolderSource() {
    thread_.request_stop();
    wake_.ring();
    thread_.join();
}

void FolderSource::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            if (read_folder(stop)) continue;
        } catch (const std::exception& exception) {  // the thread's root: no memory, mostly
            report(ports::ReaderState::failing,
                   folder_sentence(fmt::format("cannot be read: {}.", exception.what())));
        }
        wake_.pause(settings_.reopen_after);
    }
}

// Until it is gone; whether it was there.
bool FolderSource::read_folder(const std::stop_token& stop) {
    const auto watch = FolderWatch::open(settings_.folder);
    if (watch) {
        report_ready();
        watch_until_gone(stop, *watch);
        return true;
    }
    const bool absent = watch.error().code == Errc::not_found;
    report(absent ? ports::ReaderState::absent : ports::ReaderState::failing,
           absent ? folder_sentence("is missing: create it.")
                  : folder_sentence(watch.error().context + "."));
    return false;
}

void FolderSource::watch_until_gone(const std::stop_token& stop, const FolderWatch& watch) {
    if (std::exchange(read_existing_, false)) {
        // Listed first, arrivals taken second: a picture completed in between is in both.
        const auto existing = names_in(settings_.folder);
        auto arrivals = watch.take();
        if (arrivals) {
            std::erase_if(arrivals->names, [&](const std::string& name) {
                return std::ranges::binary_search(existing, name);
            });
            read_all(stop, existing);
            read_all(stop, arrivals->names);
        }
    }
    while (!stop.stop_requested()) {
        const auto arrivals = watch.wait(wake_.fd());
        if (!arrivals) {
            // What lies in a folder made anew has come since; what lies in one that was only
            // away is known already.
            read_existing_ = arrivals.error().code == Errc::not_found;
            report(ports::ReaderState::absent, folder_sentence(arrivals.error().context + "."));
            return;
        }
        if (arrivals->overflowed) {
            report(ports::ReaderState::failing,
                   "More pictures came than could be read; save the last ones again.");
        }
        read_all(stop, arrivals->names);
    }
}

void FolderSource::read_all(const std::stop_token& stop, const std::vector<std::string>& names) {
    for (const auto& name : names) {
        if (stop.stop_requested()) return;
        if (!is_hidden(name)) read_picture(name);
    }
}

void FolderSource::read_picture(const std::string& name) {
    const Timestamp seen_at = clock_.now();
    const auto frame = load_picture(settings_.folder / name);
    if (!frame) {
        report(ports::ReaderState::failing, frame.error().context + ".");
        return;
    }
    auto codes = read_codes(*frame, settings_.micro_qr).codes;
    if (std::ranges::any_of(codes, &DecodedCode::is_part)) {
        report(ports::ReaderState::ready,
               "The last picture has one part of several codes: no ticket is divided.");
    } else {
        report_ready();
    }
    for (auto& code : codes) {
        sink_.post({.station = settings_.station,
                    .reader = settings_.reader,
                    .bytes = std::move(code.bytes),
                    .source = core::ScanSource::camera,
                    .seen_at = seen_at});
    }
}

std::string FolderSource::folder_sentence(std::string_view predicate) const {
    return fmt::format("Picture folder \"{}\" {}", settings_.folder.string(), predicate);
}

void FolderSource::report_ready() {
    report(ports::ReaderState::ready, "Picture folder ready.");
}

void FolderSource::report(ports::ReaderState state, std::string sentence) {
    if (sentence == last_sentence_) return;
    last_sentence_ = sentence;
    sink_.report({settings_.reader, state, std::move(sentence)});
}

}  // namespace kiosk::drivers
