// kiosk/cli/decide.cpp — kioskctl decide: runs decision cases on the daemon's own engine.
//
// Always JSON lines: this is a contract that other programs build on.
#include <string>

#include "kiosk/cases/run_cases.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"
#include "kiosk/locale/fold_case.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"

namespace kiosk::cli {

ExitCode run(const DecideOptions& options, const Session& session) {
    const crypto::Ed25519Verifier verifier;
    cases::CaseOptions how;
    how.fixtures = options.fixtures;
    how.zone = [](const std::string& zone) { return locale::zone_offsets_from_tzdb(zone); };
    how.fold_case = locale::fold_case;
    how.verifier = &verifier;
    const auto count =
        cases::run_cases(options.cases, how, session.terminal.out, session.terminal.talk);
    if (!count) return session.fail({ExitCode::failed, failure_of(count.error()).text});
    return count->all_match() ? ExitCode::done : ExitCode::failed;
}

}  // namespace kiosk::cli
