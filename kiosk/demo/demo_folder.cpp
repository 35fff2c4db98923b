// kiosk/demo/demo_folder.cpp — writes the files one after the other, the configuration last.
#include "kiosk/demo/demo_folder.hpp"

#include <fstream>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "kiosk/demo/attendee_file.hpp"
#include "kiosk/demo/badge_picture.hpp"
#include "kiosk/demo/code_sheet.hpp"
#include "kiosk/demo/names.hpp"
#include "kiosk/demo/sheet_page.hpp"
#include "kiosk/demo/station_config.hpp"

namespace kiosk::demo {
namespace {

namespace fs = std::filesystem;

// Photographs whose codes belong to no attendee. The last happens to have the shape of this
// event's codes: it is unknown, while the others are misread.
constexpr std::string_view kSamples[] = {"zxing-qr1-a6910a78.png", "zxing-qr1-e57af35c.png",
                                         "zxing-qr2-0f291471.png", "zxing-qr4-7b7f986f.png",
                                         "zxing-qr4-cd1b5994.png", "zxcpp-qr2-8bbd24f6.jpg"};
constexpr std::string_view kSamplesNote = "README.md";  // their licence; goes wherever they go

Result<> make_folder(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem) return fail(system_error("make folder " + folder.string(), problem.value()));
    return {};
}

Result<> write_text(const fs::path& file, std::string_view text) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out)
        return fail(Errc::io_failure, fmt::format("file {} cannot be written", file.string()));
    return {};
}

Result<> write_picture(const fs::path& file, std::string_view code) {
    const qr::QrSquares squares = KIOSK_TRY(qr::qr_squares(code));
    return write_png(squares, file);
}

Result<> write_badges(const fs::path& folder, const std::vector<Attendee>& attendees) {
    KIOSK_TRY_VOID(make_folder(folder / "badges"));
    for (const std::size_t position : badge_positions()) {
        KIOSK_TRY_VOID(
            write_picture(folder / badge_file(attendees, position), attendees[position].code));
    }
    return {};
}

Result<> write_sheet(const fs::path& folder, const std::vector<Attendee>& attendees) {
    KIOSK_TRY_VOID(make_folder(folder / "codes"));
    const std::vector<SheetCode> codes = sheet_codes(attendees);
    for (const auto& code : codes) {
        KIOSK_TRY_VOID(write_picture(folder / code.file(), code.code));
    }
    const std::string page = KIOSK_TRY(sheet_page(codes));
    KIOSK_TRY_VOID(write_text(folder / "codes.html", page));
    KIOSK_TRY_VOID(write_text(folder / kSheetStyleFile, sheet_style()));
    return write_text(folder / "codes.csv", sheet_csv(codes));
}

Result<> copy_samples(const fs::path& samples, const fs::path& target) {
    KIOSK_TRY_VOID(make_folder(target));
    const auto copy = [&](std::string_view name) -> Result<> {
        std::error_code problem;
        fs::copy_file(samples / name, target / name, fs::copy_options::overwrite_existing, problem);
        if (!problem) return {};
        return fail(system_error("sample picture " + (samples / name).string(), problem.value()));
    };
    KIOSK_TRY_VOID(copy(kSamplesNote));
    for (const auto name : kSamples) KIOSK_TRY_VOID(copy(name));
    return {};
}

}  // namespace

std::vector<std::size_t> badge_positions() {
    constexpr std::size_t kStep = (kAttendees - kSheetPersons) / (kBadges - kSheetPersons);
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < kSheetPersons; ++i) positions.push_back(i);
    while (positions.size() < kBadges) {
        positions.push_back(kSheetPersons + (positions.size() - kSheetPersons) * kStep);
    }
    return positions;
}

std::string badge_file(const std::vector<Attendee>& attendees, std::size_t position) {
    const Attendee& person = attendees.at(position);
    return fmt::format("badges/{:04}-{}-{}.png", position + 1, slug_of(person.name),
                       first_verdict(person));
}

Result<> write_demo_folder(const DemoPlan& plan) {
    const std::vector<Attendee> attendees = invent_attendees();
    KIOSK_TRY_VOID(make_folder(plan.folder / "inbox"));
    KIOSK_TRY_VOID(
        write_text(plan.folder / "attendees.csv", attendee_csv(attendees, plan.day_one)));
    KIOSK_TRY_VOID(write_badges(plan.folder, attendees));
    KIOSK_TRY_VOID(write_sheet(plan.folder, attendees));
    if (plan.samples) {
        KIOSK_TRY_VOID(copy_samples(*plan.samples, plan.folder / "badges" / "other"));
    }
    return write_text(plan.folder / "kioskd.toml", station_config(plan.day_one));
}

}  // namespace kiosk::demo
