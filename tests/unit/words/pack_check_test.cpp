// tests/unit/words/pack_check_test.cpp — a translator is told of each gap, and of nothing else.
#include "kiosk/words/pack_check.hpp"

#include <gtest/gtest.h>

#include "kiosk/words/built_in.hpp"

namespace kiosk::words {
namespace {

std::vector<PackFinding> after(std::string_view language, const auto& change) {
    Pack pack = pack_of(language);
    change(pack.texts);
    return check_pack(pack);
}

TEST(PackCheck, a_missing_text_is_a_gap) {
    EXPECT_EQ(after("fr", [](Values& texts) { texts.erase("verdicts.go"); }),
              (std::vector<PackFinding>{{"gap", "verdicts.go", "is missing"}}));
}

TEST(PackCheck, a_text_that_nothing_asks_for_is_unknown) {
    EXPECT_EQ(
        after("fr", [](Values& texts) { texts["verdicts.maybe"] = "x"; }),
        (std::vector<PackFinding>{{"unknown", "verdicts.maybe", "nothing asks for this text"}}));
}

TEST(PackCheck, placeholders_are_those_of_english) {
    const auto with = [](std::string text) {
        return after("fr", [&](Values& texts) { texts["reasons.ok_reentry.next"] = text; });
    };
    EXPECT_EQ(with("Sorti {time}"), std::vector<PackFinding>{});
    EXPECT_EQ(with("Sorti {heure}").at(0).sentence, "has {heure}, in English {time}");
    EXPECT_EQ(with("Sorti").at(0).sentence, "has none, in English {time}");
    EXPECT_EQ(with("Sorti {time").at(0).sentence, "a brace is not closed");
}

TEST(PackCheck, lines_end_at_their_limit) {
    const auto with = [](std::string_view language, std::string key, std::size_t glyphs) {
        return after(language, [&](Values& texts) { texts[key] = std::string(glyphs, 'x'); });
    };
    EXPECT_EQ(with("fr", "verdicts.go", 6), std::vector<PackFinding>{});
    EXPECT_EQ(with("fr", "verdicts.go", 7),
              (std::vector<PackFinding>{{"too_long", "verdicts.go", "is 7 glyphs, limit 6"}}));
    EXPECT_EQ(with("en", "reasons.unpaid.message", 28), std::vector<PackFinding>{});
    EXPECT_EQ(with("en", "reasons.unpaid.message", 29).size(), 1U);
    EXPECT_EQ(with("sw", "reasons.unpaid.message", 34), std::vector<PackFinding>{});
    EXPECT_EQ(with("sw", "reasons.unpaid.message", 35).size(), 1U);
    EXPECT_EQ(with("sw", "screens.gate.scan", 10), std::vector<PackFinding>{});
    EXPECT_EQ(with("sw", "screens.gate.scan", 11).size(), 1U);
}

TEST(PackCheck, marks_on_letters_take_no_room) {
    EXPECT_EQ(glyphs_of("تفضّل"), 4U);
    EXPECT_EQ(glyphs_of("VE\u0301RIF."), 6U);
    EXPECT_EQ(glyphs_of(""), 0U);
}

TEST(PackCheck, a_text_that_counts_has_each_form_of_its_language) {
    EXPECT_EQ(
        after("ar", [](Values& texts) { texts.erase("phrases.questions.few"); }),
        (std::vector<PackFinding>{{"plural", "phrases.questions.few", "this form is missing"}}));
    EXPECT_EQ(
        after("en", [](Values& texts) { texts["phrases.questions.few"] = "{n}"; }),
        (std::vector<PackFinding>{{"plural", "phrases.questions.few", "en has no such form"}}));
    EXPECT_EQ(
        after("en", [](Values& texts) { texts["phrases.questions.other"] = "some"; }).at(0).kind,
        "placeholder");
}

}  // namespace
}  // namespace kiosk::words
