// tests/unit/cases/decisions_test.cpp — the recorded decisions of a real server, all of them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include "kiosk/cases/run_cases.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"

namespace kiosk::cases {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(KIOSK_TEST_DATA) / "pretix";

CaseOptions options() {
    return {.fixtures = {},
            .zone = [](const std::string& zone) { return locale::zone_offsets_from_tzdb(zone); }};
}

std::string mismatches(const std::string& report) {
    std::string found;
    std::istringstream lines(report);
    for (std::string line; std::getline(lines, line);) {
        if (line.find("\"match\":true") == std::string::npos) found += line + "\n";
    }
    return found;
}

TEST(RecordedDecisions, every_decision_is_the_servers) {
    std::ostringstream out;
    std::ostringstream summary;
    const auto count = run_cases(kFolder / "decisions.jsonl", options(), out, summary);
    ASSERT_TRUE(count) << count.error().context;
    EXPECT_EQ(count->total, 768U);
    EXPECT_EQ(mismatches(out.str()), "");
    EXPECT_EQ(summary.str(), "768 of 768 match\n");
}

// Writes one case with a change and returns the report of running it.
std::string report_of(std::string from, const std::string& to) {
    std::ifstream input(kFolder / "decisions.jsonl");
    std::string line;
    std::getline(input, line);
    const auto at = line.find(from);
    EXPECT_NE(at, std::string::npos);
    line.replace(at, from.size(), to);
    const auto file = std::filesystem::temp_directory_path() /
                      ("kiosk-case-" + std::to_string(::getpid()) + ".jsonl");
    std::ofstream(file) << line << "\n";
    std::ostringstream out;
    std::ostringstream summary;
    const auto count = run_cases(file, options(), out, summary);
    std::filesystem::remove(file);
    EXPECT_TRUE(count);
    return out.str() + summary.str();
}

TEST(RecordedDecisions, a_wrong_expectation_does_not_match) {
    const auto report = report_of(R"("reason": "unpaid")", R"("reason": "product")");
    EXPECT_NE(report.find(R"("match":false,"difference":"reason is unpaid, expected product")"),
              std::string::npos)
        << report;
    EXPECT_TRUE(report.ends_with("0 of 1 match\n"));
}

TEST(RecordedDecisions, an_unknown_key_is_refused) {
    const auto report = report_of(R"("force": false)", R"("force": false, "simulate": true)");
    EXPECT_NE(report.find("scan: unknown key"), std::string::npos) << report;
    EXPECT_TRUE(report.ends_with("0 of 1 match\n"));
}

TEST(RecordedDecisions, a_missing_file_is_an_error) {
    std::ostringstream out;
    const auto count = run_cases(kFolder / "none.jsonl", options(), out, out);
    ASSERT_FALSE(count);
    EXPECT_EQ(count.error().code, Errc::not_found);
}

}  // namespace
}  // namespace kiosk::cases
