// drivers/usb_scanner/keyboard_layout.cpp — six countries, three levels, 48 keys.
#include "drivers/usb_scanner/keyboard_layout.hpp"

#include <algorithm>

namespace kiosk::drivers {
namespace {

constexpr std::size_t kLetterKeys = 26;
constexpr std::size_t kKeys = 48;

// Order: keys 04-1D (A-Z of a US keyboard), 1E-27 (digit row), 2D 2E 2F 30 31 33 34 35 36 37 38 64.
// A blank is a level that is not there; U+E0xx is the accent xx as a dead key.
struct Keys {
    std::string_view name;
    std::u32string_view plain;
    std::u32string_view shift;
    std::u32string_view alt_gr;
};

constexpr std::array<Keys, kKeyboardLayouts.size()> kLayouts{{
    {"us", U"abcdefghijklmnopqrstuvwxyz1234567890-=[]\\;'`,./\\",
     U"ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()_+{}|:\"~<>?|",
     U"                                                "},
    {"uk", U"abcdefghijklmnopqrstuvwxyz1234567890-=[]#;'`,./\\",
     U"ABCDEFGHIJKLMNOPQRSTUVWXYZ!\"£$%^&*()_+{}~:@¬<>?|",
     U"                             €             |    "},
    {"fr", U"qbcdefghijkl,noparstuvzxyw&é\"'(-è_çà)=\uE05E$*mù²;:!<",
     U"QBCDEFGHIJKL?NOPARSTUVZXYW1234567890°+\uE0A8£µM%~./§>",
     U"    €                      \uE07E#{[|\uE060\\^@]} ¤        "},
    {"de", U"abcdefghijklmnopqrstuvwxzy1234567890ß\uE0B4ü+#öä\uE05E,.-<",
     U"ABCDEFGHIJKLMNOPQRSTUVWXZY!\"§$%&/()=?\uE060Ü*'ÖÄ°;:_>",
     U"    €       µ   @          ²³   {[]}\\  ~       |"},
    {"be", U"qbcdefghijkl,noparstuvzxyw&é\"'(§è!çà)-\uE05E$µmù²;:=<",
     U"QBCDEFGHIJKL?NOPARSTUVZXYW1234567890°_\uE0A8*£M%³./+>",
     U"    €                     |@#  ^  {}  []\uE060 \uE0B4   \uE07E\\"},
    {"pt", U"abcdefghijklmnopqrstuvwxyz1234567890'«+\uE0B4\uE07Eçº\\,.-<",
     U"ABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&/()=?»*\uE060\uE05EÇª|;:_>",
     U"    €                      @£§  {[]}  \uE0A8         "},
}};

static_assert(std::ranges::all_of(kLayouts, [](const Keys& keys) {
    return keys.plain.size() == kKeys && keys.shift.size() == kKeys && keys.alt_gr.size() == kKeys;
}));

struct Accent {
    char32_t accent;
    std::u32string_view letters;
    std::u32string_view composed;
};

constexpr std::array<Accent, 5> kAccents{{
    {U'^', U"aeiouAEIOU", U"âêîôûÂÊÎÔÛ"},
    {U'¨', U"aeiouyAEIOU", U"äëïöüÿÄËÏÖÜ"},
    {U'´', U"aeiouyAEIOUY", U"áéíóúýÁÉÍÓÚÝ"},
    {U'`', U"aeiouAEIOU", U"àèìòùÀÈÌÒÙ"},
    {U'~', U"anoANO", U"ãñõÃÑÕ"},
}};

constexpr char32_t kDeadFrom = 0xE000;
constexpr char32_t kDeadTo = 0xE0FF;

std::optional<std::size_t> position_of(std::uint8_t usage) {
    if (usage >= 0x04 && usage <= 0x27) return usage - 0x04U;
    constexpr std::array<std::uint8_t, 12> kOthers{0x2D, 0x2E, 0x2F, 0x30, 0x31, 0x33,
                                                   0x34, 0x35, 0x36, 0x37, 0x38, 0x64};
    if (usage == 0x32) usage = 0x31;  // the same key on ISO keyboards
    const auto found = std::ranges::find(kOthers, usage);
    if (found == kOthers.end()) return std::nullopt;
    return kLetterKeys + 10 + static_cast<std::size_t>(found - kOthers.begin());
}

const Keys& keys_of(KeyboardLayout layout) {
    return kLayouts[static_cast<std::size_t>(layout)];
}

}  // namespace

std::string_view name_of(KeyboardLayout layout) {
    return keys_of(layout).name;
}

std::optional<KeyboardLayout> keyboard_layout_from(std::string_view name) {
    for (const KeyboardLayout layout : kKeyboardLayouts) {
        if (name_of(layout) == name) return layout;
    }
    return std::nullopt;
}

std::optional<KeyCharacter> character_of(KeyboardLayout layout, std::uint8_t usage,
                                         KeyLevel level) {
    const auto position = position_of(usage);
    if (!position) return std::nullopt;
    const Keys& keys = keys_of(layout);
    const std::u32string_view row = level == KeyLevel::plain   ? keys.plain
                                    : level == KeyLevel::shift ? keys.shift
                                                               : keys.alt_gr;
    const char32_t character = row[*position];
    if (character == U' ') return std::nullopt;
    if (character >= kDeadFrom && character <= kDeadTo) {
        return KeyCharacter{character - kDeadFrom, true};
    }
    return KeyCharacter{character, false};
}

bool is_letter_key(KeyboardLayout layout, std::uint8_t usage) {
    const auto position = position_of(usage);
    if (!position) return false;
    const char32_t plain = keys_of(layout).plain[*position];
    const bool small = (plain >= U'a' && plain <= U'z') || (plain >= U'à' && plain <= U'þ');
    return small && keys_of(layout).shift[*position] == plain - 0x20;
}

std::optional<char32_t> composed(char32_t accent, char32_t letter) {
    const auto known = std::ranges::find(kAccents, accent, &Accent::accent);
    if (known == kAccents.end()) return std::nullopt;
    const std::size_t at = known->letters.find(letter);
    if (at == std::u32string_view::npos) return std::nullopt;
    return known->composed[at];
}

}  // namespace kiosk::drivers
