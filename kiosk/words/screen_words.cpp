// kiosk/words/screen_words.cpp — the part of a pack that one screen loads.
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/words/built_in.hpp"
#include "kiosk/words/pack.hpp"

namespace kiosk::words {
namespace {

namespace json = boost::json;

// "found.one" stands as {"found": {"one": …}}: the page chooses the form.
void add_text(json::object& words, std::string_view key, std::string_view text) {
    const std::size_t dot = key.find('.');
    if (dot == std::string_view::npos) {
        words[key] = text;
        return;
    }
    json::value& forms = words[key.substr(0, dot)];
    if (!forms.is_object()) forms = json::object();
    forms.get_object()[key.substr(dot + 1)] = text;
}

void add_group(json::object& words, const Pack& pack, const std::string& prefix) {
    for (auto at = pack.texts.lower_bound(prefix);
         at != pack.texts.end() && at->first.starts_with(prefix); ++at) {
        add_text(words, std::string_view(at->first).substr(prefix.size()), at->second);
    }
}

json::array languages() {
    json::array all;
    for (const Pack& pack : packs()) {
        all.push_back(
            json::object{{"language", pack.language}, {"name", pack.name}, {"draft", pack.draft}});
    }
    return all;
}

}  // namespace

std::string print_screen_words(const Pack& pack, std::string_view screen) {
    json::object words;
    add_group(words, pack, "verdicts.");
    add_group(words, pack, "screens.common.");
    add_group(words, pack, "screens." + std::string(screen) + ".");
    json::object document;
    document["language"] = pack.language;
    document["locale"] = pack.locale;
    document["direction"] = pack.right_to_left ? "rtl" : "ltr";
    document["languages"] = languages();
    document["words"] = std::move(words);
    return json::serialize(document);
}

}  // namespace kiosk::words
