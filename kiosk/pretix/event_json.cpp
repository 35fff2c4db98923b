// kiosk/pretix/event_json.cpp — events, dates, products, lists, questions and media.
#include "kiosk/pretix/event_json.hpp"

#include <algorithm>

#include "kiosk/core/ticket/signed_ticket.hpp"
#include "kiosk/pretix/object_reader.hpp"
#include "kiosk/pretix/rule_json.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

// A text in several languages: English, else the first.
std::string localised(const json::value& value) {
    const json::value* text = &value;
    if (const auto* languages = value.if_object(); languages != nullptr && !languages->empty()) {
        const auto* english = languages->if_contains("en");
        text = english != nullptr ? english : &languages->begin()->value();
    }
    const auto* found = text->if_string();
    return found == nullptr ? std::string() : std::string(found->data(), found->size());
}

core::EventTimes read_times(ObjectReader& reader) {
    return {.from = reader.time("date_from"),
            .to = reader.time_or_absent("date_to"),
            .admission = reader.time_or_absent("date_admission")};
}

// Entries that are no Ed25519 key never stand in the way of the others.
std::vector<core::PublicKey> keys_in(const json::value* value) {
    if (value == nullptr || !value->is_object()) return {};
    const auto* keys = value->get_object().if_contains("pretix_sig1");
    if (keys == nullptr || !keys->is_array()) return {};
    std::vector<core::PublicKey> known;
    for (const auto& entry : keys->get_array()) {
        if (!entry.is_string()) continue;
        const auto& text = entry.get_string();
        const auto key = core::signing_key_from({text.data(), text.size()});
        if (key) known.push_back(*key);
    }
    return known;
}

// Decimals are written as texts: "6.000000".
std::optional<double> read_decimal(ObjectReader& reader, std::string_view key) {
    const auto* value = reader.find(key);
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (value->is_number()) return value->to_number<double>();
    std::optional<double> number;
    if (const auto* text = value->if_string())
        number = core::number_in({text->data(), text->size()});
    if (!number) reader.refuse(key, "is not a number");
    return number;
}

std::optional<std::chrono::local_days> read_day(ObjectReader& reader, std::string_view key) {
    const auto text = reader.text_or_absent(key);
    if (!text) return std::nullopt;
    const auto midnight = parse_iso_time(*text + "T00:00:00Z");
    if (!midnight) {
        reader.refuse(key, "is not a date");
        return std::nullopt;
    }
    return std::chrono::local_days(
        std::chrono::floor<std::chrono::days>(*midnight).time_since_epoch());
}

core::AnswerLimits read_limits(ObjectReader& reader) {
    core::AnswerLimits limits;
    limits.number_min = read_decimal(reader, "valid_number_min");
    limits.number_max = read_decimal(reader, "valid_number_max");
    limits.date_min = read_day(reader, "valid_date_min");
    limits.date_max = read_day(reader, "valid_date_max");
    limits.date_time_min = reader.time_or_absent("valid_datetime_min");
    limits.date_time_max = reader.time_or_absent("valid_datetime_max");
    if (const auto length = reader.integer_or_absent("valid_string_length_max")) {
        limits.length_max = static_cast<std::uint64_t>(std::max<std::int64_t>(*length, 0));
    }
    return limits;
}

}  // namespace

const Item* ShopEvent::item(std::int64_t id) const {
    const auto found = std::ranges::find(items, id, &Item::id);
    return found == items.end() ? nullptr : &*found;
}

Result<> read_event(const json::value& value, const ZoneLookup& zone, ShopEvent& event) {
    ObjectReader reader(value, "event");
    event.slug = reader.text("slug");
    event.is_series = reader.boolean_or("has_subevents", false);
    event.is_test = reader.boolean_or("testmode", false);
    event.times = read_times(reader);
    event.keys = keys_in(reader.find("valid_keys"));
    const std::string name = reader.text("timezone");
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    event.zone = KIOSK_TRY(zone(name));
    return {};
}

