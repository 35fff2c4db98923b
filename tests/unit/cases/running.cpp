// tests/unit/cases/running.cpp — one case at a time, in a file of its own.
#include "tests/unit/cases/running.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "kiosk/crypto/ed25519_verifier.hpp"
#include "kiosk/locale/fold_case.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"

namespace kiosk::cases {

CaseOptions options() {
    static const crypto::Ed25519Verifier verifier;
    CaseOptions options;
    options.fixtures = kFolder / "fixtures";
    options.worlds = kFolder / "worlds.json";
    options.zone = [](const std::string& zone) { return locale::zone_offsets_from_tzdb(zone); };
    options.fold_case = locale::fold_case;
    options.verifier = &verifier;
    return options;
}

std::string mismatches(const std::string& report) {
    std::string found;
    std::istringstream lines(report);
    for (std::string line; std::getline(lines, line);) {
        if (line.find("\"match\":true") == std::string::npos) found += line + "\n";
    }
    return found;
}

std::string run_changed(const char* name, const std::string& from, const std::string& to) {
    std::ifstream input(kFolder / name);
    std::string line;
    while (std::getline(input, line) && line.find(from) == std::string::npos) {
    }
    const auto at = line.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    if (at == std::string::npos) return {};
    line.replace(at, from.size(), to);
    const auto file = std::filesystem::temp_directory_path() /
                      ("kiosk-case-" + std::to_string(::getpid()) + ".jsonl");
    std::ofstream(file) << line << "\n";
    std::ostringstream report;
    const auto count = run_cases(file, options(), report, report);
    std::filesystem::remove(file);
    EXPECT_TRUE(count);
    return report.str();
}

}  // namespace kiosk::cases
