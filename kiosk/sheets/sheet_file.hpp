// kiosk/sheets/sheet_file.hpp — a table as an Excel workbook: what it is, then its rows.
//
// Rows go to a file as they come, so that the memory is that of one row. A text is a text whatever
// it begins with: nothing in it is ever a formula.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::sheets {

using Cell = std::variant<std::monostate, double, bool, std::string>;

// Of our tables' 40 columns these are about 120 MB on disk while the file is made: Excel itself
// would take ten times as many, the station's card would not.
inline constexpr std::uint32_t kRowsMax = 100'000;
inline constexpr std::size_t kCharactersMax = 32'767;  // of a cell, by Excel; longer ones are cut

// False where this build has none: every file is Errc::unsupported then.
[[nodiscard]] bool is_available();

using About = std::vector<std::pair<std::string, std::string>>;  // what: text

// Any one thread at a time. What was not finished is no workbook; the file is the maker's to
// remove.
class SheetFile {
  public:
    // `path` is made or overwritten; temporary files lie beside it. Errc::io_failure.
    [[nodiscard]] static Result<SheetFile> create(const std::filesystem::path& path,
                                                  std::span<const std::string_view> titles,
                                                  const About& about);
    SheetFile(SheetFile&&) noexcept;
    SheetFile& operator=(SheetFile&&) noexcept;
    ~SheetFile();

    // Errc::too_large behind kRowsMax.
    [[nodiscard]] Result<> add(std::span<const Cell> cells);

    // Errc::io_failure: the disk is full. Nothing may be added any more.
    [[nodiscard]] Result<> finish();

  private:
    struct Book;
    explicit SheetFile(std::unique_ptr<Book> book);
    std::unique_ptr<Book> book_;
};

}  // namespace kiosk::sheets
