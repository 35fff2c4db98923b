// tests/unit/app/station_undo_test.cpp — who may take which check-in back, and when it is answered.
#include <chrono>

#include "tests/unit/app/station_service_fixture.hpp"

namespace kiosk::app {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class StationUndo : public StationServiceTest {
  protected:
    StationUndo() {
        load({a_ticket("aaaa1111").named("Fatou Bâ"), a_ticket("bbbb2222")});
        scan({.code = "aaaa1111"});
        sync();
        checked_in = answers.back()->seq;
        id = answers.back()->id;
    }

    ports::UndoRequest at_the_desk() const {
        ports::UndoRequest request;
        request.scan = checked_in;
        request.station = "desk-1";
        return request;
    }
    ports::UndoRequest by_a_lead() const {
        ports::UndoRequest request;
        request.scan = checked_in;
        request.cause = core::UndoCause::wrong_person;
        request.by = "abena";
        request.by_lead = true;
        return request;
    }

    // Nothing while it waits for the disk.
    std::optional<Result<ports::UndoAnswer>> ask(ports::UndoRequest request) {
        auto answer = std::make_shared<std::optional<Result<ports::UndoAnswer>>>();
        service.undo(std::move(request),
                     [answer](Result<ports::UndoAnswer> given) { *answer = std::move(given); });
        said.push_back(answer);
        return *answer;
    }

    Errc refused(ports::UndoRequest request) {
        const auto answer = ask(std::move(request));
        EXPECT_TRUE(answer && !*answer);
        return answer && !*answer ? answer->error().code : Errc::corrupt;
    }

    std::uint64_t checked_in = 0;
    core::ScanId id;
    std::vector<std::shared_ptr<std::optional<Result<ports::UndoAnswer>>>> said;
};

TEST_F(StationUndo, a_desk_takes_its_own_check_in_back_and_hears_so_once_it_is_durable) {
    EXPECT_FALSE(ask(at_the_desk()).has_value());
    EXPECT_TRUE(undone.empty());
    sync();
    ASSERT_TRUE(said[0]->has_value() && said[0]->value());
    const ports::UndoAnswer& answer = *said[0]->value();
    EXPECT_EQ(answer.record.cause, core::UndoCause::slip);
    EXPECT_EQ(answer.record.scan.seq, checked_in);
    EXPECT_EQ(answer.holder->name, "Fatou Bâ");
    ASSERT_EQ(undone.size(), 1U);
    EXPECT_EQ(service.stats().total().entries, 0U);
    EXPECT_EQ(service.stats().undone(), 1U);
    EXPECT_EQ(service.summary().total.arrived, 0U);
}

TEST_F(StationUndo, after_sixty_seconds_only_a_lead_undoes_and_says_why) {
    clock.advance(seconds(60));
    auto late = at_the_desk();
    EXPECT_FALSE(ask(late).has_value()) << "60 s are still fresh";
    sync();
    scan({.code = "bbbb2222"});
    sync();
    checked_in = answers.back()->seq;
    clock.advance(seconds(60) + milliseconds(1));
    EXPECT_EQ(refused(at_the_desk()), Errc::denied);
    auto lead = by_a_lead();
    lead.cause.reset();
    EXPECT_EQ(refused(lead), Errc::invalid_input);
    EXPECT_FALSE(ask(by_a_lead()).has_value());
    sync();
    EXPECT_TRUE(said.back()->value().has_value());
}

TEST_F(StationUndo, another_desk_undoes_nothing_of_this_one) {
    auto other = at_the_desk();
    other.station = "desk-2";
    EXPECT_EQ(refused(other), Errc::denied);
    other.station.clear();
    EXPECT_EQ(refused(other), Errc::denied);
}

TEST_F(StationUndo, a_wall_clock_that_was_set_makes_nothing_fresh_again) {
    core::ScanRecord scan;
    scan.station = "desk-1";
    scan.at = testing::at(seconds(100));
    scan.boot.bytes.fill(1);
    const core::BootId other_boot{};
    EXPECT_TRUE(is_fresh_at_desk(scan, "desk-1", scan.boot, testing::at(seconds(160))));
    EXPECT_FALSE(is_fresh_at_desk(scan, "desk-1", scan.boot, testing::at(seconds(161))));
    EXPECT_TRUE(is_fresh_at_desk(scan, "desk-1", other_boot, testing::at(seconds(160))));
    EXPECT_FALSE(is_fresh_at_desk(scan, "desk-1", other_boot, testing::at(seconds(99))));
}

TEST_F(StationUndo, twice_is_a_conflict_and_the_same_request_hears_its_answer_again) {
    auto request = at_the_desk();
    request.nonce = "n-1";
    EXPECT_FALSE(ask(request).has_value());
    EXPECT_FALSE(ask(request).has_value()) << "sent again before the disk answered";
    EXPECT_EQ(refused(at_the_desk()), Errc::conflict);
    sync();
    EXPECT_TRUE(said[0]->value().has_value());
    EXPECT_TRUE(said[1]->value().has_value());
    EXPECT_FALSE(ask(request)->value().seq != 0);
    EXPECT_TRUE(said.back()->value()->replayed);
    EXPECT_EQ(undone.size(), 1U);
}

TEST_F(StationUndo, a_refused_scan_and_an_unknown_one_leave_nothing_to_undo) {
    scan({.code = "aaaa1111", .nonce = "again"});
    sync();
    checked_in = answers.back()->seq;
    EXPECT_EQ(refused(at_the_desk()), Errc::conflict);
    checked_in = 4711;
    EXPECT_EQ(refused(at_the_desk()), Errc::not_found);
    checked_in = 0;
    EXPECT_EQ(refused(at_the_desk()), Errc::not_found);
    ports::UndoRequest unknown = at_the_desk();
    unknown.scan = core::ScanId{};
    EXPECT_EQ(refused(unknown), Errc::not_found);
}

TEST_F(StationUndo, a_check_in_is_found_by_its_id_too) {
    auto request = at_the_desk();
    request.scan = id;
    EXPECT_FALSE(ask(request).has_value());
    sync();
    EXPECT_EQ(said[0]->value()->record.scan.seq, checked_in);
}

TEST_F(StationUndo, a_disk_that_fails_is_told_and_the_check_in_stands) {
    EXPECT_FALSE(ask(at_the_desk()).has_value());
    store.fail_unsynced();
    service.drain();
    ASSERT_TRUE(said[0]->has_value());
    EXPECT_EQ(said[0]->value().error().code, Errc::unavailable);
    EXPECT_EQ(engine.annulment_of(checked_in), nullptr);
    store.set_health(core::StorageState::red);
    service.drain();
    EXPECT_EQ(refused(at_the_desk()), Errc::unavailable);
}

TEST_F(StationUndo, the_log_tells_of_it) {
    EXPECT_FALSE(ask(by_a_lead()).has_value());
    sync();
    std::vector<ports::StoredScan> log;
    service.scans({}, [&](Result<std::vector<ports::StoredScan>> found) { log = *found; });
    ASSERT_EQ(log.size(), 1U);
    ASSERT_TRUE(log[0].undone.has_value());
    EXPECT_EQ(log[0].undone->by, "abena");
}

}  // namespace
}  // namespace kiosk::app
