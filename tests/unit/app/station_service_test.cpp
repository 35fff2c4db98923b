// tests/unit/app/station_service_test.cpp — the station as the API and the readers see it.
#include "tests/unit/app/station_service_fixture.hpp"

namespace kiosk::app {
namespace {

TEST_F(StationServiceTest, a_posted_code_is_answered_when_it_is_stored) {
    load({a_ticket("aaaa1111")});
    scan({.code = "aaaa1111"});
    EXPECT_TRUE(answers.empty());
    EXPECT_TRUE(shown.empty());
    sync();
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_TRUE(answers[0]->admitted());
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0].station, "desk-1");
}

TEST_F(StationServiceTest, a_readers_scan_goes_the_same_way) {
    load({a_ticket("aaaa1111")});
    mailbox.post({.station = "desk-1",
                  .reader = "usb-1",
                  .bytes = "aaaa1111\r",
                  .source = core::ScanSource::scanner,
                  .seen_at = clock.now()});
    service.drain();
    EXPECT_TRUE(shown.empty());
    sync();
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0].decision.reason, core::Reason::ok);
    EXPECT_EQ(service.status().stations[0].scans, 1U);
}

TEST_F(StationServiceTest, wrong_requests_are_refused_by_name_and_leave_no_record) {
    load({a_ticket("aaaa1111")});
    const std::size_t records = store.records.size();
    scan({.station = "gate-x", .code = "aaaa1111"});
    scan({.code = std::string(core::kScanBytesMax + 1, 'a')});
    scan({.code = "aaaa1111", .nonce = std::string(core::kNonceMax + 1, 'n')});
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_EQ(answers[0].error().context, "no station \"gate-x\"; known: desk-1");
    EXPECT_EQ(answers[1].error().context, "code is 8193 bytes, limit 8192");
    EXPECT_EQ(answers[2].error().context, "nonce is 191 bytes, limit 190");
    EXPECT_EQ(store.records.size(), records);
}

TEST_F(StationServiceTest, without_a_list_requests_are_told_what_to_do) {
    scan({.code = "aaaa1111"});
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].error().code, Errc::unavailable);
    EXPECT_FALSE(service.ready());
    EXPECT_FALSE(service.status().roster_loaded);
}

TEST_F(StationServiceTest, a_full_disk_is_said_in_the_status_and_admits_nobody) {
    load({a_ticket("aaaa1111")});
    scan({.code = "aaaa1111"});
    store.fail_unsynced();
    store.set_health(core::StorageState::red);
    service.drain();
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0]->decision.reason, core::Reason::error);
    EXPECT_FALSE(service.ready());
    const auto status = service.status();
    EXPECT_EQ(status.storage.state, core::StorageState::red);
    EXPECT_EQ(status.storage.code, "STO-FULL");
    EXPECT_EQ(status.storage.sentence, "no space");
}

TEST_F(StationServiceTest, when_the_disk_is_back_the_lost_place_is_used_again) {
    load({a_ticket("aaaa1111")});
    scan({.code = "aaaa1111"});
    const std::uint64_t lost = engine.last_seq();
    store.fail_unsynced();
    store.set_health(core::StorageState::red);
    service.drain();
    store.set_health(core::StorageState::green);
    service.drain();
    scan({.code = "aaaa1111"});
    EXPECT_EQ(store.records.back().seq, lost);
    sync();
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_TRUE(answers[1]->admitted());
}

TEST_F(StationServiceTest, a_note_that_a_full_queue_lost_is_noted_again_although_the_disk_is_well) {
    load({a_ticket("aaaa1111")});
    mailbox.repaired({.copy = core::StoredCopy::database, .code = "STO-ROT", .records = 7});
    service.drain();
    store.fail_unsynced();
    service.drain();
    const auto* noted = std::get_if<core::RepairedRecord>(&store.records.back().record);
    ASSERT_NE(noted, nullptr);
    EXPECT_EQ(noted->records, 7U);
}

TEST_F(StationServiceTest, a_repair_is_noted_with_its_time) {
    load({a_ticket("aaaa1111")});
    mailbox.repaired({.copy = core::StoredCopy::database, .code = "STO-ROT", .records = 7});
    service.drain();
    const auto* noted = std::get_if<core::RepairedRecord>(&store.records.back().record);
    ASSERT_NE(noted, nullptr);
    EXPECT_EQ(noted->records, 7U);
    EXPECT_EQ(noted->at, clock.now());
}

TEST_F(StationServiceTest, search_finds_people_and_tells_whether_they_are_here) {
    load({a_ticket("aaaa1111").named("Ama Owusu"), a_ticket("bbbb2222").named("Kofi")});
    core::ScanSeen seen;
    mailbox.post({.station = "desk-1",
                  .reader = "usb-1",
                  .bytes = "bbbb2222",
                  .source = core::ScanSource::scanner,
                  .seen_at = clock.now()});
    service.drain();
    sync();
    Result<ports::AttendeePage> page;
    service.search({.search = "K7M9P", .limit = 1}, [&](auto found) { page = std::move(found); });
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->items.size(), 1U);
    EXPECT_TRUE(page->next.has_value());
    service.search({.search = "kofi"}, [&](auto found) { page = std::move(found); });
    ASSERT_EQ(page->items.size(), 1U);
    EXPECT_EQ(page->items[0].status, "inside");
    EXPECT_EQ(page->items[0].match, "name");
    EXPECT_EQ(page->items[0].first_entry, testing::kNine);
    EXPECT_FALSE(page->next.has_value());
}

