// tests/unit/api/api_pages_test.cpp — the screens come out of the binary.
#include <set>

#include <zlib.h>

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

// RFC 1952: what was packed must come out again; zlib's reader knows the form by itself.
std::string unpacked(const std::string& packed) {
    constexpr int kGzip = 15 + 16;
    constexpr std::size_t kMost = 1024UL * 1024;
    std::string content(kMost, '\0');
    z_stream stream{};
    std::string input = packed;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(content.data());
    stream.avail_out = static_cast<uInt>(content.size());
    EXPECT_EQ(inflateInit2(&stream, kGzip), Z_OK);
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    content.resize(stream.total_out);
    inflateEnd(&stream);
    return content;
}

TEST_F(Api, sends_pages_packed_to_those_who_take_it) {
    for (const char* path :
         {"/desk", "/assets/desk.js", "/assets/icon.svg", "/i18n/ar/gate.json"}) {
        const auto plain = get(path);
        const auto packed = get(path, "Accept-Encoding: gzip, deflate, br\r\n");
        EXPECT_FALSE(plain.head.contains("Content-Encoding")) << path;
        EXPECT_EQ(packed.header("Content-Encoding"), "gzip") << path;
        EXPECT_EQ(unpacked(packed.body), plain.body) << path;
        EXPECT_LT(packed.body.size(), plain.body.size()) << path;
        EXPECT_EQ(packed.header("Content-Type"), plain.header("Content-Type")) << path;
        for (const auto& answer : {plain, packed}) {
            EXPECT_EQ(answer.header("Vary"), "Accept-Encoding") << path;
        }
    }
}

TEST_F(Api, each_coding_of_a_page_has_its_own_tag) {
    const std::string gzip = "Accept-Encoding: gzip\r\n";
    const std::string plain_tag = get("/assets/desk.js").header("ETag");
    const std::string packed_tag = get("/assets/desk.js", gzip).header("ETag");
    EXPECT_NE(plain_tag, packed_tag);
    const auto asked = [&](const std::string& more, const std::string& tag) {
        return get("/assets/desk.js", more + "If-None-Match: " + tag + "\r\n").status;
    };
    EXPECT_EQ(asked("", plain_tag), 304);
    EXPECT_EQ(asked(gzip, packed_tag), 304);
    EXPECT_EQ(asked("", packed_tag), 200);
    EXPECT_EQ(asked(gzip, plain_tag), 200);
    EXPECT_EQ(asked(gzip, plain_tag + ", " + packed_tag), 304);
}

// What one asker chose must never stand packed beside a secret: the length would tell it.
TEST_F(Api, packs_nothing_but_pages) {
    for (const char* path : {"/api/v1/status", "/api/v1/openapi.json", "/api/v1/session",
                             "/api/v1/attendees?search=ama", "/healthz", "/nowhere"}) {
        const auto answer = get(path, "Accept-Encoding: gzip\r\n");
        EXPECT_FALSE(answer.head.contains("Content-Encoding")) << path;
    }
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
