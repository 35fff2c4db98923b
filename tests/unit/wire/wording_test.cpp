// tests/unit/wire/wording_test.cpp — what staff read for each reason.
#include "kiosk/wire/wording.hpp"

#include <gtest/gtest.h>

#include "kiosk/wire/utf8.hpp"
#include "tests/unit/wire/sample.hpp"

namespace kiosk::wire {
namespace {

using core::Reason;

Wording words_for(const core::Outcome& outcome) {
    return wording_of(outcome, a_status(), utc_text());
}

TEST(Wording, first_lines_fit_the_screen_and_next_steps_are_filled) {
    for (std::uint64_t number = 0; number < core::kReasonCount; ++number) {
        const Wording wording = words_for(an_outcome(*core::reason_from_number(number)));
        EXPECT_LE(decode_utf8(wording.message.at("en"))->size(), 28U) << number;
        EXPECT_LE(decode_utf8(wording.message.at("fr"))->size(), 34U) << number;
        for (const char* language : {"en", "fr"}) {
            EXPECT_FALSE(wording.message.at(language).empty()) << number;
            EXPECT_EQ(wording.next.at(language).find('{'), std::string::npos) << number;
        }
    }
}

TEST(Wording, check_and_stop_always_say_what_to_do) {
    for (std::uint64_t number = 0; number < core::kReasonCount; ++number) {
        const Reason reason = *core::reason_from_number(number);
        if (core::verdict_of(reason) == core::Verdict::go) continue;
        core::Outcome outcome = an_outcome(reason);
        outcome.holder.reset();
        EXPECT_FALSE(words_for(outcome).next.at("en").empty()) << core::name_of(reason);
        EXPECT_FALSE(words_for(outcome).next.at("fr").empty()) << core::name_of(reason);
    }
}

TEST(Wording, a_rule_that_refuses_says_what_would_have_to_be_true_and_where_to_go) {
    core::Outcome outcome = an_outcome(Reason::rules);
    outcome.rule_words.english = {"Only after 11:50", "Only Day pass"};
    outcome.rule_words.french = {"Seulement après 11:50", "Seulement Day pass"};
    EXPECT_EQ(words_for(outcome).message.at("en"), "Only after 11:50; Only Day pass");
    EXPECT_EQ(words_for(outcome).message.at("fr"), "Seulement après 11:50 ; Seulement Day pass");
    EXPECT_EQ(words_for(outcome).next.at("en"), "→ Help desk, hall B");
    EXPECT_EQ(words_for(outcome).next.at("fr"), "→ Guichet, hall B");
}

TEST(Wording, a_desk_asks_the_questions_and_a_gate_sends_there) {
    core::Outcome outcome = an_outcome(Reason::incomplete);
    outcome.decision.open_questions = {{1}, {2}};
    ports::StatusView status = a_status();
    status.stations[0].profile = "desk";
    EXPECT_EQ(wording_of(outcome, status, utc_text()).next.at("en"), "Ask 2 questions");
    EXPECT_EQ(wording_of(outcome, status, utc_text()).next.at("fr"), "Poser 2 questions");
    outcome.decision.open_questions = {{1}};
    EXPECT_EQ(wording_of(outcome, status, utc_text()).next.at("en"), "Ask 1 question");
    status.stations[0].profile = "gate";
    EXPECT_EQ(wording_of(outcome, status, utc_text()).next.at("en"), "→ Help desk, hall B");
}

TEST(Wording, already_scanned_names_when_and_where) {
    core::Outcome outcome = an_outcome(Reason::already_redeemed);
    outcome.decision.prior = core::PriorCheckIn{kNow - 40min, "gate-n"};
    EXPECT_EQ(words_for(outcome).message.at("en"), "Already scanned");
    EXPECT_EQ(words_for(outcome).next.at("en"), "09:02, North gate → Help desk, hall B");
    EXPECT_EQ(words_for(outcome).next.at("fr"), "09:02, Portail nord → Guichet, hall B");
}

TEST(Wording, a_time_of_another_day_carries_its_day) {
    core::Outcome outcome = an_outcome(Reason::already_redeemed);
    outcome.decision.prior = core::PriorCheckIn{kNow - 24h, "gate-n"};
    EXPECT_EQ(words_for(outcome).next.at("en"), "Tue 9 Mar 09:42, North gate → Help desk, hall B");
    EXPECT_EQ(words_for(outcome).next.at("fr"),
              "mar. 9 mars 09:42, Portail nord → Guichet, hall B");
}

TEST(Wording, a_station_without_a_name_is_called_by_its_id) {
    core::Outcome outcome = an_outcome(Reason::already_redeemed);
    outcome.decision.prior = core::PriorCheckIn{kNow, "old-gate"};
    EXPECT_EQ(words_for(outcome).next.at("en"), "09:42, old-gate → Help desk, hall B");
}

TEST(Wording, refused_guests_are_sent_to_the_stations_desk) {
    EXPECT_EQ(words_for(an_outcome(Reason::invalid)).next.at("en"), "→ Help desk, hall B");
    core::Outcome elsewhere = an_outcome(Reason::invalid);
    elsewhere.station = "gate-n";
    EXPECT_EQ(words_for(elsewhere).next.at("fr"), "→ accueil");
}

TEST(Wording, validity_names_the_ends_it_has) {
    core::Outcome outcome = an_outcome(Reason::invalid_time);
    outcome.decision.valid_from = kNow + 1h;
    EXPECT_EQ(words_for(outcome).next.at("en"), "Valid from 10:42");
    outcome.decision.valid_until = kNow + 2h;
    EXPECT_EQ(words_for(outcome).next.at("fr"), "Valable 10:42 à 11:42");
    outcome.decision.valid_from.reset();
    EXPECT_EQ(words_for(outcome).next.at("en"), "Valid until 11:42");
}

TEST(Wording, a_wrong_day_names_all_the_right_ones) {
    core::Outcome outcome = an_outcome(Reason::wrong_day);
    const std::chrono::local_days first{std::chrono::year{2027} / 3 / 11};
    outcome.decision.days = {first, first + std::chrono::days(1)};
    outcome.decision.valid_until = kNow + 48h;
    EXPECT_EQ(words_for(outcome).next.at("en"), "Valid on Thu 11 and Fri 12 Mar");
    EXPECT_EQ(words_for(outcome).next.at("fr"), "Valable le jeu. 11 et le ven. 12 mars");
    outcome.decision.valid_until = kNow;
    EXPECT_EQ(words_for(outcome).next.at("en"), "Was valid on Thu 11 and Fri 12 Mar");
    EXPECT_EQ(words_for(outcome).next.at("fr"), "Était valable le jeu. 11 et le ven. 12 mars");
}

TEST(Wording, a_closed_zone_says_when_it_opens_as_people_say_it) {
    core::Outcome outcome = an_outcome(Reason::not_open);
    outcome.decision.valid_from = kNow + 1h;
    EXPECT_EQ(words_for(outcome).next.at("en"), "Opens at 10:42");
    EXPECT_EQ(words_for(outcome).next.at("fr"), "Ouvre à 10:42");
    outcome.decision.valid_from = kNow + 24h;
    EXPECT_EQ(words_for(outcome).next.at("en"), "Opens Thu 11 Mar at 09:42");
    EXPECT_EQ(words_for(outcome).next.at("fr"), "Ouvre le jeu. 11 mars à 09:42");
}

TEST(Wording, a_ticket_for_another_date_is_no_wrong_kind_of_ticket) {
    core::Outcome outcome = an_outcome(Reason::product);
    EXPECT_EQ(words_for(outcome).message.at("en"), "Wrong ticket type here");
    outcome.decision.other_date = true;
    EXPECT_EQ(words_for(outcome).message.at("en"), "Ticket for another date");
    EXPECT_EQ(words_for(outcome).message.at("fr"), "Billet pour une autre date");
    EXPECT_EQ(words_for(outcome).next.at("en"), "→ Help desk, hall B") << "nobody knows which";
    outcome.decision.valid_from = kNow + 96h;
    EXPECT_EQ(words_for(outcome).next.at("en"), "Valid on Sun 14 Mar → Help desk, hall B");
    EXPECT_EQ(words_for(outcome).next.at("fr"), "Valable le dim. 14 mars → Guichet, hall B");
    outcome.decision.reason = Reason::ok_exit_unmatched;
    outcome.decision.list_objection = Reason::product;
    EXPECT_EQ(words_for(outcome).next.at("en"),
              "No entry was seen · List: Ticket for another date");
}

TEST(Wording, a_withdrawn_badge_leads_to_the_desk_and_a_withdrawn_code_to_the_mail) {
    core::Outcome outcome = an_outcome(Reason::revoked);
    EXPECT_EQ(words_for(outcome).next.at("en"), "Ask for the newest e-mail");
    outcome.by_badge = true;
    EXPECT_EQ(words_for(outcome).message.at("en"), "Badge was replaced");
    EXPECT_EQ(words_for(outcome).next.at("en"), "→ Help desk, hall B");
    EXPECT_EQ(words_for(outcome).message.at("fr"), "Badge remplacé");
    EXPECT_EQ(words_for(outcome).next.at("fr"), "→ Guichet, hall B");
}

TEST(Wording, a_badge_with_a_photo_asks_to_compare_it_with_the_face) {
    core::Outcome outcome = an_outcome(Reason::ok);
    outcome.holder->product = "Staff";
    outcome.holder->compare_photo = true;
    EXPECT_EQ(words_for(outcome).next.at("en"), "Compare the photo with the face · Staff");
    EXPECT_EQ(words_for(outcome).next.at("fr"), "Comparer la photo au visage · Staff");
    outcome.holder->product.clear();
    EXPECT_EQ(words_for(outcome).next.at("en"), "Compare the photo with the face");
    outcome.decision.reason = Reason::ok_exit;
    outcome.direction = core::Direction::exit;
    EXPECT_EQ(words_for(outcome).next.at("en"), "") << "whoever leaves is let out";
}

TEST(Wording, a_wrong_zone_says_where_the_ticket_leads) {
    core::Outcome outcome = an_outcome(Reason::wrong_zone);
    outcome.holder->product = "Day pass";
    ports::StatusView status = a_status();
    status.zones = {{.id = "hall", .name = {{"en", "Hall"}, {"fr", "Salle"}}}};
    outcome.decision.leads_to = {"hall", "yard"};
    EXPECT_EQ(wording_of(outcome, status, utc_text()).next.at("en"),
              "Day pass leads to Hall, yard; → Help desk, hall B");
    EXPECT_EQ(wording_of(outcome, status, utc_text()).next.at("fr"),
              "Day pass mène à : Salle, yard ; → Guichet, hall B");
    outcome.decision.leads_to = {"a", "b", "c", "d"};
    EXPECT_EQ(words_for(outcome).next.at("en"), "Day pass leads to a, b, c …; → Help desk, hall B");
    outcome.decision.leads_to.clear();
    EXPECT_EQ(words_for(outcome).next.at("en"), "Day pass leads to no zone; → Help desk, hall B");
}

TEST(Wording, timed_anti_passback_says_from_when_it_lets_in_again) {
    core::Outcome outcome = an_outcome(Reason::passback);
    outcome.decision.prior = core::PriorCheckIn{kNow - 2min, "gate-n"};
    EXPECT_EQ(words_for(outcome).next.at("en"), "Since 09:40, North gate; call the supervisor");
    outcome.decision.valid_from = kNow + 3min;
    EXPECT_EQ(words_for(outcome).next.at("en"),
              "Came in 09:40, North gate; again from 09:45, or call the supervisor");
    EXPECT_EQ(words_for(outcome).message.at("en"), "Too soon to come in again");
    EXPECT_EQ(words_for(outcome).next.at("fr"),
              "Entrée 09:40, Portail nord ; de nouveau dès 09:45, ou appeler le responsable");
}

TEST(Wording, an_exit_tells_how_long_and_why_the_list_objected) {
    core::Outcome outcome = an_outcome(Reason::ok_exit);
    outcome.decision.prior = core::PriorCheckIn{kNow - 42min, "desk-1"};
    EXPECT_EQ(words_for(outcome).next.at("en"), "Inside 42 min");
    core::Outcome longer = outcome;
    longer.decision.prior->at = kNow - 599min;
    EXPECT_EQ(words_for(longer).next.at("en"), "Inside 9 h 59 min");
    EXPECT_EQ(words_for(longer).next.at("fr"), "Présence : 9 h 59 min");
    outcome.decision.list_objection = Reason::unpaid;
    EXPECT_EQ(words_for(outcome).next.at("en"), "Inside 42 min · List: Ticket not paid");
    EXPECT_EQ(words_for(outcome).next.at("fr"), "Présence : 42 min · Liste : Billet non payé");
}

TEST(Wording, an_error_gives_the_end_of_the_id_to_note_down) {
    EXPECT_EQ(words_for(an_outcome(Reason::error)).next.at("en"),
              "Use the paper list; note c1f0e4b7");
}

TEST(Wording, a_name_with_braces_is_not_filled_again) {
    core::Outcome outcome = an_outcome(Reason::ok);
    outcome.holder->product = "{time} {desk}";
    EXPECT_EQ(words_for(outcome).next.at("en"), "{time} {desk}");
}

}  // namespace
}  // namespace kiosk::wire
