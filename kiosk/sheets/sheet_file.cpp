// kiosk/sheets/sheet_file.cpp — over libxlsxwriter, https://libxlsxwriter.github.io/
#include "kiosk/sheets/sheet_file.hpp"

#include <utility>

#include <fmt/format.h>
#include <xlsxwriter.h>

namespace kiosk::sheets {
namespace {

constexpr double kAboutWidths[] = {22, 90};  // characters
constexpr double kWidth = 18;

// The longest beginning of so many characters; UTF-8 is never cut within one.
std::string shortened(const std::string& text) {
    if (text.size() <= kCharactersMax) return text;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && ++characters > kCharactersMax) return text.substr(0, at);
    }
    return text;
}

Result<> checked(lxw_error error, std::string_view doing) {
    if (error == LXW_NO_ERROR) return {};
    return fail(Errc::io_failure, fmt::format("{}: {}", doing, lxw_strerror(error)));
}

}  // namespace

struct SheetFile::Book {
    lxw_workbook* workbook = nullptr;
    lxw_worksheet* rows = nullptr;
    lxw_format* head = nullptr;
    lxw_row_t next_row = 1;

    Book() = default;
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    ~Book() {
        if (workbook != nullptr) lxw_workbook_free(workbook);
    }

    [[nodiscard]] Result<> write_about(const About& about) {
        lxw_worksheet* const sheet = workbook_add_worksheet(workbook, "About");
        if (sheet == nullptr) return fail(Errc::io_failure, "workbook: no sheet");
        for (lxw_col_t column = 0; column < 2; ++column) {
            worksheet_set_column(sheet, column, column, kAboutWidths[column], nullptr);
        }
        lxw_row_t row = 0;
        for (const auto& [what, said] : about) {
            KIOSK_TRY_VOID(write(sheet, row, 0, what, head));
            KIOSK_TRY_VOID(write(sheet, row, 1, said, nullptr));
            ++row;
        }
        return {};
    }

    [[nodiscard]] Result<> write_titles(std::span<const std::string_view> titles) {
        rows = workbook_add_worksheet(workbook, "Rows");
        if (rows == nullptr) return fail(Errc::io_failure, "workbook: no sheet");
        const auto last = static_cast<lxw_col_t>(titles.empty() ? 0 : titles.size() - 1);
        worksheet_set_column(rows, 0, last, kWidth, nullptr);
        worksheet_freeze_panes(rows, 1, 0);
        lxw_col_t column = 0;
        for (const auto title : titles) {
            KIOSK_TRY_VOID(write(rows, 0, column++, std::string(title), head));
        }
        return {};
    }

    static Result<> write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column,
                          const std::string& text, lxw_format* format) {
        return checked(worksheet_write_string(sheet, row, column, shortened(text).c_str(), format),
                       "workbook: a text");
    }

    [[nodiscard]] Result<> write_cell(lxw_col_t column, const Cell& cell) const {
        if (const auto* text = std::get_if<std::string>(&cell)) {
            return write(rows, next_row, column, *text, nullptr);
        }
        if (const auto* number = std::get_if<double>(&cell)) {
            return checked(worksheet_write_number(rows, next_row, column, *number, nullptr),
                           "workbook: a number");
        }
        if (const auto* yes = std::get_if<bool>(&cell)) {
            return checked(worksheet_write_boolean(rows, next_row, column, *yes ? 1 : 0, nullptr),
                           "workbook: a yes or no");
        }
        return {};
    }
};

bool is_available() {
    return true;
}

SheetFile::SheetFile(std::unique_ptr<Book> book) : book_(std::move(book)) {}
SheetFile::SheetFile(SheetFile&&) noexcept = default;
SheetFile& SheetFile::operator=(SheetFile&&) noexcept = default;
SheetFile::~SheetFile() = default;

Result<SheetFile> SheetFile::create(const std::filesystem::path& path,
                                    std::span<const std::string_view> titles, const About& about) {
    auto book = std::make_unique<Book>();
    std::string beside = path.parent_path().string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;  // one row in memory, the others in a file
    options.tmpdir = beside.data();
    book->workbook = workbook_new_opt(path.c_str(), &options);
    if (book->workbook == nullptr) return fail(Errc::io_failure, "workbook: cannot be made");
    book->head = workbook_add_format(book->workbook);
    if (book->head == nullptr) return fail(Errc::io_failure, "workbook: no format");
    format_set_bold(book->head);
    KIOSK_TRY_VOID(book->write_about(about));
    KIOSK_TRY_VOID(book->write_titles(titles));
    return SheetFile(std::move(book));
}

Result<> SheetFile::add(std::span<const Cell> cells) {
    if (book_->next_row > kRowsMax) {
        return fail(Errc::too_large,
                    fmt::format("more than {} rows, a workbook's limit here", kRowsMax));
    }
    lxw_col_t column = 0;
    for (const Cell& cell : cells) KIOSK_TRY_VOID(book_->write_cell(column++, cell));
    ++book_->next_row;
    return {};
}

Result<> SheetFile::finish() {
    // Frees the book whatever comes of it.
    return checked(workbook_close(std::exchange(book_->workbook, nullptr)), "workbook: its end");
}

}  // namespace kiosk::sheets
