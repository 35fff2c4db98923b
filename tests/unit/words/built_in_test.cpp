// tests/unit/words/built_in_test.cpp — texts are found, filled and counted in each language.
#include "kiosk/words/built_in.hpp"

#include <gtest/gtest.h>

#include "kiosk/words/pack_check.hpp"

namespace kiosk::words {
namespace {

TEST(BuiltIn, every_pack_is_complete_and_fits) {
    for (const Pack& pack : packs()) {
        for (const auto& finding : check_pack(pack)) {
            ADD_FAILURE() << pack.language << ": " << finding.key << " " << finding.sentence;
        }
    }
}

TEST(BuiltIn, english_and_french_are_no_drafts_and_the_others_are_marked) {
    for (const Pack& pack : packs()) {
        EXPECT_EQ(pack.draft, pack.language != "en" && pack.language != "fr") << pack.language;
    }
    EXPECT_EQ(packs().size(), 5U);
    EXPECT_TRUE(pack_of("ar").right_to_left);
}

TEST(BuiltIn, an_unknown_language_is_english_and_so_is_a_text_that_a_pack_lacks) {
    EXPECT_EQ(pack_of("yo").language, "en");
    Pack pack = pack_of("fr");
    pack.texts.erase("verdicts.go");
    EXPECT_EQ(text_of(pack, "verdicts.go"), "GO");
    EXPECT_EQ(find_text(pack, "verdicts.maybe"), std::nullopt);
}

TEST(BuiltIn, a_text_without_its_value_is_not_said) {
    const Pack& english = pack_of("en");
    EXPECT_EQ(fill(english, "Last out {time}", {{"time", "09:02"}}), "Last out 09:02");
    EXPECT_EQ(fill(english, "Last out {time}", {{"time", ""}}), std::nullopt);
    EXPECT_EQ(fill(english, "Last out {time}", {}), std::nullopt);
}

TEST(BuiltIn, a_name_keeps_its_direction_among_arabic_letters) {
    EXPECT_EQ(fill(pack_of("ar"), "← {desk}", {{"desk", "Hall B"}}), "← \u2068Hall B\u2069");
}

TEST(BuiltIn, questions_are_counted_as_the_language_does) {
    EXPECT_EQ(say_count(pack_of("en"), "phrases.questions", 1), "Ask 1 question");
    EXPECT_EQ(say_count(pack_of("fr"), "phrases.questions", 2), "Poser 2 questions");
    EXPECT_EQ(say_count(pack_of("ar"), "phrases.questions", 2), "اطرح سؤالين");
    EXPECT_EQ(say_count(pack_of("sw"), "phrases.questions", 3), "Uliza maswali 3");
}

}  // namespace
}  // namespace kiosk::words
