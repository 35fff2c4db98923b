// tests/fuzz/rules_fuzz.cpp — custom rules: refused at load, or judged and explained without fail.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <boost/json/parse.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/core/rules/rule_eval.hpp"
#include "kiosk/core/rules/rule_kind.hpp"
#include "kiosk/core/rules/rule_products.hpp"
#include "kiosk/core/rules/rule_words.hpp"
#include "kiosk/pretix/rule_json.hpp"

namespace {

using namespace kiosk;

void judge(const core::Rule& rule) {
    const auto zone = ZoneOffsets::make(std::chrono::hours(-11), {}).value();
    const core::EventTimes times{.from = FineTime(std::chrono::hours(480'000))};
    const std::vector<core::PastCheckIn> history{
        {.at = FineTime(std::chrono::hours(480'001)), .station = "North gate"},
        {.direction = core::Direction::exit, .at = FineTime(std::chrono::hours(480'002))}};
    const core::RuleFacts facts{.product = {1},
                                .variation = core::VariationId{2},
                                .gate = {},
                                .now = FineTime(std::chrono::hours(480'003)),
                                .zone = zone,
                                .times = times,
                                .history = history};
    const auto truth = core::holds(rule, facts);
    for (const auto language : {core::Language::english, core::Language::french}) {
        const auto words = core::explain(rule, facts, {}, language);
        KIOSK_CHECK(words.empty() == (truth == core::Truth::yes),
                    "a rule is explained where it does not hold, and only there");
        for (const auto& sentence : words) {
            KIOSK_CHECK(!sentence.empty(), "sentences say something");
        }
    }
}

// With the products of an attendee list; the rule itself may still be refused.
void judge_as_a_station(const core::Rule& rule) {
    const std::vector<core::Product> products{
        {{1}, "Regular ticket", {{{2}, "Regular"}, {{3}, "Student"}}},
        {{4}, "Day pass", {{{5}, "Regular"}, {{6}, "Student"}}}};
    for (const auto& checked :
         {core::check_comparisons(rule), core::check_products_are_named(rule)}) {
        KIOSK_CHECK(checked || checked.error().context.starts_with("rules/"),
                    "a refusal names the place");
    }
    judge(*core::with_products_of(rule, products));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    boost::json::parse_options options;
    options.max_depth = pretix::kRuleJsonDepthMax;
    boost::system::error_code error;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto json = boost::json::parse(text, error, {}, options);
    if (error) return 0;
    const auto rule = pretix::read_rule(json);
    if (!rule) {
        KIOSK_CHECK(rule.error().context.starts_with("rules"), "a refusal names the place");
        return 0;
    }
    if (!*rule) return 0;
    judge(**rule);
    judge_as_a_station(**rule);
    return 0;
}
