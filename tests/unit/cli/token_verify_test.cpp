// tests/unit/cli/token_verify_test.cpp — one JSON line a token, stable fields, exit codes.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/core/scan.hpp"
#include "running.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;
using testing::HasSubstr;

json::value data(const char* name) {
    std::ifstream input(fs::path(KIOSK_TEST_DATA) / name);
    std::ostringstream text;
    text << input.rdbuf();
    return json::parse(text.str());
}

std::string text_of(const json::value& value) {
    const auto& text = value.as_string();
    return {text.data(), text.size()};
}

std::vector<json::value> lines_of(const std::string& out) {
    std::vector<json::value> lines;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
    return lines;
}

// A key set with the keys of the shared vectors, and the tokens of both kinds.
class TokenVerify : public testing::Test {
  protected:
    TokenVerify() {
        std::ofstream out(keys_);
        out << "revoked_badges = [";
        for (const auto& id : badges_.at("revoked_badges").as_array()) out << id << ',';
        out << "]\n";
        for (const auto& key : badges_.at("keys").as_array()) {
            out << "[[key]]\nid = " << key.at("id")
                << "\nkind = \"k1\"\nnumber = " << key.at("number")
                << "\nevents = " << key.at("events") << "\npublic_key = " << key.at("public_key")
                << "\nrevoked = " << (key.as_object().contains("revoked") ? "true" : "false")
                << '\n';
        }
        out << "[[key]]\nid = \"shop\"\nkind = \"pretix_sig1\"\npublic_key = "
            << shop_.at("public_key") << '\n';
    }
    ~TokenVerify() override { fs::remove(keys_); }

    [[nodiscard]] Said verify(std::vector<std::string> tokens, const std::string& typed = "",
                              const std::string& at = "2025-12-02T00:00:00Z") const {
        std::vector<std::string> words{"token", "verify", "--keys", keys_.string(), "--at", at};
        words.insert(words.end(), tokens.begin(), tokens.end());
        return run_words(words, {}, typed);
    }
    [[nodiscard]] std::string golden() const {
        return text_of(badges_.at("vectors").at(0).at("text"));
    }

    json::value badges_ = data("badges/k1-vectors.json");
    json::value shop_ = data("pretix/sig1-vectors.json");
    fs::path keys_ = fs::path(testing::TempDir()) / "token-verify-keys.toml";
};

TEST_F(TokenVerify, a_genuine_badge_is_told_in_full) {
    const Said said = verify({golden()});
    EXPECT_EQ(said.exit_code, ExitCode::done) << said.talk;
    EXPECT_EQ(said.out,
              R"({"kind":"k1","valid":true,"reason":"ok","gate":"ok","key":"main","fields":)"
              R"({"credential":"0123456789abcdef","event":66,"product":3,"zones":[0,2],)"
              R"("valid_from":1764547200,"valid_until":1764806399,"flags":["single_entry"],)"
              R"("issue":0}})"
              "\n");
}

TEST_F(TokenVerify, its_own_period_is_the_gates_affair) {
    const auto at = [&](const char* time) {
        return lines_of(verify({golden()}, "", time).out).at(0);
    };
    EXPECT_EQ(at("2025-12-03T23:59:59Z").at("gate"), "ok");
    EXPECT_EQ(at("2025-12-04T00:00:00Z").at("gate"), "invalid_time");
    EXPECT_EQ(at("2025-12-04T00:00:00Z").at("valid"), true);
}

TEST_F(TokenVerify, every_badge_vector_has_its_verdict_and_reason_in_one_run) {
    const auto& vectors = badges_.at("vectors").as_array();
    std::vector<std::string> tokens;
    for (const auto& vector : vectors) {
        const std::string text = text_of(vector.at("text"));
        if (text.find('\0') == std::string::npos) tokens.push_back(text);  // no argument holds NUL
    }
    const Said said = verify(tokens);
    EXPECT_EQ(said.exit_code, ExitCode::failed);
    const auto lines = lines_of(said.out);
    ASSERT_EQ(lines.size(), tokens.size());
    std::size_t at = 0;
    for (const auto& vector : vectors) {
        if (text_of(vector.at("text")).find('\0') != std::string::npos) continue;
        const auto& line = lines[at++];
        EXPECT_EQ(line.at("valid").as_bool(), vector.at("reason") == "ok") << vector.at("id");
        if (line.at("kind") == "k1") {
            EXPECT_EQ(line.at("reason"), vector.at("reason")) << vector.at("id");
        }
    }
}

