// tests/unit/pretix/enrolment_test.cpp — a station becomes a device of the shop, or hears why not.
#include "kiosk/pretix/enrolment.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "kiosk/pretix/limits.hpp"
#include "tests/unit/pretix/recordings.hpp"

namespace kiosk::pretix {
namespace {

const DeviceDescription kSelf{.hardware_brand = "Generic",
                              .hardware_model = "Kiosk-x86",
                              .os_name = "Debian",
                              .os_version = "12",
                              .software_brand = "checkin-kioskd",
                              .software_version = "0.1.0"};

TEST(Enrolment, says_what_was_said_to_real_servers) {
    for (const auto* version : kVersions) {
        const Recorded talk = recorded(version, "device-initialize-kiosk1");
        const auto handshake = make_handshake("https://pretix.example", "{INIT_TOKEN:kiosk1}");
        ASSERT_TRUE(handshake) << handshake.error().context;
        const Request said = enrolment_request(*handshake, kSelf);
        EXPECT_EQ(said.method, Method::post);
        EXPECT_EQ(said.target, talk.target);
        EXPECT_EQ(boost::json::parse(said.body), boost::json::parse(talk.body)) << said.body;
        const auto heard = read_enrolment(talk.reply);
        ASSERT_TRUE(heard.device) << heard.words;
        EXPECT_EQ(heard.device->organizer, "accra");
        EXPECT_EQ(heard.device->api_token, "{DEVICE_TOKEN:kiosk1}");
        EXPECT_EQ(heard.device->security_profile, "pretixscan");
        EXPECT_EQ(heard.device->gate.value().name, "Main entrance");
    }
}

TEST(Enrolment, a_refused_token_is_not_tried_again) {
    for (const auto* version : kVersions) {
        for (const auto* name :
             {"device-initialize-used-token", "device-initialize-unknown-token"}) {
            const auto heard = read_enrolment(recorded(version, name).reply);
            EXPECT_FALSE(heard.device) << name;
            EXPECT_FALSE(heard.may_retry) << name;
            EXPECT_NE(heard.words.find("token"), std::string::npos) << heard.words;
        }
    }
    EXPECT_TRUE(read_enrolment(Reply{}).may_retry);
    EXPECT_TRUE(read_enrolment(Reply{.status = 502, .headers = {}, .body = "<html>"}).may_retry);
}

TEST(Enrolment, reads_the_code_on_the_shops_screen) {
    const auto code = [](const std::string& version) {
        return R"({"handshake_version": )" + version +
               R"(, "url": "https://pretix.eu", "token": "kpp4jn8g2ynzonp6", "new": 1})";
    };
    const auto handshake = read_handshake(code("1"));
    ASSERT_TRUE(handshake) << handshake.error().context;
    EXPECT_EQ(handshake->token, "kpp4jn8g2ynzonp6");
    EXPECT_EQ(handshake->shop.authority(), "pretix.eu");
    EXPECT_EQ(read_handshake(code("2")).error().code, Errc::unsupported);
    EXPECT_FALSE(read_handshake("kpp4jn8g2ynzonp6"));
}

TEST(Enrolment, takes_tokens_that_fit_into_a_header) {
    const std::string longest(kTokenBytesMax, 't');
    EXPECT_TRUE(make_handshake("https://pretix.eu", longest));
    for (const std::string& bad : {longest + "t", std::string(), std::string("a b"),
                                   std::string("a\r\nX: y"), std::string("\xc3\xa9")}) {
        EXPECT_FALSE(make_handshake("https://pretix.eu", bad)) << bad;
    }
    const auto heard = read_enrolment(
        json_reply(200, R"({"organizer": "a", "device_id": 1, "unique_serial": "s", "name": "n",
                 "api_token": "x\r\nHost: evil", "gate": null})"));
    EXPECT_FALSE(heard.device);
    EXPECT_FALSE(heard.may_retry);
    const auto elsewhere = read_enrolment(json_reply(
        200, R"({"organizer": "a/../b", "device_id": 1, "unique_serial": "s", "name": "n",
                 "api_token": "x", "gate": null})"));
    EXPECT_FALSE(elsewhere.device);
}

}  // namespace
}  // namespace kiosk::pretix
