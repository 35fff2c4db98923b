// kiosk/pretix/mirror.cpp — lines of JSON: what came, and the stamps.
#include "kiosk/pretix/mirror.hpp"

#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/pretix/event_json.hpp"
#include "kiosk/pretix/object_reader.hpp"
#include "kiosk/pretix/order_json.hpp"
#include "kiosk/pretix/rule_json.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

constexpr std::size_t kOrdersOfLine = 100;
constexpr std::string_view kEvent = "event";

Result<json::value> parsed(std::string_view text) {
    json::parse_options options;
    options.max_depth = kRuleJsonDepthMax + 8;
    boost::system::error_code error;
    json::value value = json::parse({text.data(), text.size()}, error, {}, options);
    if (error) return fail(Errc::corrupt, "shop: a kept line is no JSON");
    return value;
}

json::object stamps_object(const Stamps& stamps) {
    return {{"items", stamps.items},
            {"questions", stamps.questions},
            {"revoked", stamps.revoked},
            {"blocked", stamps.blocked},
            {"orders", stamps.orders},
            {"orders_complete", stamps.orders_complete},
            {"resume_from", stamps.resume_from}};
}

Result<Stamps> stamps_in(const json::value& value) {
    ObjectReader reader(value, "stamps");
    Stamps stamps;
    stamps.items = reader.text("items");
    stamps.questions = reader.text("questions");
    stamps.revoked = reader.text("revoked");
    stamps.blocked = reader.text("blocked");
    stamps.orders = reader.text("orders");
    stamps.orders_complete = reader.boolean("orders_complete");
    stamps.resume_from = reader.text("resume_from");
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/true));
    return stamps;
}

json::array secrets_array(const std::vector<SecretNews>& news) {
    json::array array;
    for (const auto& one : news) array.push_back({one.secret, one.counts});
    return array;
}

void take_secrets(const json::value* news, std::set<std::string>& secrets) {
    if (news == nullptr || !news->is_array()) return;
    for (const auto& one : news->get_array()) {
        const auto* pair = one.if_array();
        if (pair == nullptr || pair->size() != 2 || !pair->at(0).is_string()) continue;
        const bool counts = pair->at(1).is_bool() && pair->at(1).get_bool();
        std::string secret(pair->at(0).get_string());
        if (counts) {
            secrets.insert(std::move(secret));
        } else {
            secrets.erase(secret);
        }
    }
}

using Read = Result<> (*)(const json::value&, ShopEvent&);

Result<> read_rows(const std::map<std::string, std::string>& texts, const std::string& name,
                   Read read, ShopEvent& event) {
    const auto text = texts.find(name);
    if (text == texts.end()) return {};
    const json::value rows = KIOSK_TRY(parsed(text->second));
    if (!rows.is_array()) return fail(Errc::corrupt, "shop: kept " + name + " are no list");
    // One that cannot be read was named when it came, and is not there.
    for (const auto& row : rows.get_array()) static_cast<void>(read(row, event));
    return {};
}

std::vector<std::string> all_of(const std::set<std::string>& secrets) {
    return {secrets.begin(), secrets.end()};
}

}  // namespace

void Mirror::keep_order(std::string code, std::string text) {
    std::string& kept = orders_[std::move(code)];
    bytes_ = bytes_ - kept.size() + text.size();
    kept = std::move(text);
}

Result<std::string> Mirror::take(const Fetched& fetched, const Stamps& stamps) {
    if (orders_.size() + fetched.orders.size() > kMirrorOrdersMax) {
        return fail(Errc::too_large,
                    "shop: more than " + std::to_string(kMirrorOrdersMax) + " orders, the limit");
    }
    json::object line;
    json::object texts;
    for (const auto& [name, text] : fetched.texts) texts[name] = text;
    if (!texts.empty()) line["texts"] = std::move(texts);
    json::object orders;
    for (const auto& order : fetched.orders) orders[order.code] = order.text;
    if (!orders.empty()) line["orders"] = std::move(orders);
    if (!fetched.revoked.empty()) line["revoked"] = secrets_array(fetched.revoked);
    if (!fetched.blocked.empty()) line["blocked"] = secrets_array(fetched.blocked);
    line["stamps"] = stamps_object(stamps);
    std::string text = json::serialize(line);
    KIOSK_TRY_VOID(take_line(text));
    return text;
}

Result<> Mirror::take_line(std::string_view text) {
    const json::value value = KIOSK_TRY(parsed(text));
    const auto* line = value.if_object();
    const auto* stamps = line == nullptr ? nullptr : line->if_contains("stamps");
    if (stamps == nullptr) return fail(Errc::corrupt, "shop: a kept line has no stamps");
    Stamps as_then = KIOSK_TRY(stamps_in(*stamps));
    if (const auto* texts = line->if_contains("texts"); texts != nullptr && texts->is_object()) {
        for (const auto& [name, one] : texts->get_object()) {
            if (one.is_string()) texts_[name] = one.get_string();
        }
    }
    if (const auto* orders = line->if_contains("orders"); orders && orders->is_object()) {
        for (const auto& [code, one] : orders->get_object()) {
            if (one.is_string()) keep_order(code, std::string(one.get_string()));
        }
    }
    take_secrets(line->if_contains("revoked"), revoked_);
    take_secrets(line->if_contains("blocked"), blocked_);
    stamps_ = std::move(as_then);
    return {};
}

void Mirror::write(const std::function<void(std::string)>& each) const {
    const Stamps none;
    json::object orders;
    const auto write_orders = [&] {
        if (!orders.empty()) {
            each(json::serialize(
                json::object{{"orders", std::move(orders)}, {"stamps", stamps_object(none)}}));
        }
        orders = {};
    };
    for (const auto& [code, text] : orders_) {
        orders[code] = text;
        if (orders.size() == kOrdersOfLine) write_orders();
    }
    write_orders();
    json::object texts;
    for (const auto& [name, text] : texts_) texts[name] = text;
    json::array revoked;
    for (const auto& secret : revoked_) revoked.push_back({secret, true});
    json::array blocked;
    for (const auto& secret : blocked_) blocked.push_back({secret, true});
    each(json::serialize(json::object{{"texts", std::move(texts)},
                                      {"revoked", std::move(revoked)},
                                      {"blocked", std::move(blocked)},
                                      {"stamps", stamps_object(stamps_)}}));
}

Result<ShopEvent> Mirror::event(const ZoneLookup& zone) const {
    const auto text = texts_.find(std::string(kEvent));
    if (text == texts_.end()) return fail(Errc::not_found, "shop: the event was not read yet");
    ShopEvent event;
    KIOSK_TRY_VOID(read_event(KIOSK_TRY(parsed(text->second)), zone, event));
    KIOSK_TRY_VOID(read_rows(texts_, "subevents", read_date, event));
    KIOSK_TRY_VOID(read_rows(texts_, "items", read_item, event));
    KIOSK_TRY_VOID(read_rows(texts_, "questions", read_question, event));
    KIOSK_TRY_VOID(read_rows(texts_, "checkinlists", read_list, event));
    event.revoked = all_of(revoked_);
    event.blocked = all_of(blocked_);
    return event;
}

Result<> Mirror::visit_orders(const std::function<Result<>(const Order&)>& visit) const {
    for (const auto& [code, text] : orders_) {
        const json::value row = KIOSK_TRY(parsed(text));
        auto order = read_order(row);
        if (!order) return fail(Errc::corrupt, "shop: order " + code + " was kept badly");
        KIOSK_TRY_VOID(visit(*order));
    }
    return {};
}

}  // namespace kiosk::pretix
