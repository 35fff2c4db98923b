// tests/fuzz/cases_fuzz.cpp — decision cases: read strictly, decided, or refused with a reason.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <boost/json/parse.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/cases/decision_case.hpp"
#include "kiosk/pretix/rule_json.hpp"

using namespace kiosk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size > cases::kCaseBytesMax) return 0;
    boost::json::parse_options options;
    options.max_depth = pretix::kRuleJsonDepthMax;
    boost::system::error_code error;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto json = boost::json::parse(text, error, {}, options);
    if (error) return 0;
    const cases::CaseOptions case_options{
        .zone = [](const std::string&) -> Result<ZoneOffsets> { return ZoneOffsets(); }};
    const auto result = cases::run_decision_case(json, case_options);
    if (!result) {
        KIOSK_CHECK(!result.error().context.empty(), "a refusal says why");
    } else {
        KIOSK_CHECK((result->status == "ok") == !result->reason, "only refusals have a reason");
    }
    return 0;
}
