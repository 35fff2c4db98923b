// kiosk/config/rule_source.cpp — text or file to the reader.
#include "kiosk/config/rule_source.hpp"

#include <string>

#include "kiosk/config/bounded_file.hpp"
#include "kiosk/config/problem.hpp"
#include "kiosk/core/rules/rule_kind.hpp"
#include "kiosk/core/rules/rule_products.hpp"

namespace kiosk::config {
namespace {

// The attendee list comes from a file: it has none of the shop's numbers.
Result<std::shared_ptr<const core::Rule>> read_and_check(std::string_view text,
                                                         const RuleReader& reader) {
    auto rule = KIOSK_TRY(reader(text));
    if (!rule) return rule;
    KIOSK_TRY_VOID(core::check_comparisons(*rule));
    KIOSK_TRY_VOID(core::check_products_are_named(*rule));
    return rule;
}

}  // namespace

Result<std::shared_ptr<const core::Rule>> load_rule(std::string_view written,
                                                    const std::filesystem::path& folder,
                                                    const RuleReader& reader) {
    const auto begin = written.find_first_not_of(" \t\r\n");
    if (begin != std::string_view::npos && written[begin] == '{')
        return read_and_check(written, reader);
    const auto file = (folder / written).lexically_normal();
    const std::string named = "rules file " + in_quotes(file.string());
    auto text = read_bounded_file(file, kRuleFileMax);
    if (!text) return fail(text.error().code, named + ": " + text.error().context);
    auto rule = read_and_check(*text, reader);
    if (!rule) return fail(rule.error().code, named + ": " + rule.error().context);
    return rule;
}

}  // namespace kiosk::config
