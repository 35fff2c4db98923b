// tests/unit/cases/decide_cases_main.cpp — runs one file of cases: decide_cases FILE [FIXTURES].
#include <iostream>
#include <span>

#include "kiosk/cases/run_cases.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"

int main(int argc, char** argv) {
    const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
    if (arguments.size() < 2) {
        std::cerr << "decide_cases FILE.jsonl [FIXTURES]\n";
        return 2;
    }
    kiosk::cases::CaseOptions options;
    if (arguments.size() > 2) options.fixtures = arguments[2];
    const kiosk::crypto::Ed25519Verifier verifier;
    options.verifier = &verifier;
    options.zone = [](const std::string& zone) {
        return kiosk::locale::zone_offsets_from_tzdb(zone);
    };
    const auto count = kiosk::cases::run_cases(arguments[1], options, std::cout, std::cerr);
    if (!count) {
        std::cerr << count.error().context << '\n';
        return 2;
    }
    return count->all_match() ? 0 : 1;
}
