// kiosk/cli/exit_code.cpp — from statuses, verdicts and errors to exit codes.
#include "kiosk/cli/exit_code.hpp"

#include "kiosk/base/check.hpp"

namespace kiosk::cli {
namespace {

// How much a script should mind; done least, troubles with the daemon most.
int weight(ExitCode code) {
    switch (code) {
        case ExitCode::done: return 0;
        case ExitCode::check: return 1;
        case ExitCode::stop: return 2;
        case ExitCode::failed:
        case ExitCode::usage:
        case ExitCode::not_found:
        case ExitCode::conflict:
        case ExitCode::unreachable:
        case ExitCode::try_again:
        case ExitCode::not_allowed:
        case ExitCode::bad_config: return 3;
    }
    KIOSK_UNREACHABLE();
}

}  // namespace

ExitCode exit_code_of_status(int http_status) {
    if (http_status >= 200 && http_status < 300) {
        return ExitCode::done;
    }
    switch (http_status) {
        case 400:
        case 422: return ExitCode::usage;
        case 401:
        case 403: return ExitCode::not_allowed;
        case 404: return ExitCode::not_found;
        case 409: return ExitCode::conflict;
        case 429:
        case 503: return ExitCode::try_again;
        default: return ExitCode::failed;
    }
}

ExitCode exit_code_of_verdict(std::string_view verdict) {
    if (verdict == "go") {
        return ExitCode::done;
    }
    return verdict == "check" ? ExitCode::check : ExitCode::stop;
}

ExitCode exit_code_of(Errc code) {
    switch (code) {
        case Errc::unavailable: return ExitCode::unreachable;
        case Errc::timed_out:
        case Errc::locked: return ExitCode::try_again;
        case Errc::denied: return ExitCode::not_allowed;
        case Errc::not_found: return ExitCode::not_found;
        case Errc::conflict: return ExitCode::conflict;
        case Errc::invalid_input:
        case Errc::too_large:
        case Errc::no_space:
        case Errc::io_failure:
        case Errc::corrupt:
        case Errc::unsupported: return ExitCode::failed;
    }
    KIOSK_UNREACHABLE();
}

ExitCode worse(ExitCode a, ExitCode b) {
    return weight(b) > weight(a) ? b : a;
}

}  // namespace kiosk::cli
