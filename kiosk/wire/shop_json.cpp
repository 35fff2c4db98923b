// kiosk/wire/shop_json.cpp — no key of the device, no code, no name of a guest.
#include "kiosk/wire/shop_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/wire/holder_json.hpp"

namespace kiosk::wire {

namespace json = boost::json;

json::object shop_object(const ports::ShopView& shop) {
    json::object object;
    object["state"] = shop.state;
    object["code"] = text_value(shop.code);
    object["sentence"] = text_value(shop.sentence);
    object["read_at"] = time_value(shop.read_at);
    object["held"] = shop.held;
    object["to_tell"] = shop.to_tell;
    object["letters"] = shop.letters;
    return object;
}

std::string print_shop(const ports::ShopView& shop) {
    json::object object = shop_object(shop);
    object["address"] = text_value(shop.address);
    object["organizer"] = text_value(shop.organizer);
    object["event"] = text_value(shop.event);
    object["device"] = text_value(shop.device);
    object["orders"] = shop.orders;
    object["test_orders"] = shop.test_orders;
    object["unreadable"] = shop.unreadable;
    object["told_through"] = shop.told_through;
    object["requests"] = shop.requests;
    object["troubles"] = shop.troubles;
    json::array letters;
    for (const auto& one : shop.newest_letters) {
        letters.push_back(json::object{
            {"seq", one.seq}, {"settlement", one.settlement}, {"words", text_value(one.words)}});
    }
    object["newest_letters"] = std::move(letters);
    json::array warnings;
    for (const auto& warning : shop.warnings) warnings.emplace_back(warning);
    object["warnings"] = std::move(warnings);
    return json::serialize(object);
}

}  // namespace kiosk::wire
