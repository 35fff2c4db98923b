// kiosk/cli/doctor.cpp — kioskctl doctor: everything that can be wrong, with the cure.
#include <algorithm>
#include <chrono>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/core.h>
#include <sys/timex.h>

#include "kiosk/base/check.hpp"
#include "kiosk/cli/doctor_checks.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

// adjtimex(2) without modes only reads.
bool kernel_synced() {
    timex state{};
    return adjtimex(&state) >= 0 && (state.status & STA_UNSYNC) == 0;
}

std::int64_t seconds_since_1970() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

std::vector<Finding> examine(const DoctorOptions& options, const Session& session) {
    const auto& state = session.global.state;
    std::vector<Finding> findings{
        check_config_file(options.config), check_clock(seconds_since_1970(), kernel_synced()),
        check_time_zones(), check_free_space(state.empty() ? "/var/lib/kioskd" : state)};
    const auto status = session.api.get("status");
    if (!status) {
        findings.push_back({"daemon", Health::bad, status.error().text,
                            "systemctl start kioskd; journalctl -u kioskd -n 50"});
        return findings;
    }
    findings.push_back({"daemon", Health::good, session.api.endpoint().to_text(), ""});
    std::ranges::move(check_status(*status), std::back_inserter(findings));
    return findings;
}

std::string mark(const Finding& finding, const Terminal& terminal) {
    const std::string text =
        fmt::format("{}  {}", padded(printable(finding.name), 12), printable(finding.text));
    switch (finding.health) {
        case Health::good: return good(terminal, text);
        case Health::doubtful: return doubtful(terminal, text);
        case Health::bad: return bad(terminal, text);
    }
    KIOSK_UNREACHABLE();
}

const char* name_of(Health health) {
    switch (health) {
        case Health::good: return "ok";
        case Health::doubtful: return "warning";
        case Health::bad: return "failure";
    }
    KIOSK_UNREACHABLE();
}

json::object document_of(const std::vector<Finding>& findings) {
    json::array checks;
    for (const Finding& finding : findings) {
        checks.push_back(json::object{{"name", finding.name},
                                      {"state", name_of(finding.health)},
                                      {"text", finding.text},
                                      {"fix", finding.fix}});
    }
    return {{"checks", std::move(checks)}};
}

}  // namespace

ExitCode run(const DoctorOptions& options, const Session& session) {
    const std::vector<Finding> findings = examine(options, session);
    if (!session.prints_json(document_of(findings))) {
        for (const Finding& finding : findings) {
            session.terminal.out << mark(finding, session.terminal) << '\n';
            if (!finding.fix.empty()) {
                session.terminal.out << "    → " << printable(finding.fix) << '\n';
            }
        }
    }
    const auto worst = std::ranges::max(findings, {}, &Finding::health).health;
    return static_cast<ExitCode>(worst);  // 0 ok, 1 warnings, 2 failures
}

}  // namespace kiosk::cli
