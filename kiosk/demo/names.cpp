// kiosk/demo/names.cpp — the names, and how they are put together.
#include "kiosk/demo/names.hpp"

#include <array>
#include <memory>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "kiosk/base/check.hpp"

namespace kiosk::demo {
namespace {

using Names = std::string_view[];

// Day names: who is born on a Friday is Afua or Kofi.
constexpr Names kAkanGiven = {
    "Adwoa", "Kwadwo", "Abena",  "Kwabena", "Akua", "Kwaku", "Yaa",    "Yaw",   "Afua",  "Kofi",
    "Ama",   "Kwame",  "Akosua", "Kwasi",   "Esi",  "Efua",  "Ekow",   "Kojo",  "Araba", "Kobina",
    "Ɛsi",   "Ɛkua",   "Nana",   "Maame",   "Paa",  "Ɔbaa",  "Nhyira", "Aseda", "Adom"};
constexpr Names kAkanMiddle = {"Serwaa",   "Pokuaa",   "Konadu", "Nyarko",   "Asantewaa",
                               "Ɔfɔriwaa", "Agyeiwaa", "Kɔkɔɔ",  "Sɛkyiwaa", "Boatemaa"};
constexpr Names kAkanFamily = {"Owusu",   "Ɔwusu",  "Mensah", "Mɛnsa",  "Boateng",   "Ɔsei",
                               "Agyɛman", "Asare",  "Ɔpɔku",  "Ɔfɔri",  "Antwi",     "Frimpɔŋ",
                               "Bɔakye",  "Appiah", "Amoako", "Darko",  "Acheampɔŋ", "Adɔmako",
                               "Baidoo",  "Ɔkyerɛ", "Sarpɔŋ", "Yeboah", "Gyasi",     "Quartey"};

constexpr Names kGaGiven = {"Naa Dedei", "Nii Armah", "Ayele", "Tetteh", "Naa Kɔkɔi", "Okailey",
                            "Nii Lante", "Dede",      "Ashɔŋ", "Lartey", "Naa Kwɛɛ",  "Adjeley"};
constexpr Names kGaFamily = {"Lamptey", "Ankrah", "Tagoe", "Kwɛi",    "Ɔdɔi",   "Laryea",
                             "Nartey",  "Nikoi",  "Quaye", "Odartey", "Ɔkaija", "Adjei"};

constexpr Names kEweGiven = {
    "Kɔdzo", "Kɔmla", "Kɔku", "Yao",    "Adzo",   "Abla",     "Yawa",   "Afi",      "Selɔm",
    "Edem",  "Dzifa", "Sena", "Yayra",  "Mawuli", "Mawuena",  "Kafui",  "Ŋutifafa", "Dzidzɔ",
    "Ɖela",  "Aʋa",   "Aƒi",  "Delali", "Esinam", "Elikplim", "Kekeli", "Wɔlanyo",  "Ŋkekeli"};
constexpr Names kEweFamily = {"Agbeko",  "Gbeɖema", "Ametɔʋi",   "Kpɔɖo",  "Akaƒia",   "Dɔtse",
                              "Fiaɖofe", "Aƒetɔ",   "Agbenyega", "Akakpo", "Ahiaɖɔme", "Amenuʋeʋe",
                              "Tɔgbe",   "Nyaŋu",   "Aɖanu",     "Kuɖʋo"};

constexpr Names kYorubaGiven = {"Adébáyọ̀",   "Fọlákẹ́",   "Ọláolúwa",  "Yétúndé",  "Babátúndé",
                                "Olúwaṣeun", "Títílayọ̀", "Àbíkẹ́",     "Ṣadé",     "Kọ́lá",
                                "Ayọ̀délé",   "Bísí",     "Fúnmiláyọ̀", "Tèmítọ́pẹ́", "Ọmọ́tọ́lá",
                                "Ìyábọ̀",     "Táíwò",    "Kẹ́hìndé",   "Adéọlá",   "Ìbùkún"};
constexpr Names kYorubaFamily = {"Adéyẹmí", "Ọláníyan", "Ògúnbíyìí", "Akínwándé", "Ọlátúnjí",
                                 "Adéṣínà", "Ọdẹ́tọ́lá",  "Àkàndé",    "Fágbèmí",   "Adénúgà",
                                 "Balógun", "Ọ̀ṣúnlékè", "Òkéowó",    "Àjàyí"};

constexpr Names kIgboGiven = {"Chinọnso", "Ngọzi",  "Chukwuemeka", "Adaọra", "Ifeọma",  "Obiọra",
                              "Ụzọma",    "Ọbịnna", "Ogechị",      "Nnamdị", "Kelechi", "Ezinne",
                              "Ikenna",   "Chidị",  "Nkechi",      "Ụgọchị"};
constexpr Names kIgboFamily = {"Okonkwọ", "Eze",  "Nwafọr",    "Ọkafọ",    "Ụgwụ",   "Nwọsu",
                               "Ọnwụka",  "Mbah", "Ịheanachọ", "Anyaegbu", "Ọnụọha", "Ibe"};

constexpr Names kHausaGiven = {"Aisha",   "Ɗanladi", "Hadiza", "Bala",  "Hauwa", "Sani",  "Zainab",
                               "Ɗanjuma", "Rakiya",  "Halima", "Tanko", "Ladi",  "Ƙasim", "Maryam"};
constexpr Names kHausaFamily = {"Garba",     "Ɗanbaba",  "Maiƙano", "Lawan", "Ɓaure",   "Shehu",
                                "Ƙofarmata", "Na’Allah", "Ɗanmusa", "Yusuf", "Ƴandoto", "Sule"};

// A given name and the father's given name; there are no family names.
constexpr Names kAmharicGiven = {"አበበ", "ትዕግስት", "ሰላም", "ዳዊት",  "ሄለን", "ተስፋዬ", "ብርሃኔ", "ማርታ",
                                 "ዮናስ", "ሳራ",    "ፀሐይ", "መስፍን", "ሙሉ",  "ጌታቸው", "ራሔል",  "ምሕረት"};
constexpr Names kAmharicFather = {"ከበደ", "ተሰማ", "ወልዴ", "መኮንን", "አለሙ", "ታደሰ",
                                  "ደስታ", "ኃይሉ", "በቀለ", "ግርማ",  "ዘውዴ", "ገብሬ"};

constexpr Names kArabicGiven = {"أمينة", "يوسف",    "فاطمة", "خالد", "ليلى", "عمر",
                                "مريم",  "حسن",     "سلمى",  "طارق", "نور",  "هبة",
                                "كريم",  "إبراهيم", "آية",   "زينب"};
constexpr Names kArabicFamily = {"الحسن",  "المنصوري", "بن علي", "الطيب",    "الإدريسي", "حمدان",
                                 "الصادق", "النجار",   "عثمان",  "عبد الله", "القاضي",   "الزبير"};

constexpr Names kFrenchGiven = {"Aïssatou", "Fatoumata",     "Mamadou", "Cheikh",       "Moïse",
                                "Béatrice", "Jean-Baptiste", "Étienne", "Gaëlle",       "Sékou",
                                "Ousmane",  "Clémence",      "Désiré",  "Marie-Noëlle", "Rokhaya",
                                "Anaïs",    "François",      "Adjoua",  "Koffi",        "Hélène"};
constexpr Names kFrenchFamily = {"N'Diaye", "N'Guessan", "M'Baye", "d'Almeida", "Touré",
                                 "Traoré",  "Koné",      "Kouamé", "Diallo",    "Bâ",
                                 "Sène",    "Kaboré",    "Dieng",  "Hounkpè",   "Ouédraogo",
                                 "Adjé",    "Zinsou",    "Yéo"};

constexpr Names kPortugueseGiven = {"João",  "Inês",  "António", "Conceição", "Luís", "Mateus",
                                    "Graça", "Simão", "Lurdes",  "Nádia",     "Davi", "Tânia"};
constexpr Names kPortugueseFamily = {"dos Santos",   "Gonçalves", "Tavares",   "Simões",
                                     "Brandão",      "Araújo",    "de Sá",     "Semedo",
                                     "da Conceição", "Évora",     "Magalhães", "Fortes"};

constexpr Names kElsewhereGiven = {"Siobhán", "Zoë",    "Björn",   "Wanjikũ", "Kamau", "Thandiwe",
                                   "Łucja",   "Chloë",  "Nyokabi", "Linh",    "Priya", "Baraka",
                                   "Máire",   "Naledi", "Tomáš",   "Mutinda"};
constexpr Names kElsewhereFamily = {
    "O’Sullivan", "O’Brien",     "Mwangi",   "Wanjirũ", "Nkosi",   "Müller", "van der Merwe",
    "Nguyễn",     "Łukaszewicz", "Ó Briain", "D’Souza", "Mũthoni", "Dvořák", "Okello"};

constexpr NameStock kStocks[] = {
    {"Akan", 300, kAkanGiven, kAkanMiddle, kAkanFamily, true},
    {"Ga", 70, kGaGiven, {}, kGaFamily, true},
    {"Ewe", 130, kEweGiven, {}, kEweFamily, true},
    {"Yoruba", 140, kYorubaGiven, {}, kYorubaFamily, true},
    {"Igbo", 90, kIgboGiven, {}, kIgboFamily},
    {"Hausa", 80, kHausaGiven, {}, kHausaFamily},
    {"Amharic", 50, kAmharicGiven, {}, kAmharicFather},
    {"Arabic", 50, kArabicGiven, {}, kArabicFamily},
    {"French", 120, kFrenchGiven, {}, kFrenchFamily, true},
    {"Portuguese", 50, kPortugueseGiven, {}, kPortugueseFamily},
    {"elsewhere", 80, kElsewhereGiven, {}, kElsewhereFamily, true},
};

std::unique_ptr<icu::Transliterator> make_romanise() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
        "Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    KIOSK_CHECK(U_SUCCESS(status), "ICU knows the Latin transliterations");
    return made;
}

bool is_small_latin_or_digit(char16_t unit) {
    return (unit >= u'a' && unit <= u'z') || (unit >= u'0' && unit <= u'9');
}

}  // namespace

