// kiosk/imports/dialect.cpp — the tables of column names.
#include "kiosk/imports/dialect.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "kiosk/base/check.hpp"

namespace kiosk::imports {
namespace {

using enum Field;

// Our own names first, then what people write in lists made by hand, in English, French, German.
constexpr std::array kOwn = {ColumnAlias{code, "code"},
                             ColumnAlias{code, "ticketcode"},
                             ColumnAlias{code, "qrcode"},
                             ColumnAlias{code, "barcode"},
                             ColumnAlias{code, "secret"},
                             ColumnAlias{code, "ticketsecret"},
                             ColumnAlias{code, "ticketid"},
                             ColumnAlias{code, "ticketno"},
                             ColumnAlias{code, "ticketnumber"},
                             ColumnAlias{code, "codebillet"},
                             ColumnAlias{name, "name"},
                             ColumnAlias{name, "fullname"},
                             ColumnAlias{name, "attendeename"},
                             ColumnAlias{name, "attendee"},
                             ColumnAlias{name, "nomcomplet"},
                             ColumnAlias{first_name, "firstname"},
                             ColumnAlias{first_name, "givenname"},
                             ColumnAlias{first_name, "prénom"},
                             ColumnAlias{first_name, "vorname"},
                             ColumnAlias{last_name, "lastname"},
                             ColumnAlias{last_name, "surname"},
                             ColumnAlias{last_name, "familyname"},
                             ColumnAlias{last_name, "nom"},
                             ColumnAlias{last_name, "nachname"},
                             ColumnAlias{email, "email"},
                             ColumnAlias{email, "emailaddress"},
                             ColumnAlias{email, "attendeeemail"},
                             ColumnAlias{email, "courriel"},
                             ColumnAlias{contact, "contact"},
                             ColumnAlias{company, "company"},
                             ColumnAlias{company, "companyname"},
                             ColumnAlias{company, "organisation"},
                             ColumnAlias{company, "organization"},
                             ColumnAlias{company, "entreprise"},
                             ColumnAlias{company, "firma"},
                             ColumnAlias{order, "order"},
                             ColumnAlias{order, "ordercode"},
                             ColumnAlias{order, "orderno"},
                             ColumnAlias{order, "orderid"},
                             ColumnAlias{order, "commande"},
                             ColumnAlias{product, "product"},
                             ColumnAlias{product, "tickettype"},
                             ColumnAlias{product, "ticket"},
                             ColumnAlias{product, "produit"},
                             ColumnAlias{product, "produkt"},
                             ColumnAlias{variation, "variation"},
                             ColumnAlias{variation, "variante"},
                             ColumnAlias{note, "note"},
                             ColumnAlias{note, "notes"},
                             ColumnAlias{note, "comment"},
                             ColumnAlias{note, "remarque"},
                             ColumnAlias{note, "kommentar"},
                             ColumnAlias{status, "status"},
                             ColumnAlias{status, "orderstate"},
                             ColumnAlias{status, "statut"},
                             ColumnAlias{paid, "paid"},
                             ColumnAlias{canceled, "canceled"},
                             ColumnAlias{canceled, "cancelled"},
                             ColumnAlias{blocked, "blocked"},
                             ColumnAlias{attention, "attention"},
                             ColumnAlias{valid_from, "validfrom"},
                             ColumnAlias{valid_until, "validuntil"},
                             ColumnAlias{subevent, "subevent"},
                             ColumnAlias{require_approval, "requireapproval"},
                             ColumnAlias{valid_if_pending, "validifpending"},
                             ColumnAlias{position, "position"},
                             ColumnAlias{position, "positionid"},
                             ColumnAlias{addon_to, "addonto"},
                             ColumnAlias{medium, "medium"},
                             ColumnAlias{medium_expires, "mediumexpires"}};

// Two exports: order positions ("Order data") and "Check-in list", each in English and German.
constexpr std::array kPretix = {ColumnAlias{code, "ticketsecret"},
                                ColumnAlias{code, "secret"},
                                ColumnAlias{name, "attendeename"},
                                ColumnAlias{name, "nameteilnehmerin"},
                                ColumnAlias{email, "attendeeemail"},
                                ColumnAlias{email, "emailteilnehmerin"},
                                ColumnAlias{email, "email"},
                                ColumnAlias{contact, "email"},
                                ColumnAlias{company, "company"},
                                ColumnAlias{company, "firma"},
                                ColumnAlias{order, "ordercode"},
                                ColumnAlias{order, "bestellnummer"},
                                ColumnAlias{product, "product"},
                                ColumnAlias{product, "produkt"},
                                ColumnAlias{variation, "variation"},
                                ColumnAlias{variation, "variante"},
                                ColumnAlias{note, "comment"},
                                ColumnAlias{note, "kommentar"},
                                ColumnAlias{note, "ordercomment"},
                                ColumnAlias{note, "bestellkommentar"},
                                ColumnAlias{status, "status"},
                                ColumnAlias{paid, "paid"},
                                ColumnAlias{paid, "bezahlt"},
                                ColumnAlias{blocked, "blocked"},
                                ColumnAlias{blocked, "blockiert"},
                                ColumnAlias{blocked, "gesperrt"},
                                ColumnAlias{attention, "requiresspecialattention"},
                                ColumnAlias{attention, "benötigtbesonderebehandlung"},
                                ColumnAlias{valid_from, "validfrom"},
                                ColumnAlias{valid_from, "gültigab"},
                                ColumnAlias{valid_from, "gültigvon"},
                                ColumnAlias{valid_until, "validuntil"},
                                ColumnAlias{valid_until, "gültigbis"},
                                ColumnAlias{position, "positionid"},
                                ColumnAlias{addon_to, "addontopositionid"},
                                ColumnAlias{medium, "medium"},
                                ColumnAlias{medium_expires, "mediumexpires"}};

constexpr std::string_view kEventbriteNumber =
    "there is no barcode column: the code is taken from \"Attendee #\", which is not what "
    "Eventbrite's QR codes hold; add \"Barcode #\" to the report to scan those";

constexpr std::array kEventbrite = {ColumnAlias{code, "barcodeno"},
                                    ColumnAlias{code, "barcode"},
                                    ColumnAlias{code, "attendeeno", kEventbriteNumber},
                                    ColumnAlias{first_name, "firstname"},
                                    ColumnAlias{last_name, "lastname"},
                                    ColumnAlias{last_name, "surname"},
                                    ColumnAlias{name, "attendeename"},
                                    ColumnAlias{email, "email"},
                                    ColumnAlias{email, "emailaddress"},
                                    ColumnAlias{company, "company"},
                                    ColumnAlias{company, "companyname"},
                                    ColumnAlias{order, "orderno"},
                                    ColumnAlias{order, "orderid"},
                                    ColumnAlias{product, "tickettype"},
                                    ColumnAlias{note, "notes"},
                                    ColumnAlias{status, "attendeestatus"}};

constexpr std::string_view kTitoReference =
    "there is no ticket URL column: the code is taken from \"Ticket Reference\", which is not what "
    "Tito's QR codes hold; export \"Unique Ticket URL\" too to scan those";

constexpr std::array kTito = {ColumnAlias{code, "uniqueticketurl"},
                              ColumnAlias{code, "ticketuniquecode"},
                              ColumnAlias{code, "ticketreference", kTitoReference},
                              ColumnAlias{name, "ticketfullname"},
                              ColumnAlias{first_name, "ticketfirstname"},
                              ColumnAlias{last_name, "ticketlastname"},
                              ColumnAlias{email, "ticketemail"},
                              ColumnAlias{contact, "orderemail"},
                              ColumnAlias{company, "ticketcompanyname"},
                              ColumnAlias{order, "orderreference"},
                              ColumnAlias{product, "ticket"},
                              ColumnAlias{canceled, "voidstatus"}};

}  // namespace

std::string fold_header(std::string_view header) {
    std::string folded;
    for (const char c : header) {
        if (c >= 'A' && c <= 'Z') {
            folded.push_back(static_cast<char>(c - 'A' + 'a'));
        } else if (c == '#') {
            folded += "no";
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & '\x80') != 0) {
            folded.push_back(c);
        }
    }
    const std::string_view no_break_space = "\xC2\xA0";
    for (auto at = folded.find(no_break_space); at != std::string::npos;
         at = folded.find(no_break_space, at)) {
        folded.erase(at, no_break_space.size());
    }
    return folded;
}

