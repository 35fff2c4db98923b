// kiosk/imports/words.cpp — the tables of words.
#include "kiosk/imports/words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "kiosk/imports/text.hpp"

namespace kiosk::imports {
namespace {

struct StatusWord {
    std::string_view word;
    StatusMeaning meaning;
};

using core::OrderState;

constexpr StatusMeaning kPaid{};
constexpr StatusMeaning kPending{.order_state = OrderState::pending};
constexpr StatusMeaning kExpired{.order_state = OrderState::expired};
constexpr StatusMeaning kOrderCanceled{.order_state = OrderState::canceled};
constexpr StatusMeaning kTicketCanceled{.canceled = true};
constexpr StatusMeaning kBlocked{.blocked = true};

constexpr std::array kStatusWords = {
    // ours; pretix in English, German, French
    StatusWord{"", kPaid}, StatusWord{"paid", kPaid}, StatusWord{"bezahlt", kPaid},
    StatusWord{"payé", kPaid}, StatusWord{"payée", kPaid}, StatusWord{"valid", kPaid},
    StatusWord{"confirmed", kPaid}, StatusWord{"complete", kPaid}, StatusWord{"pending", kPending},
    StatusWord{"unpaid", kPending}, StatusWord{"ausstehend", kPending},
    StatusWord{"en attente", kPending}, StatusWord{"expired", kExpired},
    StatusWord{"abgelaufen", kExpired}, StatusWord{"expiré", kExpired},
    StatusWord{"expirée", kExpired}, StatusWord{"canceled", kOrderCanceled},
    StatusWord{"cancelled", kOrderCanceled}, StatusWord{"storniert", kOrderCanceled},
    StatusWord{"annulé", kOrderCanceled}, StatusWord{"annulée", kOrderCanceled},
    StatusWord{"blocked", kBlocked},
    // Eventbrite's attendee statuses
    StatusWord{"attending", kPaid}, StatusWord{"checked in", kPaid}, StatusWord{"completed", kPaid},
    StatusWord{"not attending", kTicketCanceled}, StatusWord{"refunded", kTicketCanceled},
    StatusWord{"transferred", kTicketCanceled}, StatusWord{"deleted", kTicketCanceled},
    StatusWord{"void", kTicketCanceled}};

constexpr std::array<std::string_view, 7> kYes = {"yes", "ja", "oui", "true", "x", "1", "y"};
constexpr std::array<std::string_view, 8> kNo = {"", "no", "nein", "non", "false", "-", "0", "n"};
constexpr std::array<std::string_view, 4> kNotVoid = {"", "no", "false", "none"};

}  // namespace

std::optional<StatusMeaning> status_of(std::string_view word) {
    const std::string lower = lower_ascii(trimmed(word));
    const auto* const found = std::ranges::find(kStatusWords, lower, &StatusWord::word);
    if (found == kStatusWords.end()) return std::nullopt;
    return found->meaning;
}

std::optional<bool> yes_or_no(std::string_view word) {
    const std::string lower = lower_ascii(trimmed(word));
    if (std::ranges::find(kYes, lower) != kYes.end()) return true;
    if (std::ranges::find(kNo, lower) != kNo.end()) return false;
    return std::nullopt;
}

bool is_void(std::string_view word) {
    const std::string lower = lower_ascii(trimmed(word));
    return std::ranges::find(kNotVoid, lower) == kNotVoid.end();
}

}  // namespace kiosk::imports
