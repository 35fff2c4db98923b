// kiosk/cases/run_cases.cpp — line by line: read, run, compare, report.
#include "kiosk/cases/run_cases.hpp"

#include <fstream>
#include <ostream>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/cases/case_result.hpp"
#include "kiosk/cases/decision_case.hpp"
#include "kiosk/cases/story_case.hpp"
#include "kiosk/pretix/rule_json.hpp"

namespace kiosk::cases {
namespace {

namespace json = boost::json;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // as editors on Windows write it

json::value parse(const std::string& line, boost::system::error_code& error) {
    json::parse_options options;
    options.max_depth = pretix::kRuleJsonDepthMax;
    return json::parse(line, error, {}, options);
}

Result<CaseResult> run_case(const std::string& line, const CaseOptions& options) {
    boost::system::error_code error;
    const json::value value = parse(line, error);
    if (error) return fail(Errc::invalid_input, "not JSON: " + error.message());
    return is_story(value) ? run_story_case(value, options) : run_decision_case(value, options);
}

// The id of a case that could not be read, as far as there is one.
std::string id_in(const std::string& line) {
    boost::system::error_code error;
    const json::value value = parse(line, error);
    if (error || !value.is_object()) return {};
    const auto* id = value.get_object().if_contains("id");
    if (id == nullptr || !id->is_string()) return {};
    return {id->get_string().data(), id->get_string().size()};
}

json::value text_or_null(const std::optional<std::string>& text) {
    if (!text) return nullptr;
    return json::string(*text);
}

void write(const CaseResult& result, std::ostream& out) {
    json::object line;
    line["id"] = result.id;
    line["status"] = result.status;
    line["reason"] = text_or_null(result.reason);
    line["explanation"] = text_or_null(result.explanation);
    line["expected"] = result.expected;
    line["match"] = result.match();
    if (!result.match()) line["difference"] = result.difference;
    out << json::serialize(line) << '\n';
}

void write_unread(const std::string& line, const Error& why, std::ostream& out) {
    json::object report;
    report["id"] = id_in(line);
    report["status"] = nullptr;
    report["reason"] = nullptr;
    report["explanation"] = nullptr;
    report["expected"] = nullptr;
    report["match"] = false;
    report["error"] = why.context;
    out << json::serialize(report) << '\n';
}

CaseOptions with_defaults(const std::filesystem::path& file, CaseOptions options) {
    if (options.fixtures.empty()) options.fixtures = file.parent_path() / "fixtures";
    if (options.worlds.empty()) options.worlds = file.parent_path() / "worlds.json";
    return options;
}

}  // namespace

Result<CaseCount> run_cases(const std::filesystem::path& file, const CaseOptions& given,
                            std::ostream& out, std::ostream& summary) {
    std::ifstream input(file, std::ios::binary);
    if (!input) return fail(Errc::not_found, file.string() + ": cannot be opened");
    const CaseOptions options = with_defaults(file, given);
    CaseCount count;
    std::string line;
    for (std::size_t number = 1; std::getline(input, line); ++number) {
        const std::string where = file.string() + ":" + std::to_string(number);
        if (line.size() > kCaseBytesMax) {
            return fail(Errc::too_large, where + ": " + std::to_string(line.size()) +
                                             " bytes, limit " + std::to_string(kCaseBytesMax));
        }
        if (number == 1 && line.starts_with(kByteOrderMark)) line.erase(0, kByteOrderMark.size());
        if (number > kCasesMax) return fail(Errc::too_large, where + ": too many cases");
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        ++count.total;
        auto result = run_case(line, options);
        if (!result) {
            write_unread(line, std::move(result.error()).in(where), out);
            continue;
        }
        if (result->match()) ++count.matched;
        write(*result, out);
    }
    if (input.bad()) return fail(Errc::io_failure, file.string() + ": cannot be read");
    // All of nothing would match, and a wrong file pass for a proof.
    if (count.total == 0) return fail(Errc::invalid_input, file.string() + ": no cases");
    summary << count.matched << " of " << count.total << " match\n";
    return count;
}

}  // namespace kiosk::cases