TEST_F(TokenVerify, every_shop_vector_is_valid_or_refused_for_a_second_spelling) {
    std::size_t valid = 0;
    std::size_t lenient = 0;
    for (const auto& vector : shop_.at("vectors").as_array()) {
        const Said said = verify({text_of(vector.at("secret"))});
        const auto line = lines_of(said.out).at(0);
        const bool is_valid = line.at("valid").as_bool();
        EXPECT_EQ(said.exit_code, is_valid ? ExitCode::done : ExitCode::failed);
        const bool expected = vector.at("expect").at("valid").as_bool();
        EXPECT_FALSE(is_valid && !expected) << vector.at("id");
        if (expected && !is_valid) ++lenient;
        if (!is_valid) continue;
        ++valid;
        EXPECT_EQ(line.at("kind"), "pretix_sig1");
        EXPECT_EQ(line.at("key"), "shop");
        EXPECT_EQ(line.at("fields").at("seed"), vector.at("expect").at("payload").at("seed"));
        EXPECT_EQ(line.at("fields").at("item"), vector.at("expect").at("payload").at("item"));
    }
    EXPECT_EQ(valid, 30U);
    EXPECT_EQ(lenient, 8U);
}

TEST_F(TokenVerify, forged_tokens_say_nothing_and_opaque_ones_are_no_tokens) {
    std::string forged = golden();
    forged[30] = forged[30] == 'A' ? 'B' : 'A';
    const Said said = verify({forged, "7f3kq9x2mmp5", ""});
    EXPECT_EQ(said.exit_code, ExitCode::failed);
    EXPECT_EQ(said.out, R"({"kind":"k1","valid":false,"reason":"bad_signature",)"
                        R"("gate":"bad_signature",)"
                        R"("key":"main","fields":null})"
                        "\n"
                        R"({"kind":"opaque","valid":false,"reason":"bad_version","gate":"invalid",)"
                        R"("key":null,"fields":null})"
                        "\n"
                        R"({"kind":"opaque","valid":false,"reason":"empty","gate":"invalid",)"
                        R"("key":null,"fields":null})"
                        "\n");
}

TEST_F(TokenVerify, no_token_is_ever_printed) {
    const Said said = verify({golden(), "K1AAAA", "7f3kq9x2"});
    for (const std::string& token : {golden(), std::string("K1AAAA"), std::string("7f3kq9x2")}) {
        EXPECT_EQ(said.out.find(token), std::string::npos);
        EXPECT_EQ(said.talk.find(token), std::string::npos);
    }
}

TEST_F(TokenVerify, a_hyphen_reads_one_a_line) {
    const std::string long_line(core::kScanBytesMax + 10, 'A');
    const Said said = verify({"-"}, golden() + "\r\n\n" + long_line + "\n" + golden());
    EXPECT_EQ(said.exit_code, ExitCode::failed);
    const auto lines = lines_of(said.out);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].at("reason"), "ok");
    EXPECT_EQ(lines[1].at("reason"), "too_long");
    EXPECT_EQ(lines[2].at("reason"), "ok");
}

TEST_F(TokenVerify, wrong_usage_is_exit_code_2) {
    EXPECT_EQ(run_words({"token"}, {}).exit_code, ExitCode::usage);
    EXPECT_EQ(run_words({"token", "verify", "x"}, {}).exit_code, ExitCode::usage);
    EXPECT_EQ(verify({}).exit_code, ExitCode::usage);
    const Said no_time = verify({"x"}, "", "tomorrow");
    EXPECT_EQ(no_time.exit_code, ExitCode::usage);
    EXPECT_THAT(no_time.talk, HasSubstr("--at"));
    std::ofstream(keys_) << "[[key]]\nid = 5\n";
    const Said bad_keys = verify({"x"});
    EXPECT_EQ(bad_keys.exit_code, ExitCode::usage);
    EXPECT_EQ(bad_keys.out, "");
    EXPECT_THAT(bad_keys.talk, HasSubstr("token-verify-keys.toml:2:6: error: \"id\" in [[key]]"));
}

}  // namespace
}  // namespace kiosk::cli
