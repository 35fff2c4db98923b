// tests/unit/search/search_vectors_test.cpp — sixty queries of registration desks in many
// languages.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/search/people_search.hpp"
#include "tests/unit/search/search_people.hpp"

namespace kiosk::search {
namespace {

using Names = std::vector<std::string>;

const std::vector<testing::Person> kPeople = {
    {"Zoë N’Diaye"},
    {"Ọlá Adébáyọ̀", "ola.adebayo@example.org", "K7M9P", "Acme Ghana"},
    {"Jean-Paul Mbeki"},
    {"Gbẹ́misọ́lá Àkànní"},
    {"Kɔfi Mensah"},
    {"Mohammed Abdallah"},
    {"Abd Allah Hassan"},
    {"ሰላም ታደሰ"},
    {"Okonjo-Iweala Ngozi"},
    {"محمد عبد الله"},
    {"Fatou Bâ", "", "AB12-7"},
    {"أحمد"},
    {"Li Ng"},
    {"John De La Doe"},
    {"Seán O’Sullivan"},
    {"Siân Ó Briain"},
    {"Thandeka Nkosi"},
    {"Maria Đorđević"},
    {"Łukasz Żak"},
    {"Chidimma Nwosu"},
    {"Chidinma Nwosu"},
    // Of the second thirty.
    {"Kwabena Asante-Yeboah"},
    {"Ɔsei Tutu Agyɛman-Prɛmpɛ"},
    {"Akua Frimpɔŋ"},
    {"Selɔm Amenuʋeʋe"},
    {"Nii Lante Ɔdɔi"},
    {"Olúwaṣeun Ọláníyan"},
    {"Chukwuemeka Ọkafọ"},
    {"Ụgọchị Eze"},
    {"Ɗanladi Na’Allah"},
    {"Adjoua N'Guessan"},
    {"Clémence d'Almeida"},
    {"Moïse Ouédraogo"},
    {"Aïssatou Bâ"},
    {"Marie-Noëlle Kouamé"},
    {"فاطمة الإدريسي"},
    {"موسى هانئ"},
    {"João da Conceição", "jconceicao@correio.example"},
    {"Lúcia Assunção"},
    {"ፀሐይ ኃይሉ"},
    {"Nguyễn Thị Hương"},
    {"Đặng Văn Minh"},
    {"J.P. Addo-Kufuor", "", "", "Université de Lomé"},
    {"Işıl Yıldız"},
    {"Jürgen Müller"},
    {"Rasoanaivo Andrianampoinimerina"},
    {"Keoni Kaʻahumanu"},
    {"王小明"},
};

const PeopleIndex& everyone() {
    static const PeopleIndex index = testing::index_of(kPeople);
    return index;
}

struct Row {
    const char* query;
    Names first;  // found before all others
};

void PrintTo(const Row& row, std::ostream* out) {
    *out << row.query;
}

class SearchVectors : public ::testing::TestWithParam<Row> {};

TEST_P(SearchVectors, finds_who_is_meant_first) {
    const Row& row = GetParam();
    Names found = testing::names_for(everyone(), row.query);
    ASSERT_GE(found.size(), row.first.size());
    found.resize(row.first.size());
    EXPECT_EQ(found, row.first);
}

INSTANTIATE_TEST_SUITE_P(OfTheDesign, SearchVectors,
                         ::testing::ValuesIn(std::vector<Row>{
                             {"ndiaye", {"Zoë N’Diaye"}},
                             {"n'diaye", {"Zoë N’Diaye"}},
                             {"N DIAYE", {"Zoë N’Diaye"}},
                             {"adebayo", {"Ọlá Adébáyọ̀"}},
                             {"adebayo ola", {"Ọlá Adébáyọ̀"}},
                             {"jeanpaul", {"Jean-Paul Mbeki"}},
                             {"jean paul", {"Jean-Paul Mbeki"}},
                             {"mbeki jean", {"Jean-Paul Mbeki"}},
                             {"gbemisola", {"Gbẹ́misọ́lá Àkànní"}},
                             {"akanni", {"Gbẹ́misọ́lá Àkànní"}},
                             {"mohamed", {"Mohammed Abdallah"}},
                             {"kofi", {"Kɔfi Mensah"}},
                             {"abdallah", {"Mohammed Abdallah", "Abd Allah Hassan"}},
                             {"abdallah hassan", {"Abd Allah Hassan"}},
                             {"ሰላም", {"ሰላም ታደሰ"}},
                             {"ngozi okonjo", {"Okonjo-Iweala Ngozi"}},
                             {"iweala", {"Okonjo-Iweala Ngozi"}},
                             {"محمد", {"محمد عبد الله"}},
                             {"عبدالله", {"محمد عبد الله"}},
                             {"ba", {"Fatou Bâ"}},
                             {"احمد", {"أحمد"}},
                             {"ng", {"Li Ng"}},
                             {"john doe", {"John De La Doe"}},
                             {"osullivan", {"Seán O’Sullivan"}},
                             {"o sullivan", {"Seán O’Sullivan"}},
                             {"obriain", {"Siân Ó Briain"}},
                             {"tandeka", {"Thandeka Nkosi"}},
                             {"dordevic", {"Maria Đorđević"}},
                             {"lukasz", {"Łukasz Żak"}},
                             {"chidinma", {"Chidinma Nwosu", "Chidimma Nwosu"}},
                         }));

INSTANTIATE_TEST_SUITE_P(OfOtherDesks, SearchVectors,
                         ::testing::ValuesIn(std::vector<Row>{
                             {"asante", {"Kwabena Asante-Yeboah"}},
                             {"osei agyeman", {"Ɔsei Tutu Agyɛman-Prɛmpɛ"}},
                             {"frimpong akua", {"Akua Frimpɔŋ"}},
                             {"amenuveve", {"Selɔm Amenuʋeʋe"}},
                             {"niilante odoi", {"Nii Lante Ɔdɔi"}},
                             {"olaniyan oluwaseun", {"Olúwaṣeun Ọláníyan"}},
                             {"chukwemeka okafor", {"Chukwuemeka Ọkafọ"}},
                             {"ugochi", {"Ụgọchị Eze"}},
                             {"danladi naallah", {"Ɗanladi Na’Allah"}},
                             {"N´Guessan", {"Adjoua N'Guessan"}},
                             {"d almeida", {"Clémence d'Almeida"}},
                             {"ouedrago", {"Moïse Ouédraogo"}},
                             {"bâ aissatou", {"Aïssatou Bâ"}},
                             {"mari noel", {"Marie-Noëlle Kouamé"}},
                             {"فاطمه", {"فاطمة الإدريسي"}},
                             {"هاني موسي", {"موسى هانئ"}},
                             {"مُحَمَّد", {"محمد عبد الله"}},
                             {"joao conceicao", {"João da Conceição"}},
                             {"ASSUNCAO", {"Lúcia Assunção"}},
                             {"ጸሀይ ሃይሉ", {"ፀሐይ ኃይሉ"}},
                             {"huong nguyen", {"Nguyễn Thị Hương"}},
                             {"dang minh", {"Đặng Văn Minh"}},
                             {"jp addo", {"J.P. Addo-Kufuor"}},
                             {"k mensha", {"Kɔfi Mensah"}},
                             {"kufuor-addo", {"J.P. Addo-Kufuor"}},
                             {"isil yildiz", {"Işıl Yıldız"}},
                             {"mueller", {"Jürgen Müller"}},
                             {"andrianampoinimerna", {"Rasoanaivo Andrianampoinimerina"}},
                             {"kaahumanu", {"Keoni Kaʻahumanu"}},
                             {"王", {"王小明"}},
                             {"k7m-9p", {"Ọlá Adébáyọ̀"}},
                             {"ab 127", {"Fatou Bâ"}},
                             {"OLA.adebayo@exa", {"Ọlá Adébáyọ̀"}},
                             {"jconceicao", {"João da Conceição"}},
                             {"universite lome", {"J.P. Addo-Kufuor"}},
                         }));

}  // namespace
}  // namespace kiosk::search
