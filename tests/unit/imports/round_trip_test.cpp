// tests/unit/imports/round_trip_test.cpp — property: what is written as CSV is read back unchanged.
#include <array>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/imports/list_files.hpp"

namespace kiosk::imports::test {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

// Text that is hard on a CSV reader and the same after trimming and putting on one line. It does
// not look like a cell that is guarded against being a formula.
std::string hard_text(Random& random) {
    constexpr std::array kPieces = {"\"",  ",", ";",    "Ọ̀",     "é",
                                    "'",   "=", "\"\"", "a",     "x y",
                                    "ልዑል", "-", "#",    "N’Dri", "\xF0\x9F\x98\x80",
                                    "0"};
    std::string text;
    for (std::size_t n = below(random, 8); n > 0; --n)
        text += kPieces[below(random, kPieces.size())];
    if (text.starts_with('\'')) text.front() = 'x';
    return text;
}

ImportedAttendee some_attendee(Random& random, std::size_t number) {
    constexpr std::array kStates = {core::OrderState::paid, core::OrderState::pending,
                                    core::OrderState::expired, core::OrderState::canceled};
    return {.code = "c" + std::to_string(number) + hard_text(random),
            .name = hard_text(random),
            .email = hard_text(random),
            .company = hard_text(random),
            .order = hard_text(random),
            .product = hard_text(random),
            .variation = hard_text(random),
            .note = hard_text(random),
            .order_state = kStates[below(random, kStates.size())],
            .blocked = below(random, 2) == 0,
            .attention = below(random, 2) == 0};
}

std::string quoted(const std::string& text, Random& random) {
    const bool needed = text.find_first_of("\",;\t") != std::string::npos;
    if (!needed && below(random, 3) > 0) return text;
    std::string cell = "\"";
    for (const char c : text) cell += c == '"' ? "\"\"" : std::string(1, c);
    return cell + "\"";
}

std::string state_word(core::OrderState state) {
    constexpr std::array kWords = {"paid", "pending", "expired", "canceled"};
    return kWords[static_cast<std::size_t>(state)];
}

std::string as_csv(std::vector<ImportedAttendee>& attendees, char delimiter, Random& random) {
    constexpr std::array kBreaks = {"\n", "\r\n", "\r"};
    const std::string line_break = kBreaks[below(random, kBreaks.size())];
    std::string csv;
    const auto row = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) csv += delimiter;
            csv += quoted(cells[i], random);
        }
        csv += line_break;
    };
    row({"code", "name", "email", "company", "order", "product", "variation", "note", "status",
         "blocked", "attention"});
    std::size_t line = 1;
    for (ImportedAttendee& a : attendees) {
        a.line = ++line;
        row({a.code, a.name, a.email, a.company, a.order, a.product, a.variation, a.note,
             state_word(a.order_state), a.blocked ? "yes" : "no", a.attention ? "yes" : ""});
    }
    return csv;
}

TEST(RoundTrip, what_is_written_is_read_back) {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        SCOPED_TRACE(seed);
        Random random(seed);
        std::vector<ImportedAttendee> attendees;
        for (std::size_t n = 1 + below(random, 20); n > 0; --n) {
            attendees.push_back(some_attendee(random, attendees.size()));
        }
        constexpr std::array kDelimiters = {',', ';', '\t'};
        const char delimiter = kDelimiters[below(random, kDelimiters.size())];
        const std::string csv = as_csv(attendees, delimiter, random);
        const ImportOutcome outcome = read(csv);
        ASSERT_EQ(reasons(outcome.report), "") << csv;
        ASSERT_EQ(outcome.attendees, attendees) << csv;
        ASSERT_EQ(outcome.report.delimiter, delimiter);
    }
}

}  // namespace
}  // namespace kiosk::imports::test
