// tests/unit/venue/refusals_test.cpp — what a volunteer reads at the doors of the model conference.
//
// Each row of tests/data/refusals.txt is one scan: what happened, and the two lines on the screen,
// in English and French. Read them aloud: does one know what to do?
#include <fstream>
#include <functional>
#include <sstream>

#include "kiosk/wire/wording.hpp"
#include "tests/unit/rules/rule_builders.hpp"
#include "tests/unit/venue/model_conference.hpp"

namespace kiosk::core {
namespace {

Expression in(Variable variable, std::vector<Expression> names) {
    return call(Operator::in_list, {var(variable), call(Operator::list, std::move(names))});
}

Expression from(std::chrono::minutes time) {
    return call(Operator::is_after, {var(Variable::now), time_of_day(time)});
}

Expression until(std::chrono::minutes time) {
    return call(Operator::is_before, {var(Variable::now), time_of_day(time)});
}

Expression count(Operator op, Variable variable, std::int64_t wanted) {
    return call(op, {var(variable), number(wanted)});
}

class Refusals : public ModelConference {
  protected:
    void SetUp() override {
        ModelConference::SetUp();
        config =
            *config::load_config(std::string(KIOSK_CONFIG_DIR) + "/examples/model-conference.toml",
                                 [](std::string_view) { return true; })
                 .config;
        std::ifstream file(std::string(KIOSK_TEST_DATA) + "/refusals.txt");
        std::ostringstream text;
        text << file.rdbuf();
        expected = text.str();
    }

    void tell(std::string_view what, const Outcome& outcome) {
        const wire::Wording words = wire::wording_of(outcome, status(), time_text());
        said += std::string(what) + "\n";
        for (const char* language : {"en", "fr"}) {
            said += std::string("  ") + language + ": " + words.message.at(language) + " | " +
                    words.next.at(language) + "\n";
        }
    }

    // At a desk whose list has this rule; the list is the same otherwise.
    void tell_rule(std::string_view what, Expression root, std::string_view who,
                   const Timestamp& when, int entries_before = 0,
                   std::chrono::hours apart = std::chrono::hours(2)) {
        settings.lists[0].rules = std::make_shared<const Rule>(rule(std::move(root)));
        settings.lists[0].rules_by_name = true;
        settings.lists[0].list.allow_multiple_entries = true;
        journal.clear();
        auto without = settings.lists[0].rules;
        settings.lists[0].rules = nullptr;
        restart();
        for (int i = 0; i < entries_before; ++i) {
            const auto ago = apart * (entries_before - i);
            scan(who, "desk-2", {when.mono - ago, when.utc - ago});
        }
        settings.lists[0].rules = without;
        restart();
        tell(what, scan(who, "desk-1", when));
    }

    ports::StatusView status() const {
        ports::StatusView view;
        for (const auto& station : config.stations) {
            ports::StationView& added = view.stations.emplace_back();
            added.id = station.id;
            added.name = station.name;
            added.profile = config::name_of(station.profile);
            added.send_to = station.send_to;
            added.zone = station.zone;
        }
        for (const auto& zone : config.zones) {
            view.zones.push_back({.id = zone.zone.id, .name = zone.name});
        }
        return view;
    }

    static wire::TimeText time_text() {
        wire::TimeText text;
        text.time_of_day = [](UtcTime at) { return to_clock_text(ZoneOffsets().to_local(at)); };
        text.day = [](UtcTime at) { return ZoneOffsets().day_of(at); };
        return text;
    }

