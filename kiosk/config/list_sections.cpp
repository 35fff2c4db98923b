// kiosk/config/list_sections.cpp — the keys of [[list]], [[question]] and [walk_in].
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/config/config_sections.hpp"
#include "kiosk/core/walk_in.hpp"

namespace kiosk::config {
namespace {

// In the order of core::QuestionType; files cannot be handed in at a station.
constexpr std::array<std::string_view, 12> kQuestionTypes{
    "number", "line", "text", "yes_no",    "choice",  "choices",
    "file",   "date", "time", "date_time", "country", "phone"};

void read_texts(TableReader& in, std::string_view key, std::vector<std::string>& into) {
    in.texts(key, [&](std::string_view text, const toml::node&) { into.emplace_back(text); });
}

void read_exit_all(TableReader& in, ListSettings& list) {
    in.texts("exit_all_at", [&](std::string_view text, const toml::node& node) {
        const auto time = parse_time_of_day(text);
        if (!time) {
            in.error(node, fmt::format("exit_all_at {} is no time of day such as \"04:00\"",
                                       in_quotes(text)));
            return;
        }
        list.exit_all_at = *time;
    });
}

void read_instant(TableReader& in, std::string_view key, std::optional<FineTime>& into) {
    std::optional<UtcTime> time;
    in.utc_time(key, time);
    if (time) into = *time;
}

template <class T>
void check_range(TableReader& in, const std::optional<T>& least, const std::optional<T>& most) {
    if (least && most && *least > *most) in.error_at("min", "\"min\" is above \"max\"");
}

// Keys that another type has are left over, so finish() reports them.
void read_limits(TableReader& in, core::QuestionType type, core::AnswerLimits& limits) {
    using enum core::QuestionType;
    switch (type) {
        case number:
            limits.number_min = in.number("min");
            limits.number_max = in.number("max");
            check_range(in, limits.number_min, limits.number_max);
            return;
        case date:
            limits.date_min = in.date("min");
            limits.date_max = in.date("max");
            check_range(in, limits.date_min, limits.date_max);
            return;
        case date_time:
            read_instant(in, "min", limits.date_time_min);
            read_instant(in, "max", limits.date_time_max);
            check_range(in, limits.date_time_min, limits.date_time_max);
            return;
        case line:
        case text: limits.length_max = in.integer("max_length", {1, core::kAnswerMax}); return;
        default: return;
    }
}

}  // namespace

void read_list(TableReader& in, ListSettings& list) {
    in.require("id");
    in.id("id", list.id);
    in.local_text("name", list.name);
    read_texts(in, "products", list.products);
    list.all_products = list.products.empty() || list.products.front() == "*";
    in.boolean("include_pending", list.include_pending);
    in.boolean("allow_multiple_entries", list.allow_multiple_entries);
    in.boolean("allow_entry_after_exit", list.allow_entry_after_exit);
    list.subevent = in.integer("subevent", {1, kNumberMax});
    list.shop_list = in.integer("shop_list", {1, kNumberMax});
    in.text("rules", list.rules_text);
    read_exit_all(in, list);
    in.boolean("addon_match", list.addon_match);
}

void read_walk_in(TableReader& in, WalkInSettings& walk_in) {
    in.require("products");
    in.texts("products", [&](std::string_view name, const toml::node& node) {
        if (name.empty() || name.size() > core::kWalkInProductMax) {
            in.error(node, fmt::format("a product's name has {} bytes, allowed 1 to {}",
                                       name.size(), core::kWalkInProductMax));
        } else if (walk_in.products.size() == kWalkInProductsMax) {
            in.error(node, fmt::format("more than {} products", kWalkInProductsMax));
        } else if (std::ranges::find(walk_in.products, name) != walk_in.products.end()) {
            in.error(node, fmt::format("product {} is named twice", in_quotes(name)));
        } else {
            walk_in.products.emplace_back(name);
        }
    });
}

void read_question(TableReader& in, QuestionSettings& question) {
    in.require("id");
    in.id("id", question.id);
    in.require("text");
    in.local_text("text", question.text);
    if (const auto type = in.choice("type", kQuestionTypes)) {
        question.type = static_cast<core::QuestionType>(*type);
    }
    read_limits(in, question.type, question.limits);
    in.boolean("required", question.required);
    read_texts(in, "products", question.products);
    read_texts(in, "options", question.options);
    in.table("only_if", [&](TableReader& condition) {
        condition.require("question");
        condition.text("question", question.only_if);
        condition.require("answers");
        read_texts(condition, "answers", question.only_if_answers);
    });
}

}  // namespace kiosk::config
