// kiosk/words/built_in.cpp — parses what was compiled in, once.
#include "kiosk/words/built_in.hpp"

#include <algorithm>
#include <vector>

#include "kiosk/base/check.hpp"
#include "kiosk/words/pack_files.hpp"

namespace kiosk::words {
namespace {

constexpr std::string_view kIsolate = "\u2068";  // FIRST STRONG ISOLATE
constexpr std::string_view kPop = "\u2069";      // POP DIRECTIONAL ISOLATE

std::vector<Pack> read_packs() {
    std::vector<Pack> made;
    for (const EmbeddedFile& file : pack_files()) {
        auto pack = parse_pack(file.content);
        KIOSK_CHECK(pack.has_value(), "every language pack of the program can be read");
        made.push_back(std::move(*pack));
    }
    KIOSK_CHECK(!made.empty() && made.front().language == "en", "English is the first pack");
    return made;
}

}  // namespace

std::span<const Pack> packs() {
    static const std::vector<Pack> kPacks = read_packs();
    return kPacks;
}

const Pack& pack_of(std::string_view language) {
    const auto all = packs();
    const auto found = std::ranges::find(all, language, &Pack::language);
    return found == all.end() ? all.front() : *found;
}

std::optional<std::string_view> find_text(const Pack& pack, std::string_view key) {
    for (const Pack* one : {&pack, &packs().front()}) {
        if (const auto found = one->texts.find(key); found != one->texts.end()) {
            return found->second;
        }
    }
    return std::nullopt;
}

std::string_view text_of(const Pack& pack, std::string_view key) {
    const auto text = find_text(pack, key);
    KIOSK_CHECK(text.has_value(), "the English pack has every text that is asked for");
    return *text;
}

std::optional<std::string> fill(const Pack& pack, std::string_view text, const Values& values) {
    std::string line;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        line += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = text.find('}', open);
        KIOSK_CHECK(close != std::string_view::npos, "every placeholder is closed");
        const auto value = values.find(text.substr(open + 1, close - open - 1));
        if (value == values.end() || value->second.empty()) return std::nullopt;
        if (pack.right_to_left) line += kIsolate;
        line += value->second;
        if (pack.right_to_left) line += kPop;
        text.remove_prefix(close + 1);
    }
    return line;
}

std::string say(const Pack& pack, std::string_view key, const Values& values) {
    auto line = fill(pack, text_of(pack, key), values);
    KIOSK_CHECK(line.has_value(), "every value of the text is given");
    return std::move(*line);
}

std::string say_count(const Pack& pack, std::string_view key, std::uint64_t count) {
    std::string form = std::string(key) + "." + plural_category(pack.language, count);
    if (!pack.texts.contains(form)) form = std::string(key) + ".other";
    return say(pack, form, {{"n", std::to_string(count)}});
}

}  // namespace kiosk::words
