// kiosk/demo/attendee_file.cpp — one row after the other.
#include "kiosk/demo/attendee_file.hpp"

#include <fmt/format.h>

namespace kiosk::demo {

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

std::string attendee_csv(std::span<const Attendee> attendees, std::chrono::sys_days day_one) {
    std::string csv =
        "code,name,email,company,order,product,variation,status,valid_from,valid_until,note\n";
    for (const auto& person : attendees) {
        const Offer& offer = *person.offer;
        const bool windowed = offer.first_day != 0;
        csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", person.code,
                           csv_field(person.name), person.email, csv_field(person.company),
                           person.order, csv_field(offer.product), csv_field(offer.variation),
                           person.status, windowed ? start_of(day_one, offer.first_day) : "",
                           windowed ? end_of(day_one, offer.last_day) : "", csv_field(person.note));
    }
    return csv;
}

}  // namespace kiosk::demo
