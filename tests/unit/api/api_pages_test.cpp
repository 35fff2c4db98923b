// tests/unit/api/api_pages_test.cpp — the screens come out of the binary.
#include <set>

#include "kiosk/web/assets.hpp"
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

TEST_F(Api, serves_the_desk_and_everything_it_names) {
    const auto desk = get("/desk");
    ASSERT_EQ(desk.status, 200);
    EXPECT_EQ(desk.header("Content-Type"), "text/html; charset=utf-8");
    EXPECT_NE(desk.body.find("data-screen=\"desk\""), std::string::npos);
    for (const auto& asset : web::assets()) {
        if (asset.name.ends_with(".html")) continue;
        const auto response = get("/assets/" + std::string(asset.name));
        EXPECT_EQ(response.status, 200) << asset.name;
        EXPECT_EQ(response.body, asset.content) << asset.name;
    }
    EXPECT_EQ(get("/").status, 200);
    EXPECT_EQ(get("/assets/").status, 404);
    EXPECT_EQ(get("/assets/..%2fdesk.html").status, 400);
}

TEST_F(Api, a_page_that_is_known_is_not_sent_again) {
    const auto first = get("/assets/desk.js");
    const std::string tag = first.header("ETag");
    ASSERT_FALSE(tag.empty());
    const auto again = get("/assets/desk.js", "If-None-Match: \"other\", " + tag + "\r\n");
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(again.header("ETag"), tag);
    EXPECT_EQ(get("/assets/desk.js", "If-None-Match: \"other\"\r\n").status, 200);
}

TEST_F(Api, serves_each_screen_its_words_in_each_language) {
    const auto words = get("/i18n/ar/gate.json");
    ASSERT_EQ(words.status, 200);
    EXPECT_EQ(words.header("Content-Type"), "application/json");
    EXPECT_NE(words.body.find("\"direction\":\"rtl\""), std::string::npos);
    const std::string tag = words.header("ETag");
    EXPECT_EQ(get("/i18n/ar/gate.json", "If-None-Match: " + tag + "\r\n").status, 304);
    EXPECT_NE(get("/i18n/ar/desk.json").header("ETag"), tag);
    EXPECT_NE(get("/i18n/fr/gate.json").header("ETag"), tag);
    EXPECT_EQ(get("/i18n/yo/gate.json").status, 404);
    EXPECT_EQ(get("/i18n/ar/nowhere.json").status, 404);
}

TEST_F(Api, pages_hold_no_inline_script_or_style_which_the_policy_forbids) {
    for (const auto& asset : web::assets()) {
        if (!asset.name.ends_with(".html")) continue;
        for (const char* forbidden :
             {" style=", "<style", " onclick=", "<script>", "javascript:", "https:"}) {
            EXPECT_EQ(asset.content.find(forbidden), std::string_view::npos)
                << asset.name << forbidden;
        }
    }
}

TEST_F(Api, scripts_never_make_markup_out_of_text) {
    for (const auto& asset : web::assets()) {
        for (const char* forbidden :
             {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("}) {
            EXPECT_EQ(asset.content.find(forbidden), std::string_view::npos)
                << asset.name << forbidden;
        }
    }
}

}  // namespace
}  // namespace kiosk::api
