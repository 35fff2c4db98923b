// tests/unit/demo/people_test.cpp — the invented attendees are many, various and well-formed.
#include "kiosk/demo/people.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "kiosk/demo/names.hpp"
#include "tests/unit/demo/station_rules.hpp"

namespace kiosk::demo {
namespace {

// True for UTF-8 that comes through ICU unchanged, in normalisation form C.
bool is_utf8_nfc(const std::string& text) {
    const auto unicode = icu::UnicodeString::fromUTF8(text);
    std::string again;
    unicode.toUTF8String(again);
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFCInstance(status);
    return again == text && form->isNormalized(unicode, status) && U_SUCCESS(status);
}

bool somebody_is_called(const std::vector<Attendee>& people, std::string_view part) {
    return std::ranges::any_of(people, [&](const Attendee& person) {
        return person.name.find(part) != std::string::npos;
    });
}

TEST(People, there_are_1204_of_them) {
    EXPECT_EQ(invent_attendees().size(), 1204U);
}

TEST(People, as_many_come_on_each_product_as_were_sold) {
    std::map<const Offer*, std::size_t> sold;
    for (const auto& person : invent_attendees()) ++sold[person.offer];
    for (const auto& offer : offers()) {
        EXPECT_EQ(sold[&offer], offer.sold) << offer.product << ' ' << offer.variation;
    }
}

TEST(People, codes_are_unique_and_made_as_pretix_makes_them) {
    std::set<std::string> codes;
    for (const auto& person : invent_attendees()) {
        EXPECT_TRUE(codes.insert(person.code).second) << person.code;
        EXPECT_EQ(person.code.size(), 32U);
        EXPECT_EQ(person.code.find_first_not_of(kCodeAlphabet), std::string::npos) << person.code;
    }
}

TEST(People, an_order_has_one_to_four_tickets_and_a_code_of_five_characters) {
    std::map<std::string, std::size_t> tickets;
    for (const auto& person : invent_attendees()) ++tickets[person.order];
    std::set<std::size_t> sizes;
    for (const auto& [order, count] : tickets) {
        EXPECT_EQ(order.size(), 5U) << order;
        EXPECT_EQ(order.find_first_not_of(kOrderAlphabet), std::string::npos) << order;
        sizes.insert(count);
    }
    EXPECT_EQ(sizes, (std::set<std::size_t>{1, 2, 3, 4}));
}

TEST(People, mail_addresses_are_unique_and_lead_nowhere) {
    std::set<std::string> emails;
    for (const auto& person : invent_attendees()) {
        EXPECT_TRUE(emails.insert(person.email).second) << person.email;
        EXPECT_TRUE(person.email.ends_with("@example.org")) << person.email;  // RFC 2606, section 3
        EXPECT_NE(person.email.front(), '@');
        EXPECT_TRUE(std::ranges::all_of(person.email, [](char c) { return c > ' ' && c < 127; }));
    }
}

TEST(People, every_text_is_utf8_in_normalisation_form_c) {
    for (const auto& person : invent_attendees()) {
        EXPECT_TRUE(is_utf8_nfc(person.name)) << person.name;
        EXPECT_TRUE(is_utf8_nfc(person.company)) << person.company;
        EXPECT_TRUE(is_utf8_nfc(person.note)) << person.note;
    }
}

TEST(People, the_whole_stock_of_names_is_utf8_in_normalisation_form_c) {
    for (const auto& stock : name_stocks()) {
        for (const auto& part : {stock.given, stock.middle, stock.family}) {
            for (const auto name : part) EXPECT_TRUE(is_utf8_nfc(std::string(name))) << name;
        }
    }
}

TEST(People, letters_of_every_promised_language_occur) {
    const auto people = invent_attendees();
    for (const auto* part : {"Ɔ",  "ɛ",  "ɔ",           // Akan
                             "ɖ",  "ƒ",  "Ŋ",  "ʋ",     // Ewe
                             "ọ̀",  "ẹ́",  "ṣ",           // Yoruba: tone mark over dot below
                             "ị",  "ụ",                 // Igbo
                             "Ɗ",  "ƙ",                 // Hausa
                             "ገ",  "ም",                 // Amharic
                             "أ",  "ع",                 // Arabic
                             "ë",  "ç",  "ã",           // French, Portuguese
                             "N'", "d'", "O’", "-"}) {  // apostrophes of both kinds, hyphen
        EXPECT_TRUE(somebody_is_called(people, part)) << part;
    }
}

TEST(People, a_few_are_unpaid_cancelled_or_blocked_and_nine_in_ten_are_paid) {
    std::map<std::string_view, std::size_t> status;
    for (const auto& person : invent_attendees()) ++status[person.status];
    EXPECT_EQ(status.size(), 4U);
    EXPECT_GE(status["pending"], 10U);
    EXPECT_GE(status["canceled"], 10U);
    EXPECT_GE(status["blocked"], 3U);
    EXPECT_GE(status["paid"], kAttendees * 9 / 10);
}

// The numbers follow from the standard's definition of mt19937_64, so they hold on every machine.
TEST(People, are_the_same_ones_on_every_machine) {
    const auto people = invent_attendees();
    EXPECT_EQ(people.front().code, "nfath6kwfppd6zc1uxs7mopxu2eli0d8");
    EXPECT_EQ(people.back().code, "g20olqo2em6qpd6oc9wvwtlk00sb7foy");
    EXPECT_EQ(people.back().name, "Nádia Gonçalves");
}

TEST(People, the_first_verdict_is_what_the_rules_say) {
    DemoStation station(invent_attendees());
    for (const auto& person : station.attendees()) {
        const auto verdict = core::verdict_of(station.scan(person.code));
        EXPECT_EQ(core::name_of(verdict), first_verdict(person)) << person.name;
    }
}

TEST(People, nobody_has_the_unknown_code) {
    DemoStation station(invent_attendees());
    EXPECT_EQ(station.scan(unknown_code(station.attendees())), core::Reason::invalid);
}

TEST(People, a_slug_is_plain_and_never_empty) {
    EXPECT_EQ(slug_of("Kɔkɔɔ Ɔpɔku-O’Brien"), "kokoo-opoku-obrien");
    EXPECT_EQ(slug_of("N'Guessan  –"), "nguessan");
    EXPECT_EQ(slug_of(""), "guest");
    EXPECT_FALSE(slug_of("ትዕግስት").empty());
}

}  // namespace
}  // namespace kiosk::demo
