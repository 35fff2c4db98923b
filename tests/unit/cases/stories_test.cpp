// tests/unit/cases/stories_test.cpp — what the shop's own scanning app asserts, step by step.
#include <sstream>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "kiosk/cases/desk_views.hpp"
#include "kiosk/cases/paper_station.hpp"
#include "tests/unit/cases/running.hpp"

namespace kiosk::cases {
namespace {

TEST(Stories, every_story_ends_as_told_alone_and_in_the_whole_world) {
    std::ostringstream out;
    std::ostringstream summary;
    const auto count = run_cases(kFolder / "cases.jsonl", options(), out, summary);
    ASSERT_TRUE(count) << count.error().context;
    EXPECT_EQ(mismatches(out.str()), "");
    EXPECT_EQ(summary.str(), "51 of 51 match\n");
}

TEST(Stories, each_field_of_an_expectation_is_compared) {
    const char* const changes[][2] = {
        {R"("queued":1)", R"("queued":2)"},
        {R"("item_name":"Regular ticket")", R"("item_name":"Merch")"},
        {R"("attendee_name":"Casey Flores")", R"("attendee_name":null)"},
        {R"("attention":true)", R"("attention":false)"},
        {R"("may_be_overridden":true)", R"("may_be_overridden":false)"},
        {R"("checkins_of_secret":3)", R"("checkins_of_secret":2)"},
        {R"("questions":[1])", R"("questions":[2])"},
        {R"("positionid":7)", R"("positionid":6)"},
        {R"("count":3)", R"("count":4)"},
        {R"("entered":2)", R"("entered":3)"},
        {R"("last_queued":{"type":"exit"})", R"("last_queued":{"type":"entry"})"},
        {R"("reason":"revoked")", R"("reason":"invalid")"},
    };
    for (const auto& change : changes) {
        const auto report = run_changed("cases.jsonl", change[0], change[1]);
        EXPECT_TRUE(report.ends_with("0 of 1 match\n")) << change[1] << "\n" << report;
        EXPECT_NE(report.find("\"difference\":\"step "), std::string::npos) << report;
    }
}

TEST(Stories, unknown_keys_are_refused_wherever_something_is_asked) {
    const char* const changes[][3] = {
        {R"("type":"entry"})", R"("type":"entry","vip":true})", R"(: scan: unknown key \"vip\")"},
        {R"("expect":{)", R"("expect":{"mood":"good",)", R"(: expect: unknown key \"mood\")"},
        {R"("also":{)", R"("also":{"mood":"good",)", R"(: also: unknown key \"mood\")"},
        {R"("last_queued":{)", R"("last_queued":{"mood":"good",)",
         R"(: last_queued: unknown key \"mood\")"},
        {R"({"now":)", R"({"weather":"fine","now":)", R"(: unknown key \"weather\")"},
    };
    for (const auto& change : changes) {
        const auto report = run_changed("cases.jsonl", change[0], change[1]);
        EXPECT_NE(report.find(change[2]), std::string::npos) << report;
        EXPECT_EQ(report.find("step "), report.rfind("step ")) << "said once\n" << report;
        EXPECT_TRUE(report.ends_with("0 of 1 match\n")) << report;
    }
}

TEST(Stories, a_medium_counts_until_it_expires) {
    const auto needs = boost::json::parse(R"({"organizer": "mtrmt", "events": [
        {"slug": "event1", "event": "events/rmevent1.json", "subevents": [],
         "items": ["items/rmevent1-item1.json"],
         "checkinlists": ["checkinlists/rmevent1-list1.json"], "questions": [],
         "orders": ["orders/rmevent1-order1.json"]}],
        "reusablemedia": ["reusablemedia/mtrmt-medium6.json"]})");
    auto world = load_world(needs, options());
    ASSERT_TRUE(world) << world.error().context;
    PaperStation station(*std::move(world), *options().verifier);
    PaperScan scan;
    scan.secret = "6666";
    scan.lists = {{.event = "event1", .list = 35}};
    scan.now = parse_iso_time("2000-12-31T00:00:00Z").value();  // the instant itself still counts
    EXPECT_EQ(station.scan(scan).value().decision.reason, core::Reason::ok);
    scan.now += std::chrono::microseconds(1);
    EXPECT_EQ(station.scan(scan).value().decision.reason, core::Reason::invalid);
}

