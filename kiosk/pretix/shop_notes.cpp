// kiosk/pretix/shop_notes.cpp — JSON, read strictly.
#include "kiosk/pretix/shop_notes.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/pretix/object_reader.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

Result<json::value> parsed(std::string_view text, const char* what) {
    boost::system::error_code error;
    json::value value = json::parse({text.data(), text.size()}, error);
    if (error) return fail(Errc::corrupt, std::string("shop/") + what + " is no JSON");
    return value;
}

Result<> corrupt(Result<> read, const char* what) {
    if (read) return {};
    return fail(Errc::corrupt, std::string("shop/") + what + ": " + read.error().context);
}

}  // namespace

std::string print_shop_device(const ShopDevice& device) {
    const auto& [organizer, number, serial, api_token, name, profile, gate] = device.device;
    json::object text{
        {"address", device.address}, {"organizer", organizer}, {"number", number},
        {"serial", serial},          {"name", name},           {"security_profile", profile},
        {"gate", nullptr},           {"gate_name", nullptr},   {"api_token", api_token}};
    if (gate) {
        text["gate"] = gate->id;
        text["gate_name"] = gate->name;
    }
    return json::serialize(text) + "\n";
}

Result<ShopDevice> read_shop_device(std::string_view text) {
    const json::value value = KIOSK_TRY(parsed(text, "device"));
    ObjectReader reader(value, "device");
    ShopDevice device;
    device.address = reader.text("address");
    device.device.organizer = reader.text("organizer");
    device.device.number = reader.integer("number");
    device.device.serial = reader.text("serial");
    device.device.name = reader.text("name");
    device.device.security_profile = reader.text("security_profile");
    device.device.api_token = reader.text("api_token");
    const auto gate = reader.integer_or_absent("gate");
    const auto gate_name = reader.text_or_absent("gate_name");
    if (gate) device.device.gate = {.id = *gate, .name = gate_name.value_or("")};
    KIOSK_TRY_VOID(corrupt(reader.finish(/*all_known=*/true), "device"));
    return device;
}

std::string print_told(const Told& told) {
    json::array annulled(told.annulled.begin(), told.annulled.end());
    json::array letters;
    for (const auto& [seq, letter] : told.letters) {
        letters.push_back(
            json::object{{"seq", seq}, {"settlement", letter.settlement}, {"words", letter.words}});
    }
    return json::serialize(json::object{{"through", told.through},
                                        {"annulled", std::move(annulled)},
                                        {"letters", std::move(letters)}}) +
           "\n";
}

Result<Told> read_told(std::string_view text) {
    const json::value value = KIOSK_TRY(parsed(text, "told"));
    ObjectReader reader(value, "told");
    Told told;
    const auto through = reader.integer("through");
    if (through < 0) reader.refuse("through", "is less than none");
    told.through = static_cast<std::uint64_t>(through);
    for (const auto seq : reader.integers("annulled")) {
        told.annulled.insert(static_cast<std::uint64_t>(seq));
    }
    for (const auto& one : reader.array("letters")) {
        ObjectReader letter(one, "letter");
        const auto seq = static_cast<std::uint64_t>(letter.integer("seq"));
        DeadLetter& kept = told.letters[seq];
        kept.settlement = letter.text("settlement");
        kept.words = letter.text("words");
        KIOSK_TRY_VOID(corrupt(letter.finish(/*all_known=*/true), "told"));
    }
    KIOSK_TRY_VOID(corrupt(reader.finish(/*all_known=*/true), "told"));
    return told;
}

}  // namespace kiosk::pretix