Dialect detect_dialect(const std::vector<std::string>& folded_headers) {
    const auto any = [&](std::initializer_list<std::string_view> names) {
        return std::ranges::any_of(names, [&](std::string_view wanted) {
            return std::ranges::find(folded_headers, wanted) != folded_headers.end();
        });
    };
    if (any({"ticketreference"}) && any({"uniqueticketurl", "voidstatus", "ticketfullname"})) {
        return Dialect::tito;
    }
    if (any({"attendeestatus", "attendeeno", "barcodeno"}) && any({"orderno", "orderid"})) {
        return Dialect::eventbrite;
    }
    const bool order_code = any({"ordercode", "bestellnummer"});
    if (order_code && any({"attendeename", "nameteilnehmerin", "ticketsecret"})) {
        return Dialect::pretix;
    }
    return Dialect::own;
}

std::span<const ColumnAlias> aliases_of(Dialect dialect) {
    switch (dialect) {
        case Dialect::own:
        case Dialect::custom: return kOwn;
        case Dialect::pretix: return kPretix;
        case Dialect::eventbrite: return kEventbrite;
        case Dialect::tito: return kTito;
    }
    KIOSK_UNREACHABLE();
}

std::string_view advice_without_code(Dialect dialect) {
    switch (dialect) {
        case Dialect::pretix:
            return "export the check-in list with \"Include QR-code secret\", or order positions "
                   "with \"Ticket secret\"";
        case Dialect::eventbrite: return "add \"Barcode #\" to the attendee report";
        case Dialect::tito: return "export the column \"Unique Ticket URL\" too";
        case Dialect::own:
        case Dialect::custom: return "say which column holds the code, as in code=\"Ticket ID\"";
    }
    KIOSK_UNREACHABLE();
}

}  // namespace kiosk::imports
