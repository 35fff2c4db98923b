// kiosk/pretix/order_json.cpp — orders and their tickets.
#include "kiosk/pretix/order_json.hpp"

#include "kiosk/pretix/object_reader.hpp"
#include "kiosk/pretix/shop_words.hpp"

namespace kiosk::pretix {
namespace {

namespace json = boost::json;

Result<> read_answer(const json::value& value, Position& position) {
    ObjectReader reader(value, "answer");
    position.answers.push_back({.question = {reader.integer("question")},
                                .text = reader.text_or_absent("answer").value_or("")});
    return reader.finish(/*all_known=*/false);
}

Result<> read_check_in(const json::value& value, Position& position) {
    ObjectReader reader(value, "checkin");
    ShopCheckIn past;
    past.list = reader.integer("list");
    past.at = reader.time("datetime");
    const auto type = reader.text_or_absent("type").value_or("entry");
    const auto direction = direction_from(type);
    if (!direction) reader.refuse("type", "is neither entry nor exit");
    past.direction = direction.value_or(core::Direction::entry);
    position.check_ins.push_back(past);
    return reader.finish(/*all_known=*/false);
}

void read_facts(ObjectReader& reader, core::TicketFacts& facts) {
    facts.product = {reader.integer("item")};
    if (const auto id = reader.integer_or_absent("variation")) {
        facts.variation = core::VariationId{*id};
    }
    if (const auto id = reader.integer_or_absent("subevent")) {
        facts.subevent = core::SubeventId{*id};
    }
    facts.canceled = reader.boolean_or("canceled", false);
    const auto* blocked = reader.find("blocked");
    facts.blocked = blocked != nullptr && blocked->is_array() && !blocked->get_array().empty();
    facts.valid_from = reader.time_or_absent("valid_from");
    facts.valid_until = reader.time_or_absent("valid_until");
}

// `position` comes with what its order says.
Result<Position> read_position(const json::value& value, Position position) {
    ObjectReader reader(value, "position");
    position.id = reader.integer("id");
    position.facts.id = {static_cast<std::uint64_t>(position.id)};
    position.number = reader.integer("positionid");
    position.secret = reader.text("secret");
    position.addon_to = reader.integer_or_absent("addon_to");
    position.attendee_name = reader.text_or_absent("attendee_name");
    position.attendee_email = reader.text_or_absent("attendee_email").value_or("");
    position.company = reader.text_or_absent("company").value_or("");
    read_facts(reader, position.facts);
    for (const auto& answer : reader.array("answers")) {
        KIOSK_TRY_VOID(read_answer(answer, position));
    }
    for (const auto& past : reader.array("checkins")) {
        KIOSK_TRY_VOID(read_check_in(past, position));
    }
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    return position;
}

}  // namespace

Result<Order> read_order(const json::value& value) {
    ObjectReader reader(value, "order");
    Order order;
    order.code = reader.text("code");
    order.is_test = reader.boolean_or("testmode", false);
    order.placed_at = reader.text_or_absent("datetime").value_or("");
    Position common;
    common.order = order.code;
    common.order_status = reader.text("status");
    const auto state = order_state_from(common.order_status);
    if (!state) reader.refuse("status", "is none of p, n, e, c");
    common.facts.order_state = state.value_or(core::OrderState::canceled);
    common.facts.require_approval = reader.boolean_or("require_approval", false);
    common.facts.valid_if_pending = reader.boolean_or("valid_if_pending", false);
    common.order_email = reader.text_or_absent("email").value_or("");
    common.order_attention = reader.boolean_or("checkin_attention", false);
    for (const auto& position : reader.array("positions")) {
        order.positions.push_back(KIOSK_TRY(read_position(position, common)));
    }
    KIOSK_TRY_VOID(reader.finish(/*all_known=*/false));
    return order;
}

}  // namespace kiosk::pretix
