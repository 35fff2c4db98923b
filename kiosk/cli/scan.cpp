// kiosk/cli/scan.cpp — kioskctl scan: decides and records one code, or one a line.
#include "kiosk/core/scan.hpp"

#include <istream>

#include <boost/json/object.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/outcome_text.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/wire/utf8.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

ExitCode scan_one(const std::string& code, const ScanOptions& options, const Session& session) {
    if (code.size() > core::kScanBytesMax) {
        return session.fail({ExitCode::usage, fmt::format("the code has {} bytes, limit {}",
                                                          code.size(), core::kScanBytesMax)});
    }
    if (!wire::decode_utf8(code)) {
        return session.fail({ExitCode::usage, "the code is not UTF-8, which JSON needs"});
    }
    json::object body{{"code", code}, {"source", options.source}, {"dry_run", options.dry_run}};
    if (options.force) body["force"] = true;
    if (options.ignore_unpaid) body["ignore_unpaid"] = true;
    if (!options.operator_id.empty()) body["operator"] = options.operator_id;
    if (!options.answers.empty()) {
        json::object answers;
        for (const std::string& answer : options.answers) {
            const std::size_t equals = answer.find('=');
            if (equals == std::string::npos || equals == 0) {
                return session.fail(
                    {ExitCode::usage, fmt::format("--answer \"{}\": write QUESTION=ANSWER, such as "
                                                  "tshirt=M",
                                                  printable(answer))});
            }
            answers[answer.substr(0, equals)] = answer.substr(equals + 1);
        }
        body["answers"] = std::move(answers);
    }
    if (!options.station.empty()) {
        body["station"] = options.station;
    }
    if (!options.type.empty()) {
        body["type"] = options.type;
    }
    const auto answer = session.api.post("scans", body);
    if (!answer) {
        return session.fail(answer.error());
    }
    if (!session.prints_json(*answer)) {
        print_outcome(*answer, session);
    }
    session.terminal.out.flush();
    return exit_code_of_verdict(text_of(*answer, "verdict"));
}

}  // namespace

ExitCode run(const ScanOptions& options, const Session& session) {
    if (options.code != "-") {
        return scan_one(options.code, options, session);
    }
    ExitCode worst = ExitCode::done;
    for (std::string line; std::getline(session.in, line);) {
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        if (!line.empty()) {
            worst = worse(worst, scan_one(line, options, session));
        }
    }
    return worst;
}

}  // namespace kiosk::cli
