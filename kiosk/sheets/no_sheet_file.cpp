// kiosk/sheets/no_sheet_file.cpp — of builds without libxlsxwriter (KIOSK_XLSX=OFF).
#include <utility>

#include "kiosk/sheets/sheet_file.hpp"

namespace kiosk::sheets {

struct SheetFile::Book {};

bool is_available() {
    return false;
}

SheetFile::SheetFile(std::unique_ptr<Book> book) : book_(std::move(book)) {}
SheetFile::SheetFile(SheetFile&&) noexcept = default;
SheetFile& SheetFile::operator=(SheetFile&&) noexcept = default;
SheetFile::~SheetFile() = default;

Result<SheetFile> SheetFile::create(const std::filesystem::path& /*path*/,
                                    std::span<const std::string_view> /*titles*/,
                                    const About& /*about*/) {
    return fail(Errc::unsupported, "this build makes no workbooks");
}

Result<> SheetFile::add(std::span<const Cell> /*cells*/) {
    return fail(Errc::unsupported, "this build makes no workbooks");
}

Result<> SheetFile::finish() {
    return fail(Errc::unsupported, "this build makes no workbooks");
}

}  // namespace kiosk::sheets
