// kiosk/imports/field.hpp — the fields that a column of a list can fill.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kiosk::imports {

enum class Field : std::uint8_t {
    code,
    name,
    first_name,  // with last_name, where there is no whole name
    last_name,
    email,
    contact,  // the buyer's e-mail, where the attendee has none
    company,
    order,
    product,
    variation,
    note,
    status,  // a word for the state of the order or the ticket
    paid,    // yes or no
    canceled,
    blocked,
    attention,
    valid_from,
    valid_until,
    subevent,          // the date of a series, by number or name
    require_approval,  // yes or no: the order waits for the organiser's yes
    valid_if_pending,  // yes or no: let in although not paid
    position,          // number of the ticket within its order
    addon_to,          // code of the main ticket, or its number within the order
    medium,            // what the reader of a linked band or card delivers; several with | between
    medium_expires,
};

inline constexpr std::size_t kFieldCount = 25;

inline constexpr std::array<std::string_view, kFieldCount> kFieldNames = {"code",
                                                                          "name",
                                                                          "first_name",
                                                                          "last_name",
                                                                          "email",
                                                                          "contact",
                                                                          "company",
                                                                          "order",
                                                                          "product",
                                                                          "variation",
                                                                          "note",
                                                                          "status",
                                                                          "paid",
                                                                          "canceled",
                                                                          "blocked",
                                                                          "attention",
                                                                          "valid_from",
                                                                          "valid_until",
                                                                          "subevent",
                                                                          "require_approval",
                                                                          "valid_if_pending",
                                                                          "position",
                                                                          "addon_to",
                                                                          "medium",
                                                                          "medium_expires"};

[[nodiscard]] constexpr std::size_t index_of(Field field) {
    return static_cast<std::size_t>(field);
}

[[nodiscard]] constexpr std::string_view name_of(Field field) {
    return kFieldNames[index_of(field)];
}

[[nodiscard]] constexpr std::optional<Field> field_named(std::string_view name) {
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (kFieldNames[i] == name) return static_cast<Field>(i);
    }
    return std::nullopt;
}

}  // namespace kiosk::imports
