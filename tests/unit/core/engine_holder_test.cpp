// tests/unit/core/engine_holder_test.cpp — a main ticket and its add-ons are one person in zones.
#include "kiosk/core/engine/replay.hpp"
#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using namespace std::chrono_literals;
using testing::a_ticket;

// A workshop room within the venue; its door takes the main ticket's code for the add-on.
class EngineHolderTest : public EngineTest {
  protected:
    EngineHolderTest() { restart(); }

    static EngineSettings settings() {
        EngineSettings s;
        s.stations = {{"gate-in", "main", Direction::entry},
                      {"gate-out", "main", Direction::exit},
                      {"room-in", "workshop", Direction::entry},
                      {"room-out", "workshop", Direction::exit}};
        s.lists = {{CheckInList{.id = "main", .allow_multiple_entries = true}, {}},
                   {CheckInList{.id = "workshop",
                                .all_products = false,
                                .allow_multiple_entries = true,
                                .addon_match = true},
                    {"Workshop"}}};
        s.venue.zones = {{.id = "venue", .anti_passback = AntiPassback::hard},
                         {.id = "room", .parent = "venue", .route = {"venue"}}};
        s.venue.access_points = {
            {"gate-in", "venue"}, {"gate-out", "venue"}, {"room-in", "room"}, {"room-out", "room"}};
        return s;
    }

    static std::shared_ptr<const Roster> list(bool linked = true, std::uint64_t version = 1) {
        const std::vector<AddOnLink> links =
            linked ? std::vector<AddOnLink>{{{1}, {11}}} : std::vector<AddOnLink>{};
        return testing::roster_of({a_ticket("main0001").id(1).named("Ama"),
                                   a_ticket("work0011").id(11).product(2).named("Ama's workshop"),
                                   a_ticket("main0002").id(2)},
                                  version, RosterLinks({}, links, {}));
    }

    // As after a power cut: from the journal alone.
    void restart() {
        engine.~Engine();
        new (&engine) Engine(settings(), hasher);
        for (const auto& one : journal) engine.restore(one);
    }

    void tell(const Event& event) {
        for (const auto& one : appended(engine.handle(event))) journal.push_back(one);
        store();
    }

    Reason at(const std::string& station, const std::string& code) {
        Effects effects = engine.handle(scan(code, 1min * scans, station));
        for (const auto& one : appended(effects)) journal.push_back(one);
        for (auto& effect : store()) effects.push_back(std::move(effect));
        return shown(effects).at(0).decision.reason;
    }

    [[nodiscard]] std::vector<std::uint32_t> inside() const {
        return {engine.presence().occupancy({0}, testing::kNine + 1h),
                engine.presence().occupancy({1}, testing::kNine + 1h)};
    }
    [[nodiscard]] std::vector<Person> mustered() const {
        std::vector<Person> persons;
        for (const auto& one : engine.muster_at(testing::at(1h)).entries) {
            persons.push_back(one.person);
        }
        return persons;
    }
    using Counts = std::vector<std::uint32_t>;
    using Persons = std::vector<Person>;

    std::vector<SequencedRecord> journal;
};

TEST_F(EngineHolderTest, who_came_in_with_the_main_ticket_has_kept_the_add_ons_route) {
    tell(RosterReplaced{list(), testing::at({})});
    EXPECT_EQ(at("gate-in", "main0001"), Reason::ok);
    EXPECT_EQ(at("room-in", "main0001"), Reason::ok);
    EXPECT_EQ(inside(), (Counts{1, 1}));
    EXPECT_EQ(mustered(), (Persons{TicketId{1}}));
    EXPECT_EQ(at("gate-in", "work0011"), Reason::passback);
    EXPECT_EQ(at("gate-out", "main0001"), Reason::ok_exit);
    EXPECT_EQ(inside(), (Counts{0, 0}));
    EXPECT_EQ(mustered(), Persons{});
}

