// kiosk/demo/code_sheet.cpp — who is on the sheet and why.
#include "kiosk/demo/code_sheet.hpp"

#include <fmt/format.h>

#include "kiosk/base/check.hpp"
#include "kiosk/demo/attendee_file.hpp"

namespace kiosk::demo {
namespace {

constexpr std::size_t kCutLength = 19;  // of kCodeLength: no list has codes of this length
constexpr std::string_view kPosterAddress = "https://example.org/programme";

struct Ticketed {
    SheetPerson person;
    std::string_view verdict;
    std::string_view reason;
    std::string_view headline;
    std::string_view explanation;
};

constexpr Ticketed kTicketed[] = {
    {SheetPerson::full_pass, "go", "ok", "Welcome", "A valid ticket. Show this one first."},
    {SheetPerson::full_pass, "check", "already_redeemed", "Already scanned",
     "The same code as number 1, a few seconds later: the station says when and where."},
    {SheetPerson::speaker, "go", "ok", "Welcome", "A speaker, with a note for the staff."},
    {SheetPerson::ethiopic_name, "go", "ok", "Welcome", "A valid ticket, a name in Ethiopic."},
    {SheetPerson::canceled, "stop", "canceled", "Ticket cancelled", "The order was cancelled."},
    {SheetPerson::unpaid, "stop", "unpaid", "Ticket not paid", "The order waits for its payment."},
    {SheetPerson::blocked, "stop", "blocked", "Ticket blocked", "Blocked by the organiser."},
    {SheetPerson::tutorial_on_day_one, "stop", "invalid_time", "Not valid now",
     "Valid on day 1 only; the demo takes place on day 3."},
    {SheetPerson::livestream, "stop", "product", "Wrong ticket type here",
     "Paid, but only for watching from home."},
};

std::string product_text(const Offer& offer) {
    std::string text(offer.product);
    if (!offer.variation.empty()) text.append(", ").append(offer.variation);
    return text;
}

const Attendee& person_of(const std::vector<Attendee>& attendees, SheetPerson person) {
    return attendees.at(static_cast<std::size_t>(person));
}

}  // namespace

std::string SheetCode::file() const {
    return fmt::format("codes/{:02}-{}-{}.png", number, verdict, reason);
}

std::vector<SheetCode> sheet_codes(const std::vector<Attendee>& attendees) {
    std::vector<SheetCode> codes;
    for (const auto& ticket : kTicketed) {
        const Attendee& person = person_of(attendees, ticket.person);
        codes.push_back({codes.size() + 1, person.code, ticket.verdict, ticket.reason,
                         ticket.headline, ticket.explanation, person.name,
                         product_text(*person.offer)});
    }
    const std::string& whole = person_of(attendees, SheetPerson::full_pass).code;
    codes.push_back({codes.size() + 1, unknown_code(attendees), "stop", "invalid", "Unknown ticket",
                     "Looks like a ticket, but is on no list.", "", ""});
    codes.push_back({codes.size() + 1, whole.substr(0, kCutLength), "check", "misread",
                     "Code not read",
                     "Number 1 cut short, as a bad reader would: not called "
                     "unknown, but scan again.",
                     "", ""});
    codes.push_back({codes.size() + 1, std::string(kPosterAddress), "check", "misread",
                     "Code not read", "The QR code of a poster: a web address, no ticket.", "",
                     ""});
    KIOSK_CHECK(codes.size() == kSheetCodes, "the sheet has twelve codes");
    return codes;
}

std::string sheet_csv(std::span<const SheetCode> codes) {
    std::string csv = "order,code,file,verdict,reason,name,product,headline\n";
    for (const auto& code : codes) {
        csv += fmt::format("{},{},{},{},{},{},{},{}\n", code.number, csv_field(code.code),
                           code.file(), code.verdict, code.reason, csv_field(code.name),
                           csv_field(code.product), csv_field(code.headline));
    }
    return csv;
}

}  // namespace kiosk::demo
