// kiosk/cases/answer_json.hpp — what both schemas share: answers, results, comparing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "kiosk/base/result.hpp"
#include "kiosk/cases/case_result.hpp"
#include "kiosk/core/access/access_policy.hpp"
#include "kiosk/core/access/question.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/rules/rule_words.hpp"

namespace kiosk::cases {

// {"401": "text"}: question number as text → answer.
[[nodiscard]] Result<std::vector<core::Answer>> read_answers(const boost::json::value& value);

// Status and reason in the shop's words; nothing compared yet.
[[nodiscard]] CaseResult result_of(std::string id, const core::Decision& decision);

// What would have to be true, in English; nothing where the reason alone says it.
[[nodiscard]] std::optional<std::string> explanation_of(const core::Facts& facts,
                                                        const core::Decision& decision,
                                                        const core::TicketNames& names);

// Notes the first difference in a result: "status is ok, expected error".
class Comparison {
  public:
    explicit Comparison(CaseResult& result, std::string where = {})
        : result_(result), where_(std::move(where)) {}

    void differ(std::string_view what, std::string_view wanted, std::string_view got);
    void text(std::string_view what, std::string_view wanted, std::string_view got);
    void optional_text(std::string_view what, const std::optional<std::string>& wanted,
                       const std::optional<std::string>& got);
    void number(std::string_view what, std::int64_t wanted, std::int64_t got);
    void yes_no(std::string_view what, bool wanted, bool got);
    void numbers(std::string_view what, std::vector<std::int64_t> wanted,
                 std::vector<std::int64_t> got);  // in any order

  private:
    CaseResult& result_;
    std::string where_;  // "step 2: "
};

}  // namespace kiosk::cases