TEST_F(EngineHolderTest, forgiveness_of_either_ticket_is_for_the_person) {
    tell(RosterReplaced{list(), testing::at({})});
    EXPECT_EQ(at("gate-in", "work0011"), Reason::ok);
    EXPECT_EQ(at("gate-in", "main0001"), Reason::passback);
    SupervisorRecord act{.at = testing::at(30min),
                         .boot = {},
                         .act = SupervisorAct::forgive_passback,
                         .by = "abena"};
    act.ticket = TicketId{11};
    tell(SupervisorActed{act});
    EXPECT_EQ(at("gate-in", "main0001"), Reason::ok_reentry);
}

TEST_F(EngineHolderTest, a_restart_and_a_replay_know_one_person_too) {
    const auto roster = list();
    tell(RosterReplaced{roster, testing::at({})});
    static_cast<void>(at("gate-in", "main0001"));
    static_cast<void>(at("room-in", "main0001"));
    restart();
    tell(RosterReplaced{roster, testing::at({})});
    EXPECT_EQ(inside(), (Counts{1, 1}));
    EXPECT_EQ(mustered(), (Persons{TicketId{1}}));
    EXPECT_EQ(at("room-out", "work0011"), Reason::ok_exit);
    EXPECT_EQ(at("gate-in", "work0011"), Reason::passback);
    Replay replay(engine.settings(), hasher, {{1, roster}});
    for (const auto& one : journal) {
        const auto finding = replay.take(one);
        EXPECT_TRUE(!finding || finding->result == ReplayResult::same) << one.seq;
    }
}

TEST_F(EngineHolderTest, a_list_that_links_tickets_or_parts_them_counts_persons_anew) {
    tell(RosterReplaced{list(false), testing::at({})});
    static_cast<void>(at("gate-in", "main0001"));
    static_cast<void>(at("gate-in", "work0011"));
    static_cast<void>(at("room-in", "work0011"));
    static_cast<void>(at("gate-out", "main0001"));
    EXPECT_EQ(inside(), (Counts{1, 1}));
    EXPECT_EQ(mustered(), (Persons{TicketId{11}}));
    tell(RosterReplaced{list(true, 2), testing::at({})});
    EXPECT_EQ(inside(), (Counts{0, 0})) << "the newest scan tells where the person is";
    tell(RosterReplaced{list(false, 3), testing::at({})});
    EXPECT_EQ(inside(), (Counts{1, 1}));
    EXPECT_EQ(mustered(), (Persons{TicketId{11}}));
}

TEST_F(EngineHolderTest, what_the_disk_lost_after_a_new_list_is_given_back_all_the_same) {
    tell(RosterReplaced{list(false), testing::at({})});
    static_cast<void>(at("gate-in", "main0001"));
    static_cast<void>(engine.handle(scan("work0011", 10min, "gate-in")));
    const std::uint64_t lost = engine.last_seq();
    static_cast<void>(engine.handle(scan("main0002", 10min, "gate-in")));
    EXPECT_EQ(inside(), (Counts{3, 0}));
    static_cast<void>(engine.handle(RosterReplaced{list(true, 2), testing::at({})}));
    EXPECT_EQ(inside(), (Counts{2, 0}));
    static_cast<void>(engine.handle(RecordsFailed{lost}));
    EXPECT_EQ(inside(), (Counts{1, 0}));
    EXPECT_EQ(mustered(), (Persons{TicketId{1}}));
}

TEST_F(EngineHolderTest, the_lists_count_tickets_as_before) {
    tell(RosterReplaced{list(), testing::at({})});
    static_cast<void>(at("gate-in", "main0001"));
    static_cast<void>(at("room-in", "main0001"));
    EXPECT_EQ(engine.history().on_list(TicketId{1}, "main").size(), 1U);
    EXPECT_EQ(engine.history().on_list(TicketId{11}, "workshop").size(), 1U);
}

}  // namespace
}  // namespace kiosk::core