TEST_F(StationServiceTest, the_whole_list_comes_page_by_page) {
    load({a_ticket("aaaa1111"), a_ticket("bbbb2222"), a_ticket("cccc3333")});
    ports::AttendeeQuery query{.limit = 2};
    Result<ports::AttendeePage> page;
    service.search(query, [&](auto found) { page = std::move(found); });
    ASSERT_EQ(page->items.size(), 2U);
    query.after = page->next.value();
    service.search(query, [&](auto found) { page = std::move(found); });
    EXPECT_EQ(page->items.size(), 1U);
    EXPECT_FALSE(page->next.has_value());
}

TEST_F(StationServiceTest, a_record_that_waits_too_long_stops_the_progress) {
    load({a_ticket("aaaa1111")});
    scan({.code = "aaaa1111"});
    clock.advance(std::chrono::seconds(9));
    EXPECT_TRUE(service.progresses(std::chrono::seconds(10)));
    clock.advance(std::chrono::seconds(1));
    EXPECT_FALSE(service.progresses(std::chrono::seconds(10)));
    sync();
    EXPECT_TRUE(service.progresses(std::chrono::seconds(10)));
}

TEST_F(StationServiceTest, answers_are_durable_before_the_scan_is_decided) {
    load({a_ticket("aaaa1111").id(7)});
    scan({.code = "aaaa1111", .answers = {{"age", "12"}}});
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].ticket, core::TicketId{7});
    ASSERT_EQ(kept[0].answers.size(), 1U);
    EXPECT_EQ(kept[0].answers[0].text, "12");
    sync();
    ASSERT_EQ(answers.size(), 1U);
    ASSERT_TRUE(answers[0].has_value());
    EXPECT_EQ(answers[0]->decision.reason, core::Reason::ok);
}

TEST_F(StationServiceTest, answers_that_cannot_be_kept_record_nothing) {
    load({a_ticket("aaaa1111")});
    const auto before = engine.last_seq();
    disk_takes_answers = false;
    scan({.code = "aaaa1111", .answers = {{"age", "12"}}});
    ASSERT_EQ(answers.size(), 1U);
    ASSERT_FALSE(answers[0].has_value());
    EXPECT_EQ(answers[0].error().code, Errc::unavailable);
    EXPECT_EQ(answers[0].error().context,
              "the answers cannot be kept, so nothing was recorded: no space");
    EXPECT_EQ(engine.last_seq(), before);
}

TEST_F(StationServiceTest, an_answer_to_a_question_that_nobody_asks_is_refused) {
    load({a_ticket("aaaa1111")});
    scan({.code = "aaaa1111", .answers = {{"hat", "12"}}});
    ASSERT_EQ(answers.size(), 1U);
    ASSERT_FALSE(answers[0].has_value());
    EXPECT_EQ(answers[0].error().context, "no question \"hat\"");
}

TEST_F(StationServiceTest, the_list_s_time_checks_out_and_shows_nobody) {
    load({a_ticket("aaaa1111")});
    scan({.code = "aaaa1111"});
    sync();
    shown.clear();
    service.tick();
    EXPECT_EQ(engine.tally().total().inside, 1U);
    clock.advance(std::chrono::hours(1));
    service.tick();
    sync();
    EXPECT_EQ(engine.tally().total().inside, 0U);
    EXPECT_TRUE(shown.empty());
}

TEST_F(StationServiceTest, a_preview_is_written_on_a_worker_and_its_errors_are_told) {
    const auto answer_of = [](StationService& asked, const std::string& camera) {
        std::optional<Result<std::string>> answer;
        asked.preview(camera, [&](Result<std::string> given) { answer = std::move(given); });
        return answer;
    };
    EXPECT_EQ(answer_of(service, "door")->error().code, Errc::not_found) << "no cameras at all";

    std::vector<std::function<void()>> work;
    ServiceHooks with_camera = hooks();
    with_camera.run_search = [&](auto job) { work.push_back(std::move(job)); };
    with_camera.preview =
        [](const std::string& camera) -> Result<std::function<Result<std::string>()>> {
        if (camera != "door") return fail(Errc::unavailable, "no picture yet");
        return []() -> Result<std::string> { return "picture"; };
    };
    StationService seeing(engine, hasher, mailbox, store, clock, settings(), with_camera);
    EXPECT_EQ(answer_of(seeing, "window")->error().context, "no picture yet");
    std::optional<Result<std::string>> answer;
    seeing.preview("door", [&](Result<std::string> given) { answer = std::move(given); });
    ASSERT_FALSE(answer.has_value()) << "not on the main thread";
    ASSERT_EQ(work.size(), 1U);
    work.front()();
    EXPECT_EQ(answer->value(), "picture");
}

}  // namespace
}  // namespace kiosk::app
