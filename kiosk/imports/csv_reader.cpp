// kiosk/imports/csv_reader.cpp — the scan; a table says what each byte means.
#include "kiosk/imports/csv_reader.hpp"

#include <algorithm>

#include "kiosk/imports/limits.hpp"

namespace kiosk::imports {
namespace {

enum Kind : std::uint8_t { kText, kDelimiter, kBreak, kQuote, kControl, kMaybeControl };

constexpr std::size_t index_of(char c) {
    return static_cast<unsigned char>(c);
}

bool is_break(char c) {
    return c == '\n' || c == '\r';
}

}  // namespace

CsvReader::CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {
    for (std::size_t c = 0; c < 0x20; ++c) kind_[c] = kControl;
    kind_[0x7F] = kControl;
    kind_[0xC2] = kMaybeControl;  // U+0080 to U+009F are C2 80 to C2 9F
    kind_[index_of('\t')] = kText;
    kind_[index_of('\n')] = kBreak;
    kind_[index_of('\r')] = kBreak;
    kind_[index_of('"')] = kQuote;
    kind_[index_of(delimiter)] = kDelimiter;
}

bool CsvReader::next(CsvRow& row) {
    row.cells.clear();
    row.width = 0;
    row.faulty = false;
    if (at_ == text_.size()) return false;
    row.line = line_;
    for (;;) {
        const bool quoted = at_ < text_.size() && text_[at_] == '"';
        Cell cell = quoted ? quoted_cell() : plain_cell();
        if (cell.raw.size() > kCellBytesMax) cell.fault = CellFault::too_long;
        row.faulty = row.faulty || cell.fault != CellFault::none;
        if (++row.width <= kColumnsMax) row.cells.push_back(cell);
        if (at_ == text_.size()) return true;
        if (text_[at_] != delimiter_) break;
        ++at_;
    }
    skip_line_break();
    return true;
}

void CsvReader::note_special(Cell& cell) {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    unsigned char control = byte;
    if (kind_[byte] == kMaybeControl) {
        const bool more = at_ + 1 < text_.size();
        const auto second = more ? static_cast<unsigned char>(text_[at_ + 1]) : 0xFFU;
        if (second < 0x80 || second > 0x9F) return;
        control = static_cast<unsigned char>(second);
    }
    if (cell.fault != CellFault::none) return;
    cell.fault = CellFault::control_character;
    cell.control = control;
}

Cell CsvReader::plain_cell() {
    Cell cell;
    const std::size_t start = at_;
    for (; at_ < text_.size(); ++at_) {
        const std::uint8_t kind = kind_[index_of(text_[at_])];
        if (kind == kText || kind == kQuote) continue;
        if (kind == kDelimiter || kind == kBreak) break;
        note_special(cell);
    }
    cell.raw = text_.substr(start, at_ - start);
    return cell;
}

Cell CsvReader::quoted_cell() {
    Cell cell;
    const std::size_t line_of_quote = line_;
    const std::size_t start = ++at_;
    while (at_ < text_.size()) {
        const std::uint8_t kind = kind_[index_of(text_[at_])];
        if (kind == kText || kind == kDelimiter) {
            ++at_;
        } else if (kind == kBreak) {
            skip_line_break();
        } else if (kind != kQuote) {
            note_special(cell);
            ++at_;
        } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
            cell.doubled_quotes = true;
            at_ += 2;
        } else {
            cell.raw = text_.substr(start, at_ - start);
            ++at_;
            const bool ends = at_ == text_.size() || text_[at_] == delimiter_;
            if (ends || is_break(text_[at_])) return cell;
            abandon(cell, start, line_of_quote, CellFault::text_behind_quote);
            return cell;
        }
    }
    abandon(cell, start, line_of_quote, CellFault::quote_never_closed);
    return cell;
}

// Reads on behind the line of the opening quote. No byte is scanned a third time: had a run of
// quotes between here and there an odd length, it would have closed this cell, and an even run at
// the start of a cell closes within itself.
void CsvReader::abandon(Cell& cell, std::size_t start, std::size_t line, CellFault fault) {
    at_ = std::min(text_.find_first_of("\r\n", start), text_.size());
    line_ = line;
    cell = Cell{.raw = text_.substr(start, at_ - start), .fault = fault};
}

void CsvReader::skip_line_break() {
    const bool pair = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    at_ += pair ? 2 : 1;
    ++line_;
}

std::string_view text_of(const Cell& cell, std::string& scratch) {
    if (!cell.doubled_quotes) return cell.raw;
    scratch.clear();
    for (std::size_t i = 0; i < cell.raw.size(); ++i) {
        scratch.push_back(cell.raw[i]);
        if (cell.raw[i] == '"') ++i;  // its twin
    }
    return scratch;
}

char detect_delimiter(std::string_view text) {
    constexpr std::string_view kCandidates = ",;\t";
    std::array<std::size_t, kCandidates.size()> counts{};
    bool in_quotes = false;
    bool blank = true;
    for (const char c : text) {
        if (is_break(c) && !in_quotes) {
            if (!blank) break;
            continue;
        }
        blank = false;
        if (c == '"') in_quotes = !in_quotes;
        const std::size_t candidate = kCandidates.find(c);
        if (!in_quotes && candidate != std::string_view::npos) ++counts[candidate];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return kCandidates[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace kiosk::imports