// The shop forgets a canceled add-on of a live order: the daemon's engine does not mean it.
TEST(Stories, a_canceled_add_on_is_not_meant_by_the_main_ticket_s_code) {
    World world;
    pretix::ShopEvent& shop = world.events.emplace_back();
    shop.slug = "event1";
    shop.lists[5].list = {
        .id = "5", .all_products = false, .limit_products = {{2}}, .addon_match = true};
    for (const std::int64_t id : {1, 2, 3}) {
        Position& position = world.positions.emplace_back();
        position.id = id;
        position.secret = "secret" + std::to_string(id);
        position.facts.id = {static_cast<std::uint64_t>(id)};
        position.facts.product = {id == 1 ? 1 : 2};
        if (id > 1) position.addon_to = 1;
    }
    world.positions[1].facts.canceled = true;
    PaperStation station(world, *options().verifier);
    PaperScan scan{.secret = "secret1", .lists = {{.event = "event1", .list = 5}}};
    const auto outcome = station.scan(scan).value();
    EXPECT_EQ(outcome.decision.reason, core::Reason::ok);
    ASSERT_NE(outcome.position, nullptr);
    EXPECT_EQ(outcome.position->id, 3);
    world.positions[1].facts.canceled = false;
    PaperStation both(world, *options().verifier);
    EXPECT_EQ(both.scan(scan).value().decision.reason, core::Reason::ambiguous);
}

// Two live tickets of one event under one secret.
World shared_secret(core::ProductId first, core::ProductId second) {
    World world;
    pretix::ShopEvent& shop = world.events.emplace_back();
    shop.slug = "event1";
    shop.lists[5].list = {.id = "5", .all_products = false, .limit_products = {{2}}};
    for (const auto product : {first, second}) {
        Position& position = world.positions.emplace_back();
        position.id = static_cast<std::int64_t>(world.positions.size());
        position.secret = "secret";
        position.facts.id = {static_cast<std::uint64_t>(position.id)};
        position.facts.product = product;
    }
    return world;
}

TEST(Stories, of_two_tickets_with_one_secret_the_list_s_product_is_meant) {
    const PaperScan scan{.secret = "secret", .lists = {{.event = "event1", .list = 5}}};
    PaperStation station(shared_secret({1}, {2}), *options().verifier);
    const auto outcome = station.scan(scan);
    ASSERT_TRUE(outcome) << outcome.error().context;
    EXPECT_EQ(outcome->decision.reason, core::Reason::ok);
    ASSERT_NE(outcome->position, nullptr);
    EXPECT_EQ(outcome->position->id, 2);
    EXPECT_EQ(station.scan(scan).value().decision.reason, core::Reason::already_redeemed);
    PaperStation both(shared_secret({2}, {2}), *options().verifier);
    EXPECT_EQ(both.scan(scan).value().decision.reason, core::Reason::ambiguous);
}

TEST(Stories, a_canceled_ticket_of_a_live_order_is_unknown_to_the_shop) {
    PaperScan scan{.secret = "secret", .lists = {{.event = "event1", .list = 5}}};
    World world = shared_secret({2}, {2});
    world.positions[0].facts.canceled = true;
    PaperStation one(world, *options().verifier);
    const auto outcome = one.scan(scan).value();
    EXPECT_EQ(outcome.decision.reason, core::Reason::ok);
    ASSERT_NE(outcome.position, nullptr);
    EXPECT_EQ(outcome.position->id, 2);
    world.positions.pop_back();
    PaperStation alone(world, *options().verifier);
    EXPECT_EQ(alone.scan(scan).value().decision.reason, core::Reason::invalid);
    world.positions[0].facts.order_state = core::OrderState::canceled;
    PaperStation dead(world, *options().verifier);
    EXPECT_EQ(dead.scan(scan).value().decision.reason, core::Reason::canceled);
}