    config::Config config;
    std::string said;
    std::string expected;
};

TEST_F(Refusals, at_the_doors_say_what_to_do) {
    const auto at_gate = [&](std::string_view what, std::string_view who, std::string station,
                             int day, std::string_view clock) {
        tell(what, scan(who, std::move(station), on_day(day, clock)));
    };
    at_gate("Conference ticket on tutorial day", "carl", "gate-in", 1, "08:50");
    at_gate("A workshop coach in the auditorium", "coach", "auditorium-in", 2, "10:00");
    at_gate("Before the venue opens", "carl", "gate-in", 3, "06:31");
    at_gate("Thursday's day pass on Wednesday", "dee", "gate-in", 3, "09:00");
    at_gate("A ticket for the livestream", "lena", "gate-in", 3, "09:01");
    at_gate("An unpaid ticket", "ula", "gate-in", 3, "09:02");
    at_gate("An unknown code", "nobody", "gate-in", 3, "09:03");
    at_gate("Somebody on the deny list", "dan", "gate-in", 3, "09:04");
    at_gate("A room before the gate", "fay", "room-a-in", 3, "09:05");
    at_gate("(in)", "fay", "gate-in", 3, "09:06");
    at_gate("A badge handed back over the fence", "fay", "gate-in", 3, "09:20");
    at_gate("Nobody but security in the control room", "fay", "control-in", 3, "09:21");
    at_gate("(in room B)", "fay", "room-b-in", 3, "09:30");
    at_gate("Room B again within five minutes", "fay", "room-b-in", 3, "09:32");
    at_gate("(registered)", "carl", "desk-1", 3, "09:40");
    at_gate("Registered twice", "carl", "desk-2", 3, "09:55");
    Timestamp doubtful = on_day(3, "10:00");
    doubtful.error_bound = std::chrono::hours(2);
    tell("While the clock is not trusted", scan("rita", "gate-in", doubtful));
    const Override one{.by = "abena", .second = {}, .note = "lost"};
    tell("One supervisor alone in a security zone",
         scan("fay", "control-in", on_day(3, "10:05"), one));
    at_gate("After the last opening of the event", "fay", "gate-in", 5, "17:30");
    EXPECT_TRUE(expected.starts_with(said)) << said;
}

TEST_F(Refusals, of_full_rooms_say_how_full_and_whom_to_ask) {
    for (auto& zone : settings.venue.zones) {
        if (zone.id == "auditorium" || zone.id == "room-a") zone.capacity = 1;
        if (zone.id == "room-b") zone.anti_passback = AntiPassback::check;
    }
    restart();
    scan("fay", "gate-in", on_day(3, "09:00"));
    scan("rita", "gate-in", on_day(3, "09:00"));
    scan("fay", "auditorium-in", on_day(3, "09:10"));
    tell("The auditorium is full", scan("rita", "auditorium-in", on_day(3, "09:11")));
    scan("fay", "room-a-in", on_day(3, "09:12"));
    tell("Room A is full", scan("rita", "room-a-in", on_day(3, "09:13")));
    scan("fay", "room-b-in", on_day(3, "09:14"));
    tell("Already inside, where staff look", scan("fay", "room-b-in", on_day(3, "09:44")));
    EXPECT_NE(expected.find(said), std::string::npos) << said;
}

TEST_F(Refusals, by_a_rule_say_what_would_have_to_be_true) {
    using enum Variable;
    const auto noon = on_day(3, "11:00");
    tell_rule("Too early for the list", from(minutes(710)), "fay", noon);
    tell_rule("Too late for the list", until(minutes(630)), "fay", noon);
    tell_rule("Not this product", in(product, {named(1, "Speaker"), named(2, "Press")}), "fay",
              noon);
    tell_rule("Not this variation", in(variation, {named(1, "Tutorial day – Day 2")}), "tina",
              noon);
    tell_rule("Not at this gate", in(gate, {named(4, "North gate")}), "fay", noon);
    tell_rule("Not on this day of the week", count(Operator::greater_or_equal, now_isoweekday, 5),
              "fay", noon);
    tell_rule("Lunch once a day", count(Operator::less, entries_today, 1), "fay", noon, 1);
    tell_rule("Three entries at most", count(Operator::less_or_equal, entries_number, 2), "fay",
              noon, 3);
    tell_rule("On two days at most", count(Operator::less_or_equal, entries_days, 1), "fay", noon,
              2, std::chrono::hours(20));
    tell_rule("Only who was here before", count(Operator::greater_or_equal, entries_number, 1),
              "fay", noon);
    tell_rule("Again after three hours", count(Operator::greater, minutes_since_last_entry, 180),
              "fay", noon, 1);
    tell_rule("Only who is not inside", call(Operator::equal, {var(entry_status), text("absent")}),
              "fay", noon, 1);
    tell_rule(
        "Speakers at any time, others after ten to noon",
        call(Operator::any,
             {in(product, {named(1, "Speaker")}),
              call(Operator::all, {in(product, {named(3, "Full pass")}), from(minutes(710))})}),
        "fay", noon);
    EXPECT_TRUE(expected.ends_with(said)) << said;
}

}  // namespace
}  // namespace kiosk::core