std::span<const NameStock> name_stocks() {
    return kStocks;
}

const NameStock& pick_stock(Dice& dice) {
    std::size_t shares = 0;
    for (const auto& stock : kStocks) shares += stock.share;
    std::size_t thrown = dice.below(shares);
    for (const auto& stock : kStocks) {
        if (thrown < stock.share) return stock;
        thrown -= stock.share;
    }
    KIOSK_UNREACHABLE();
}

std::string pick_name(const NameStock& stock, Dice& dice) {
    std::string name(dice.pick(stock.given));
    if (!stock.middle.empty() && dice.falls_in(330)) {
        name += ' ';
        name += dice.pick(stock.middle);
    }
    const std::string_view family = dice.pick(stock.family);
    name += ' ';
    name += family;
    if (stock.joins_families && dice.falls_in(80)) {
        const std::string_view second = dice.pick(stock.family);
        if (second != family) name.append("-").append(second);
    }
    return name;
}

std::string slug_of(std::string_view name) {
    static const std::unique_ptr<icu::Transliterator> romanise = make_romanise();
    auto text = icu::UnicodeString::fromUTF8({name.data(), static_cast<int32_t>(name.size())});
    romanise->transliterate(text);
    text.findAndReplace(u"ɔ", u"o");  // CLDR's Latin-ASCII leaves the open o alone

    std::string slug;
    for (int32_t i = 0; i < text.length(); ++i) {
        const char16_t unit = text.charAt(i);
        if (is_small_latin_or_digit(unit)) {
            slug += static_cast<char>(unit);
        } else if ((unit == u' ' || unit == u'-') && !slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    while (slug.ends_with('-')) slug.pop_back();
    return slug.empty() ? "guest" : slug;
}

}  // namespace kiosk::demo