// One ticket, one question that need not be answered; it may come in any number of times.
World optional_question() {
    World world = shared_secret({2}, {2});
    world.positions.pop_back();
    pretix::ShopEvent& shop = world.events[0];
    shop.lists[5].list.allow_multiple_entries = true;
    core::Question& question = shop.questions.emplace_back();
    question.id = {9};
    question.ask_during_checkin = true;
    return world;
}

TEST(Stories, answers_at_an_exit_and_empty_ones_are_not_on_record_afterwards) {
    PaperScan scan{.secret = "secret", .lists = {{.event = "event1", .list = 5}}};
    const PaperScan silent = scan;
    PaperStation station(optional_question(), *options().verifier);
    const auto reason = [&](const PaperScan& one) {
        return station.scan(one).value().decision.reason;
    };
    scan.answers = {{{9}, "M"}};
    scan.direction = core::Direction::exit;
    static_cast<void>(reason(scan));
    EXPECT_TRUE(station.queue().back().answers.empty());
    EXPECT_EQ(reason(silent), core::Reason::incomplete);
    scan.direction = core::Direction::entry;
    scan.answers = {{{9}, ""}};
    EXPECT_EQ(reason(scan), core::Reason::ok_reentry);
    EXPECT_EQ(reason(silent), core::Reason::incomplete);
    scan.answers = {{{9}, "M"}};
    EXPECT_EQ(reason(scan), core::Reason::ok_reentry);
    EXPECT_EQ(reason(silent), core::Reason::ok_reentry);
    ASSERT_EQ(station.queue().back().answers.size(), 1U) << "what is on record goes with it";
}

// The recorded case revokes the code; here it is blocked, once and then no more.
TEST(Stories, a_block_is_lifted_by_a_later_word) {
    const std::string secret =
        R"("object":{"secret":"E4BibyTSylQOgeKjuMPiTDxi5HXPuTVsx1qCli3IL0143gj0EZXOB9iQInANxRFJTt4)"
        R"(Pf9nXnHdB91Qk/RN0L5AIBABSxw2TKFnSUNUCKAEAPAQA","blocked":)";
    const std::string block = R"({"add_blocked_secret":{"event":"demo",)" + secret + "true}}}";
    const std::string lift = R"({"add_blocked_secret":{"event":"demo",)" + secret + "false}}}";
    const auto said = [](const std::string& more) {
        return run_changed("cases.jsonl", R"("setup":[{"add_revoked_secret":)",
                           R"("setup":[)" + more +
                               R"(,{"add_blocked_secret":{"event":"demo","object":)"
                               R"({"secret":"another"}}}],"note":[{"was":)");
    };
    EXPECT_NE(said(block).find(R"("reason":"blocked")"), std::string::npos) << said(block);
    EXPECT_NE(said(block + "," + lift).find(R"("status":"ok")"), std::string::npos)
        << said(block + "," + lift);
}

TEST(Stories, a_name_is_found_in_capitals_of_any_script) {
    World world = shared_secret({2}, {2});
    world.positions[0].attendee_name = "Émile Иван";
    world.positions[1].attendee_name = "Adéṣínà";
    PaperStation station(world, *options().verifier);
    const std::vector<ListInUse> lists{{.event = "event1", .list = 5}};
    station.fold_case_by(options().fold_case);
    EXPECT_EQ(search(station, "éMILE", lists).size(), 1U);
    EXPECT_EQ(search(station, "ИВАН", lists).size(), 1U);
    EXPECT_EQ(search(station, "ADÉṢÍNÀ", lists).size(), 1U);
    EXPECT_EQ(search(station, "Emile", lists).size(), 0U) << "accents stay, as in the shop";
}

TEST(Stories, a_scan_is_an_entry_where_it_does_not_say) {
    const auto report = run_changed("cases.jsonl", R"(,"type":"entry"})", "}");
    EXPECT_TRUE(report.ends_with("1 of 1 match\n")) << report;
}

TEST(Stories, files_outside_the_fixtures_are_refused) {
    const auto report = run_changed("cases.jsonl", "items/item1.json", "../worlds.json");
    EXPECT_NE(report.find("outside the fixtures"), std::string::npos) << report;
}

}  // namespace
}  // namespace kiosk::cases
