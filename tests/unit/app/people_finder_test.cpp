// tests/unit/app/people_finder_test.cpp — who comes first, and what a change of lists does.
#include "kiosk/app/people_finder.hpp"

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/builders/core_builders.hpp"

namespace kiosk::app {
namespace {

using testing::a_ticket;

// Workers and main thread run when the test says.
class PeopleFinderTest : public ::testing::Test {
  protected:
    PeopleFinderTest()
        : engine_(settings(), hasher_),
          finder_(
              engine_, hasher_,
              [this](std::function<void()> work) { worker_.push_back(std::move(work)); },
              [this](std::function<void()> work) { main_.push_back(std::move(work)); }) {}

    static core::EngineSettings settings() {
        core::EngineSettings s;
        s.stations = {{"desk-1", "main", core::Direction::entry}};
        s.lists = {{core::CheckInList{.id = "main"}, {}}};
        return s;
    }

    void load(const std::vector<testing::TicketBuilder>& tickets) {
        const auto roster = testing::roster_of(tickets);
        (void)engine_.handle(core::RosterReplaced{roster, testing::at({})});
        finder_.take(roster, nullptr);
    }

    void run(std::deque<std::function<void()>>& queue) {
        while (!queue.empty()) {
            const auto work = std::move(queue.front());
            queue.pop_front();
            work();
        }
    }

    void find(ports::AttendeeQuery query) {
        finder_.find(std::move(query), [this](Result<ports::AttendeePage> page) {
            answers_.push_back(std::move(page));
        });
    }

    // Of one search from beginning to end.
    std::vector<std::string> names_for(const std::string& text) {
        find({.search = text});
        run(worker_);
        run(main_);
        std::vector<std::string> names;
        if (answers_.empty() || !answers_.back()) return names;
        for (const auto& item : answers_.back()->items) names.push_back(item.card.name);
        return names;
    }

    void let_in(const std::string& code) {
        core::ScanSeen seen;
        seen.scan.station = "desk-1";
        seen.scan.bytes = code;
        seen.scan.seen_at = testing::at({});
        (void)engine_.handle(seen);
        (void)engine_.handle(core::RecordsDurable{engine_.last_seq()});
    }

    testing::FakeHasher hasher_;
    core::Engine engine_;
    PeopleFinder finder_;
    std::deque<std::function<void()>> worker_;
    std::deque<std::function<void()>> main_;
    std::vector<Result<ports::AttendeePage>> answers_;
};

using Names = std::vector<std::string>;

TEST_F(PeopleFinderTest, without_a_list_says_what_to_do) {
    find({.search = "ama"});
    ASSERT_EQ(answers_.size(), 1U);
    EXPECT_EQ(answers_[0].error().code, Errc::unavailable);
    EXPECT_EQ(answers_[0].error().context, "no attendee list yet: kioskctl import FILE.csv");
}

TEST_F(PeopleFinderTest, of_equal_hits_those_who_are_expected_come_first) {
    load({a_ticket("aaaa1111").named("Ama One"), a_ticket("aaaa2222").named("Amadou"),
          a_ticket("aaaa3333").named("Ama Three")});
    EXPECT_EQ(names_for("ama"), (Names{"Ama One", "Ama Three", "Amadou"}));
    let_in("aaaa1111");
    EXPECT_EQ(names_for("ama"), (Names{"Ama Three", "Ama One", "Amadou"}));
}

TEST_F(PeopleFinderTest, a_whole_code_comes_before_all_else_and_once) {
    load({a_ticket("aaaa1111").named("Ama"), a_ticket("aaaa2222").named("aaaa2222")});
    EXPECT_EQ(names_for("aaaa1111"), (Names{"Ama"}));
    EXPECT_EQ(answers_.back()->items[0].match, "code");
    EXPECT_EQ(names_for(" aaaa2222 "), (Names{"aaaa2222"}));
    EXPECT_EQ(answers_.back()->items[0].match, "code");
    EXPECT_EQ(names_for("aaaa11"), Names{});
}

TEST_F(PeopleFinderTest, pages_follow_one_another_to_the_last) {
    load({a_ticket("aaaa1111").named("Ama"), a_ticket("aaaa2222").named("Ama"),
          a_ticket("aaaa3333").named("Ama")});
    std::vector<std::optional<std::uint64_t>> next;
    for (const std::uint64_t after : {0U, 2U, 3U, 9U}) {
        find({.search = "ama", .limit = 2, .after = after});
        run(worker_);
        run(main_);
        next.push_back(answers_.back()->next);
    }
    ASSERT_EQ(answers_.size(), 4U);
    EXPECT_EQ(answers_[0]->items.size(), 2U);
    EXPECT_EQ(answers_[1]->items.size(), 1U);
    EXPECT_TRUE(answers_[2]->items.empty());
    EXPECT_TRUE(answers_[3]->items.empty());
    EXPECT_EQ(next, (std::vector<std::optional<std::uint64_t>>{2U, {}, {}, {}}));
}

TEST_F(PeopleFinderTest, a_list_that_comes_in_between_is_searched_instead) {
    load({a_ticket("aaaa1111").named("Ama")});
    find({.search = "ama"});
    run(worker_);
    load({a_ticket("bbbb1111").named("Yaw"), a_ticket("bbbb2222").named("Ama Second")});
    run(main_);
    EXPECT_TRUE(answers_.empty());
    run(worker_);
    run(main_);
    ASSERT_EQ(answers_.size(), 1U);
    ASSERT_EQ(answers_[0]->items.size(), 1U);
    EXPECT_EQ(answers_[0]->items[0].card.name, "Ama Second");
}

TEST_F(PeopleFinderTest, an_index_that_came_with_the_list_is_not_made_again) {
    const auto roster = testing::roster_of({a_ticket("aaaa1111").named("Ama")});
    (void)engine_.handle(core::RosterReplaced{roster, testing::at({})});
    finder_.take(roster, std::make_shared<const search::PeopleIndex>(roster));
    EXPECT_TRUE(worker_.empty());
    EXPECT_EQ(names_for("ama"), (Names{"Ama"}));
}

TEST_F(PeopleFinderTest, a_query_beyond_the_limits_is_refused_by_name) {
    load({a_ticket("aaaa1111").named("Ama")});
    (void)names_for(std::string(search::kQueryBytesMax + 1, 'a'));
    ASSERT_EQ(answers_.size(), 1U);
    EXPECT_EQ(answers_[0].error().context, "search has 201 bytes, limit 200");
}

}  // namespace
}  // namespace kiosk::app
