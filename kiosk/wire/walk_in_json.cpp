// kiosk/wire/walk_in_json.cpp — each text within its limit, and one that is needed there.
#include "kiosk/wire/walk_in_json.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "kiosk/core/record.hpp"
#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/json_reader.hpp"
#include "kiosk/wire/request_limits.hpp"
#include "kiosk/wire/supervisor_json.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

std::string line_of(JsonReader& reader, std::string_view field, std::size_t bytes_max) {
    auto text = reader.text(field, bytes_max).value_or("");
    if (std::ranges::any_of(text, is_control)) {
        reader.object_to(field, "control_character",
                         fmt::format("{} has a control character", field));
    }
    return text;
}

bool is_language_tag(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

void read_texts(JsonReader& reader, core::WalkInTexts& texts) {
    reader.require("name");
    texts.name = line_of(reader, "name", core::kWalkInNameMax);
    texts.email = line_of(reader, "email", core::kWalkInEmailMax);
    texts.company = line_of(reader, "company", core::kWalkInNameMax);
    texts.note = line_of(reader, "note", core::kWalkInNoteMax);
    texts.language = reader.text("language", core::kWalkInLanguageMax).value_or("");
    if (!texts.email.empty() && !texts.email.contains('@')) {
        reader.object_to("email", "not_email", "email has no @");
    }
    if (!is_language_tag(texts.language)) {
        reader.object_to("language", "not_language", "language is no tag such as \"fr\"");
    }
}

}  // namespace

Read<WalkInWish> read_walk_in(std::string_view body, bool operator_needed) {
    JsonReader reader(body);
    WalkInWish wish;
    ports::WalkInRequest& request = wish.request;
    read_texts(reader, request.texts);
    reader.require("product");
    request.product = reader.text("product", core::kWalkInProductMax).value_or("");
    reader.require("paid_by");
    const auto paid_by = reader.choice("paid_by", {"cash", "card", "transfer", "free", "later"});
    for (std::size_t i = 0; i < core::kWaysToPay; ++i) {
        const auto way = static_cast<core::PaidBy>(i);
        if (paid_by == core::name_of(way)) request.paid_by = way;
    }
    request.station = reader.text("station", kIdMax).value_or("");
    wish.check_in = reader.boolean("check_in").value_or(false);
    request.by = read_operator(reader, "operator", operator_needed);
    request.nonce = reader.text("nonce", core::kNonceMax).value_or("");
    auto errors = reader.errors();
    if (!errors.empty()) return std::unexpected(std::move(errors));
    return wish;
}

json::value walk_in_value(const std::optional<ports::WalkInView>& walk_in) {
    if (!walk_in) return nullptr;
    return json::object{{"code", text_value(walk_in->code)},
                        {"paid_by", core::name_of(walk_in->paid_by)},
                        {"at", time_value(walk_in->at)},
                        {"station", text_value(walk_in->station)},
                        {"operator", text_value(walk_in->by)},
                        {"language", text_value(walk_in->language)},
                        {"local_only", true}};
}

}  // namespace kiosk::wire
