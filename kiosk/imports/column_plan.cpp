// kiosk/imports/column_plan.cpp — the caller's wishes first, then the dialect's names.
#include "kiosk/imports/column_plan.hpp"

#include <algorithm>
#include <bitset>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kiosk/imports/dialect.hpp"
#include "kiosk/imports/text.hpp"

namespace kiosk::imports {
namespace {

constexpr std::size_t kHeadersShown = 20;

std::string headers_found(const std::vector<std::string>& headers) {
    std::vector<std::string> shown;
    for (const std::string& header : headers) {
        if (shown.size() == kHeadersShown) {
            shown.push_back(fmt::format("and {} more", headers.size() - kHeadersShown));
            break;
        }
        shown.push_back(fmt::format("\"{}\"", shortened(header)));
    }
    return fmt::format("columns found: {}", fmt::join(shown, ", "));
}

Result<> grant_wish(ColumnPlan& plan, const std::vector<std::string>& folded,
                    std::string_view field_name, std::string_view header) {
    const std::optional<Field> field = field_named(field_name);
    if (!field) {
        return fail(Errc::invalid_input,
                    fmt::format("unknown field \"{}\"; fields: {}", shortened(field_name),
                                fmt::join(kFieldNames, ", ")));
    }
    if (header.empty()) return {};  // stays empty on purpose
    // The exact text first, so that "Name" and "NAME" can be told apart where both exist.
    const auto exact = std::ranges::count(plan.headers, header);
    const std::vector<std::string>& texts = exact > 0 ? plan.headers : folded;
    const std::string wanted = exact > 0 ? std::string(header) : fold_header(header);
    const auto matches = std::ranges::count(texts, wanted);
    if (matches != 1) {
        return fail(Errc::invalid_input,
                    fmt::format("{} is to come from column \"{}\", which is {}; {}", field_name,
                                shortened(header), matches == 0 ? "not there" : "there twice",
                                headers_found(plan.headers)));
    }
    const auto found = std::ranges::find(texts, wanted);
    plan.column[index_of(*field)] = static_cast<std::size_t>(found - texts.begin());
    return {};
}

void apply_aliases(ColumnPlan& plan, const std::vector<std::string>& folded,
                   const std::map<std::string, std::string>& wishes) {
    std::bitset<kColumnsMax> taken;
    for (const auto& column : plan.column) {
        if (column) taken.set(*column);
    }
    for (const ColumnAlias& alias : aliases_of(plan.dialect)) {
        std::optional<std::size_t>& column = plan.column[index_of(alias.field)];
        if (column || wishes.contains(std::string(name_of(alias.field)))) continue;
        const auto found = std::ranges::find(folded, alias.header);
        if (found == folded.end()) continue;
        const auto at = static_cast<std::size_t>(found - folded.begin());
        if (taken.test(at)) continue;
        column = at;
        taken.set(at);
        if (!alias.warning.empty()) plan.warnings.emplace_back(alias.warning);
    }
}

std::string names_looked_for(Dialect dialect) {
    std::vector<std::string_view> names;
    for (const ColumnAlias& alias : aliases_of(dialect)) {
        if (alias.field == Field::code) names.push_back(alias.header);
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

Result<ColumnPlan> plan_columns(std::vector<std::string> headers,
                                const std::map<std::string, std::string>& wishes) {
    ColumnPlan plan;
    plan.headers = std::move(headers);
    std::vector<std::string> folded;
    std::ranges::transform(plan.headers, std::back_inserter(folded), fold_header);
    plan.dialect = detect_dialect(folded);
    for (const auto& [field, header] : wishes) {
        KIOSK_TRY_VOID(grant_wish(plan, folded, field, header));
    }
    apply_aliases(plan, folded, wishes);
    if (!plan.of(Field::code)) {
        return fail(Errc::invalid_input,
                    fmt::format("no column holds the code; {}; looked for: {}; {}",
                                headers_found(plan.headers), names_looked_for(plan.dialect),
                                advice_without_code(plan.dialect)));
    }
    if (!wishes.empty()) plan.dialect = Dialect::custom;
    return plan;
}

std::vector<std::string> ignored_columns(const ColumnPlan& plan) {
    std::vector<std::string> ignored;
    for (std::size_t at = 0; at < plan.headers.size(); ++at) {
        if (std::ranges::find(plan.column, std::optional(at)) != plan.column.end()) continue;
        const std::string& header = plan.headers[at];
        ignored.push_back(header.empty() ? fmt::format("column {}", at + 1) : header);
    }
    return ignored;
}

}  // namespace kiosk::imports