Result<> read_date(const json::value& value, ShopEvent& event) {
    ObjectReader reader(value, "subevent");
    const auto id = reader.integer("id");
    const auto times = read_times(reader);
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    event.subevents[id] = times;
    return {};
}

Result<> read_item(const json::value& value, ShopEvent& event) {
    ObjectReader reader(value, "item");
    Item item;
    item.id = reader.integer("id");
    item.name = reader.text_or_absent("internal_name").value_or("");
    if (item.name.empty()) item.name = localised(reader.at("name"));
    item.admission = reader.boolean_or("admission", false);
    item.attention = reader.boolean_or("checkin_attention", false);
    for (const auto& entry : reader.array("variations")) {
        ObjectReader variation(entry, "variation");
        item.variations.push_back({.id = variation.integer("id"),
                                   .name = localised(variation.at("value")),
                                   .attention = variation.boolean_or("checkin_attention", false)});
        KIOSK_TRY_VOID(variation.finish(/*all_known=*/false));
    }
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    event.items.push_back(std::move(item));
    return {};
}

Result<> read_list(const json::value& value, ShopEvent& event) {
    ObjectReader reader(value, "checkinlist");
    const auto id = reader.integer("id");
    NamedList named;
    named.name = reader.text("name");
    core::CheckInList& list = named.list;
    list.id = std::to_string(id);
    for (const auto product : reader.integers("limit_products")) {
        list.limit_products.push_back({product});
    }
    list.all_products = reader.boolean_or("all_products", list.limit_products.empty());
    std::ranges::sort(list.limit_products);
    if (const auto date = reader.integer_or_absent("subevent")) {
        list.subevent = core::SubeventId{*date};
    }
    list.include_pending = reader.boolean_or("include_pending", false);
    list.allow_multiple_entries = reader.boolean_or("allow_multiple_entries", false);
    list.allow_entry_after_exit = reader.boolean_or("allow_entry_after_exit", true);
    list.addon_match = reader.boolean_or("addon_match", false);
    const auto* rules = reader.find("rules");
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    if (rules != nullptr) list.rules = KIOSK_TRY(read_rule(*rules));
    event.lists[id] = std::move(named);
    return {};
}

Result<> read_question(const json::value& value, ShopEvent& event) {
    ObjectReader reader(value, "question");
    core::Question question;
    question.id = {reader.integer("id")};
    const auto type = core::question_type_from(reader.text("type"));
    if (!type) reader.refuse("type", "is not a known letter");
    question.type = type.value_or(core::QuestionType::line);
    question.required = reader.boolean_or("required", false);
    question.ask_during_checkin = reader.boolean_or("ask_during_checkin", false);
    for (const auto product : reader.integers("items")) question.products.push_back({product});
    for (const auto& entry : reader.array("options")) {
        ObjectReader option(entry, "option");
        question.options.push_back(
            {.id = option.integer("id"),
             .identifier = option.text_or_absent("identifier").value_or("")});
        KIOSK_TRY_VOID(option.finish(/*all_known=*/false));
    }
    question.limits = read_limits(reader);
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    // Without products it is nobody's. What it depends on counts when tickets are bought; at
    // check-in neither the server nor its scanning app looks at it.
    if (!question.products.empty()) event.questions.push_back(std::move(question));
    return {};
}

Result<Medium> read_medium(const json::value& value) {
    ObjectReader reader(value, "medium");
    Medium medium;
    medium.type = reader.text("type");
    medium.identifier = reader.text("identifier");
    medium.active = reader.boolean_or("active", true);
    medium.expires = reader.time_or_absent("expires");
    if (reader.find("linked_orderpositions") != nullptr) {
        medium.positions = reader.integers("linked_orderpositions");
    }
    const auto single = reader.integer_or_absent("linked_orderposition");
    if (single && std::ranges::find(medium.positions, *single) == medium.positions.end()) {
        medium.positions.push_back(*single);
    }
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    return medium;
}

}  // namespace kiosk::pretix
