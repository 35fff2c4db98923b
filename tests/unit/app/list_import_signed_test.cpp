// tests/unit/app/list_import_signed_test.cpp — badges and signed codes on a list are the tickets
// that their signatures name.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "kiosk/core/engine/engine.hpp"
#include "kiosk/core/ticket/k1_badge.hpp"
#include "kiosk/crypto/keyed_hasher.hpp"
#include "list_import_fixture.hpp"
#include "tests/builders/sig1_text.hpp"

namespace kiosk::app {
namespace {

std::string badge(std::uint64_t credential, std::uint8_t issue) {
    core::K1Badge made;
    made.event = 66;
    made.credential = credential;
    made.valid_until = made.valid_from + std::chrono::hours(1);
    made.issue = issue;
    return core::k1_text(core::encode_k1(made).value(), std::array<std::uint8_t, 64>{});
}

TEST_F(ListImportTest, an_older_copy_of_a_badge_is_left_out_and_the_newer_is_the_same_ticket) {
    ASSERT_TRUE(import("code,name\n" + badge(1, 0) + ",Ama\n")->answer.imported);
    const core::TicketId ama = before_->facts(*before_->find(hasher_.key_of(badge(1, 0)))).id;
    const auto result = import("code,name\n" + badge(1, 2) + ",Ama\n" + badge(1, 0) + ",Ama\n" +
                               badge(2, 0) + ",Kofi\n");
    ASSERT_TRUE(result.has_value() && result->answer.imported);
    EXPECT_EQ(before_->size(), 2U);
    EXPECT_FALSE(before_->find(hasher_.key_of(badge(1, 0))).has_value());
    EXPECT_EQ(before_->facts(*before_->find(hasher_.key_of(badge(1, 2)))).id, ama);
    EXPECT_EQ(before_->links().newest_issue(ama), 2);
    ASSERT_EQ(result->answer.warnings.size(), 1U);
    EXPECT_EQ(result->answer.warnings[0],
              "1 of the badges are older copies of others on the list and were left out; they are "
              "void");
}

const std::string kPayload{0x0a, 3, 'a', 'b', 'c', 0x10, 2};  // seed "abc", product 2

std::string signed_code(std::uint8_t signature = 1) {
    std::vector<std::uint8_t> bytes(5 + kPayload.size() + core::kSignatureBytes, signature);
    bytes[0] = 1;
    bytes[1] = 0;
    bytes[2] = static_cast<std::uint8_t>(kPayload.size());
    bytes[3] = 0;
    bytes[4] = core::kSignatureBytes;
    std::ranges::copy(kPayload, bytes.begin() + 5);
    return testing::sig1_text_of(bytes);
}

TEST_F(ListImportTest, a_signed_code_is_on_the_list_the_ticket_that_its_signature_names) {
    ASSERT_TRUE(import("code,name\n" + signed_code() + ",Ama\n")->answer.imported);
    const auto index = before_->find(hasher_.key_of(signed_code()));
    ASSERT_TRUE(index.has_value());
    EXPECT_EQ(before_->holder(*index).name, "Ama");
    EXPECT_EQ(before_->facts(*index).id, crypto::ticket_id_of(hasher_.key_of("sig1 " + kPayload)));
}

TEST_F(ListImportTest, two_signatures_of_one_ticket_are_one_ticket_under_both_codes) {
    const auto result = import("code,name,status\n" + signed_code(1) + ",Ama,paid\n" +
                               signed_code(2) + ",Ama,canceled\n" + badge(1, 3) + ",Kofi,paid\n");
    ASSERT_TRUE(result.has_value() && result->answer.imported);
    const auto ama = before_->find(hasher_.key_of(signed_code(1)));
    ASSERT_TRUE(ama.has_value());
    EXPECT_FALSE(before_->facts(*ama).canceled);
    const auto other = before_->links().carried_by(hasher_.key_of(signed_code(2)));
    ASSERT_EQ(other.size(), 1U);
    EXPECT_EQ(other[0].ticket, before_->facts(*ama).id);
    ASSERT_EQ(result->answer.warnings.size(), 1U);
    EXPECT_TRUE(result->answer.warnings[0].starts_with(
        "1 of the codes are tickets that earlier rows have under another signature"))
        << result->answer.warnings[0];
}

TEST_F(ListImportTest, what_only_resembles_a_signed_code_is_a_ticket_by_its_text) {
    const std::string longer = signed_code().insert(0, "AAAA");
    ASSERT_TRUE(import("code,name\n" + longer + ",Ama\n")->answer.imported);
    EXPECT_EQ(before_->facts(*before_->find(hasher_.key_of(longer))).id,
              crypto::ticket_id_of(hasher_.key_of(longer)));
}

class CredulousVerifier final : public core::SignatureVerifier {
  public:
    [[nodiscard]] bool is_genuine(std::span<const std::uint8_t> /*message*/,
                                  std::span<const std::uint8_t> /*signature*/,
                                  const core::PublicKey& /*key*/) const override {
        return true;
    }
};

TEST_F(ListImportTest, whoever_came_in_by_signature_is_inside_when_a_list_brings_the_code) {
    const CredulousVerifier verifier;
    core::EngineSettings settings;
    settings.stations = {{"desk-1", "main", core::Direction::entry}};
    settings.lists = {{core::CheckInList{.id = "main"}, {}}};
    settings.verifier = &verifier;
    ASSERT_TRUE(settings.keys.add({.id = "shop", .kind = core::KeyKind::pretix_sig1}).has_value());
    core::Engine engine(std::move(settings), hasher_);
    std::uint8_t scans = 0;
    const auto reason = [&] {
        core::ScanSeen seen;
        seen.scan = {"desk-1", "usb", signed_code(), core::ScanSource::scanner,
                     testing::at(std::chrono::minutes(scans))};
        seen.id.bytes[15] = ++scans;
        core::Effects effects = engine.handle(seen);
        for (auto& late : engine.handle(core::RecordsDurable{engine.last_seq()})) {
            effects.push_back(std::move(late));
        }
        for (const auto& effect : effects) {
            const auto* show = std::get_if<core::Show>(&effect);
            if (show != nullptr) return show->outcome.decision.reason;
        }
        return core::Reason::error;
    };
    ASSERT_TRUE(import("code,name\naaaa1111,Kofi\n")->answer.imported);
    engine.use(before_);
    EXPECT_EQ(reason(), core::Reason::ok);
    ASSERT_TRUE(import("code,name\naaaa1111,Kofi\n" + signed_code() + ",Ama\n")->answer.imported);
    engine.use(before_);
    EXPECT_EQ(reason(), core::Reason::already_redeemed);
}

}  // namespace
}  // namespace kiosk::app
