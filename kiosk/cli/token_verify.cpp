// kiosk/cli/token_verify.cpp — kioskctl token verify: one JSON line a token, in their order.
//
// Always JSON lines: this is a contract that other programs build on. The token is never printed:
// who has its text has the ticket.
#include <chrono>
#include <optional>
#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/cli/badge_text.hpp"
#include "kiosk/cli/key_set_file.hpp"
#include "kiosk/cli/verbs.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/ticket/ticket_reader.hpp"
#include "kiosk/crypto/ed25519_verifier.hpp"
#include "kiosk/wire/rfc3339.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

std::int64_t unix_seconds(std::chrono::sys_seconds at) {
    return at.time_since_epoch().count();
}

json::object fields_of(const core::K1Badge& badge) {
    json::array zones;
    for (const unsigned zone : zones_of(badge)) zones.push_back(zone);
    json::array flags;
    for (const std::string_view flag : flags_of(badge)) flags.push_back(json::value(flag));
    return {{"credential", credential_text(badge.credential)},
            {"event", badge.event},
            {"product", badge.product},
            {"zones", std::move(zones)},
            {"valid_from", unix_seconds(badge.valid_from)},
            {"valid_until", unix_seconds(badge.valid_until)},
            {"flags", std::move(flags)},
            {"issue", badge.issue}};
}

template <class Id>
json::value number_or_null(const std::optional<Id>& id) {
    return id ? json::value(id->value) : json::value(nullptr);
}

json::value number_or_null(const std::optional<std::chrono::sys_seconds>& at) {
    return at ? json::value(unix_seconds(*at)) : json::value(nullptr);
}

json::object fields_of(const core::SignedTicket& ticket) {
    return {{"seed", ticket.seed},
            {"item", ticket.product},
            {"variation", number_or_null(ticket.variation)},
            {"subevent", number_or_null(ticket.subevent)},
            {"valid_from", number_or_null(ticket.valid_from)},
            {"valid_until", number_or_null(ticket.valid_until)}};
}

// What the token says, where a known key signed it.
json::value fields_of(const core::TokenCheck& check) {
    if (check.ticket) return fields_of(check.ticket->ticket);
    const bool is_signed =
        check.badge && check.key != nullptr && check.fault != core::TokenFault::bad_signature;
    return is_signed ? json::value(fields_of(*check.badge)) : json::value(nullptr);
}

// One line of a stream, without its end; cut behind the greatest length that anything reads.
bool next_line(std::istream& in, std::string& line) {
    line.clear();
    char c = 0;
    bool any = false;
    while (in.get(c)) {
        any = true;
        if (c == '\n') break;
        if (line.size() <= core::kScanBytesMax) line += c;
    }
    if (line.ends_with('\r')) line.pop_back();
    return any;
}

class Verifying {
  public:
    Verifying(const core::KeySet& keys, UtcTime now, std::ostream& out)
        : keys_(keys), now_(now), out_(out) {}

    void verify(std::string_view token) {
        const core::TokenCheck check = core::check_token(token, keys_, now_, verifier_);
        const auto reading = core::read_ticket(token, keys_, now_, verifier_);
        const json::value key =
            check.key == nullptr ? json::value(nullptr) : json::value(check.key->id);
        out_ << json::serialize(json::object{{"kind", name_of(check.kind)},
                                             {"valid", check.genuine()},
                                             {"reason", name_of(check.fault)},
                                             {"gate", name_of(core::gate_reason(reading, now_))},
                                             {"key", key},
                                             {"fields", fields_of(check)}})
             << '\n';
        all_valid_ = all_valid_ && check.genuine();
    }

    void verify_lines(std::istream& in) {
        for (std::string line; next_line(in, line);) {
            if (!line.empty()) verify(line);
        }
    }

    [[nodiscard]] bool all_valid() const { return all_valid_; }

  private:
    const core::KeySet& keys_;
    UtcTime now_;
    std::ostream& out_;
    crypto::Ed25519Verifier verifier_;
    bool all_valid_ = true;
};

}  // namespace

ExitCode run(const TokenVerifyOptions& options, const Session& session) {
    UtcTime now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    if (!options.at.empty()) {
        const auto at = wire::parse_rfc3339(options.at);
        if (!at) return session.fail({ExitCode::usage, "--at: " + at.error().context});
        now = *at;
    }
    const auto keys = key_set_from(options.keys, session);
    if (!keys) return ExitCode::usage;
    Verifying verifying(*keys, now, session.terminal.out);
    for (const std::string& token : options.tokens) {
        if (token == "-") {
            verifying.verify_lines(session.in);
        } else {
            verifying.verify(token);
        }
    }
    return verifying.all_valid() ? ExitCode::done : ExitCode::failed;
}

}  // namespace kiosk::cli
