// kiosk/cli/badge_rows.cpp — a reader for each column, and the walk over the rows.
#include "kiosk/cli/badge_rows.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "kiosk/cli/badge_text.hpp"
#include "kiosk/config/nearest_name.hpp"
#include "kiosk/config/problem.hpp"
#include "kiosk/imports/csv_reader.hpp"

namespace kiosk::cli {
namespace {

using Reader = Result<> (*)(std::string_view, BadgeRow&);

template <class Value, class Field>
Result<> keep(Result<Value> value, Field& field) {
    field = static_cast<Field>(KIOSK_TRY(std::move(value)));
    return {};
}

constexpr std::array<std::string_view, 7> kColumns{
    "name", "credential", "product", "valid_from", "valid_until", "flags", "issue"};

// In the order of kColumns; none is called with an empty text.
constexpr std::array<Reader, kColumns.size()> kReaders{
    [](std::string_view text, BadgeRow& row) -> Result<> {
        row.name = text;
        return {};
    },
    [](std::string_view text, BadgeRow& row) -> Result<> {
        row.has_credential = true;
        return keep(read_credential(text), row.badge.credential);
    },
    [](std::string_view text, BadgeRow& row) -> Result<> {
        return keep(read_number(text, UINT16_MAX), row.badge.product);
    },
    [](std::string_view text, BadgeRow& row) -> Result<> {
        return keep(read_time(text), row.badge.valid_from);
    },
    [](std::string_view text, BadgeRow& row) -> Result<> {
        return keep(read_time(text), row.badge.valid_until);
    },
    [](std::string_view text, BadgeRow& row) -> Result<> { return read_flags(text, row.badge); },
    [](std::string_view text, BadgeRow& row) -> Result<> {
        return keep(read_number(text, UINT8_MAX), row.badge.issue);
    },
};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t";
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    return text.substr(0, text.find_last_not_of(kBlanks) + 1);  // npos + 1 is 0
}

class Rows {
  public:
    Rows(std::string_view csv, const core::K1Badge& usual)
        : reader_(csv, imports::detect_delimiter(csv)), usual_(usual) {}

    BadgeRows read() && {
        imports::CsvRow row;
        if (!reader_.next(row)) {
            found_.note("no header row");
        } else {
            read_header(row);
        }
        while (found_.mistake_count == 0 || !columns_.empty()) {
            if (!reader_.next(row)) break;
            if (is_blank(row)) continue;
            if (found_.rows.size() == kBadgesMax) {
                found_.note(fmt::format("more than {} rows", kBadgesMax));
                break;
            }
            read_row(row);
        }
        return std::move(found_);
    }

  private:
    static bool is_blank(const imports::CsvRow& row) {
        return row.cells.size() == 1 && trimmed(row.cells[0].raw).empty();
    }

    void read_header(const imports::CsvRow& row) {
        for (const imports::Cell& cell : row.cells) {
            const std::string_view name = trimmed(cell.raw);
            const auto column = std::ranges::find(kColumns, name);
            const auto index = static_cast<std::size_t>(column - kColumns.begin());
            if (column == kColumns.end()) {
                found_.note(fmt::format("line {}: unknown column {}{}", row.line,
                                        config::in_quotes(name), config::hint(name, kColumns)));
            } else if (std::ranges::find(columns_, index) != columns_.end()) {
                found_.note(fmt::format("line {}: column \"{}\" twice", row.line, name));
            } else {
                columns_.push_back(index);
            }
        }
        if (found_.mistake_count > 0) columns_.clear();  // rows mean nothing then
    }

    void read_row(const imports::CsvRow& row) {
        if (row.faulty || row.width != columns_.size()) {
            found_.note(fmt::format("line {}: {}", row.line,
                                    row.faulty ? "is not well-formed CSV"
                                               : fmt::format("{} cells, the header row has {}",
                                                             row.width, columns_.size())));
            return;
        }
        BadgeRow badge{.badge = usual_, .line = row.line};
        std::string scratch;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const std::string_view text = trimmed(imports::text_of(row.cells[i], scratch));
            if (text.empty()) continue;
            if (const auto read = kReaders.at(columns_[i])(text, badge); !read) {
                found_.note(fmt::format("line {} column \"{}\": {}", row.line,
                                        kColumns.at(columns_[i]), read.error().context));
            }
        }
        note_double(badge);
        found_.rows.push_back(std::move(badge));
    }

    void note_double(const BadgeRow& row) {
        if (!row.has_credential) return;
        const auto [first, fresh] = lines_.emplace(row.badge.credential, row.line);
        if (!fresh) {
            found_.note(fmt::format("line {}: credential {} stands in line {} already", row.line,
                                    credential_text(row.badge.credential), first->second));
        }
    }

    imports::CsvReader reader_;
    core::K1Badge usual_;
    std::vector<std::size_t> columns_;  // place in the row to place in kColumns
    std::map<std::uint64_t, std::size_t> lines_;
    BadgeRows found_;
};

}  // namespace

void BadgeRows::note(std::string mistake) {
    if (++mistake_count <= kRowMistakesKept) mistakes.push_back(std::move(mistake));
}

BadgeRows read_badge_rows(std::string_view csv, const core::K1Badge& usual) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (csv.starts_with(kByteOrderMark)) csv.remove_prefix(kByteOrderMark.size());
    return Rows(csv, usual).read();
}

}  // namespace kiosk::cli
