// tests/unit/search/fold_test.cpp — names of many scripts in their plain form.
#include "kiosk/search/fold.hpp"

#include <gtest/gtest.h>

namespace kiosk::search {
namespace {

TEST(Fold, case_accents_and_special_letters_go) {
    EXPECT_EQ(fold("Ọlá Adébáyọ̀"), "ola adebayo");
    EXPECT_EQ(fold("Kɔfi ŊƁƊ Ƙ"), "kofi nbd k");
    EXPECT_EQ(fold("Łukasz Żak"), "lukasz zak");
    EXPECT_EQ(fold("Straße Æon Œuvre Þór"), "strasse aeon oeuvre thor");
    EXPECT_EQ(fold("Maria Đorđević"), "maria dordevic");
    EXPECT_EQ(fold("PLAIN Ascii 42"), "plain ascii 42");
}

TEST(Fold, arabic_variants_and_ethiopic_stay_findable) {
    EXPECT_EQ(fold("أحمد"), fold("احمد"));
    EXPECT_EQ(fold("مُحَمَّد"), fold("محمد"));
    EXPECT_EQ(fold("فاطمة"), fold("فاطمه"));
    EXPECT_EQ(fold("ســـلام"), fold("سلام"));
    EXPECT_EQ(fold("ሰላም ታደሰ"), "ሰላም ታደሰ");
}

TEST(Fold, control_characters_and_broken_utf8_become_blanks) {
    EXPECT_EQ(fold("a\tb"), "a b");
    EXPECT_EQ(fold("é\xff"
                   "b"),
              "e b");
}

TEST(QueryWords, are_split_at_blanks_with_joiners_removed) {
    EXPECT_EQ(query_words(" N'Diaye  Zoë "), (std::vector<std::string>{"ndiaye", "zoe"}));
    EXPECT_EQ(query_words("Jean-Paul"), (std::vector<std::string>{"jeanpaul"}));
    EXPECT_TRUE(query_words(" - ").empty());
}

TEST(SearchText, holds_parts_joined_words_and_neighbours) {
    EXPECT_EQ(search_text("Zoë N’Diaye"), " ndiaye zoe n diaye zoen ndiaye");
    EXPECT_EQ(search_text("Ama"), " ama");
    EXPECT_EQ(search_text(""), "");
}

}  // namespace
}  // namespace kiosk::search
