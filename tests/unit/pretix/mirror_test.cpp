// tests/unit/pretix/mirror_test.cpp — what is kept of a shop, over restarts and cut lines.
#include "kiosk/pretix/mirror.hpp"

#include <vector>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "kiosk/pretix/download.hpp"
#include "kiosk/pretix/kept_text.hpp"
#include "kiosk/pretix/order_json.hpp"
#include "kiosk/pretix/shop_notes.hpp"
#include "tests/unit/pretix/recordings.hpp"

namespace kiosk::pretix {
namespace {

Result<ZoneOffsets> utc(const std::string&) {
    return ZoneOffsets();
}

const char* const kOrder =
    R"({"code":"ABC","status":"p","testmode":false,"datetime":"2024-06-01T15:00:00Z",
        "email":"a@example.org","phone":"0801","invoice_address":{"street":"here"},
        "positions":[{"id":7,"positionid":1,"item":1,"secret":"s7","attendee_name":"Ama",
                      "price":"600.00","street":"there","checkins":[{"id":1,"list":6,
                      "datetime":"2024-09-24T08:00:00Z","type":"exit","gate":1}]}]})";

Fetched with_order(const std::string& text) {
    Fetched fetched;
    fetched.orders.push_back(*read_order(boost::json::parse(text)));
    fetched.orders.back().text = kept_order(boost::json::parse(text));
    return fetched;
}

std::size_t positions_in(const Mirror& mirror) {
    std::size_t count = 0;
    EXPECT_TRUE(mirror.visit_orders([&](const Order& order) -> Result<> {
        count += order.positions.size();
        return {};
    }));
    return count;
}

TEST(KeptOrder, says_the_same_of_a_ticket_without_what_no_door_needs) {
    const std::string kept = kept_order(boost::json::parse(kOrder));
    for (const char* gone : {"phone", "invoice", "street", "price", "gate"}) {
        EXPECT_EQ(kept.find(gone), std::string::npos) << gone;
    }
    const auto order = read_order(boost::json::parse(kept));
    ASSERT_TRUE(order);
    ASSERT_EQ(order->positions.size(), 1U);
    EXPECT_EQ(order->positions[0].secret, "s7");
    EXPECT_EQ(order->positions[0].attendee_name, "Ama");
    ASSERT_EQ(order->positions[0].check_ins.size(), 1U);
    EXPECT_EQ(order->positions[0].check_ins[0].direction, core::Direction::exit);
    EXPECT_EQ(kept_order(boost::json::parse("[1]")), "{}");
}

TEST(Mirror, lines_and_a_new_writing_give_the_same_mirror) {
    Mirror mirror;
    Stamps stamps;
    stamps.orders = "2024-09-24T07:30:21.733553Z";
    std::vector<std::string> lines{*mirror.take(with_order(kOrder), stamps)};
    Fetched secrets;
    secrets.revoked = {{"old", true}};
    secrets.blocked = {{"b1", true}, {"b2", true}};
    secrets.texts["event"] = R"({"slug":"a","date_from":"2024-09-24T08:00:00Z","timezone":"UTC"})";
    lines.push_back(*mirror.take(secrets, stamps));
    Fetched lifted;
    lifted.blocked = {{"b1", false}};
    stamps.orders_complete = true;
    lines.push_back(*mirror.take(lifted, stamps));

    std::vector<std::string> anew;
    mirror.write([&](std::string line) { anew.push_back(std::move(line)); });
    for (const auto& written : {lines, anew}) {
        Mirror read;
        for (const auto& line : written) ASSERT_TRUE(read.take_line(line));
        EXPECT_EQ(read.stamps(), stamps);
        EXPECT_EQ(read.orders(), 1U);
        EXPECT_EQ(positions_in(read), 1U);
        const auto event = read.event(utc);
        ASSERT_TRUE(event) << event.error().context;
        EXPECT_EQ(event->slug, "a");
        EXPECT_EQ(event->revoked, std::vector<std::string>{"old"});
        EXPECT_EQ(event->blocked, std::vector<std::string>{"b2"});
    }
}

TEST(Mirror, an_order_that_comes_again_takes_the_place_of_the_one_before) {
    Mirror mirror;
    ASSERT_TRUE(mirror.take(with_order(kOrder), {}));
    ASSERT_TRUE(mirror.take(with_order(R"({"code":"ABC","status":"c","positions":[]})"), {}));
    EXPECT_EQ(mirror.orders(), 1U);
    EXPECT_EQ(positions_in(mirror), 0U);
}

TEST(Mirror, refuses_what_is_no_line_of_its_own) {
    for (const char* line : {"", "{", "[]", "{}", R"({"stamps":1})", R"({"stamps":{}})"}) {
        Mirror mirror;
        const auto taken = mirror.take_line(line);
        ASSERT_FALSE(taken) << line;
    }
    EXPECT_EQ(Mirror().event(utc).error().code, Errc::not_found);
}

TEST(Mirror, keeps_all_that_a_real_server_says_of_an_event) {
    const auto shop = ShopAddress::parse("https://pretix.example");
    Download download({.shop = *shop,
                       .organizer = "accra",
                       .event = "pyconafrica2024",
                       .api_token = "key",
                       .zone = utc},
                      {});
    Mirror mirror;
    const auto take = [&](const char* name) {
        const Fetched fetched = download.take(recorded("v2026.5", name).reply);
        ASSERT_TRUE(mirror.take(fetched, download.stamps()));
    };
    for (const char* name : {"event-detail", "items", "questions", "checkinlists"}) take(name);
    const auto event = mirror.event(utc);
    ASSERT_TRUE(event) << event.error().context;
    EXPECT_EQ(event->items.size(), 10U);
    EXPECT_EQ(event->lists.size(), 18U);
    EXPECT_EQ(event->lists.at(6).name, "Main auditorium");
}

TEST(ShopNotes, a_device_and_what_was_told_come_back_as_they_were_written) {
    ShopDevice device{.address = "https://pretix.eu", .device = {}};
    device.device.organizer = "accra";
    device.device.number = 7;
    device.device.api_token = "key";
    device.device.gate = Gate{.id = 3, .name = "Main \"gate\""};
    const auto read = read_shop_device(print_shop_device(device));
    ASSERT_TRUE(read) << read.error().context;
    EXPECT_EQ(read->device.api_token, "key");
    EXPECT_EQ(read->device.gate->name, "Main \"gate\"");

    const Told told{.through = 12, .annulled = {3, 4}, .letters = {{5, {"refused", "no"}}}};
    const auto back = read_told(print_told(told));
    ASSERT_TRUE(back) << back.error().context;
    EXPECT_EQ(*back, told);
    for (const char* text : {"", "{}", "[]", R"({"through":-1})", R"({"through":1,"more":2})"}) {
        EXPECT_FALSE(read_told(text)) << text;
    }
}

}  // namespace
}  // namespace kiosk::pretix
