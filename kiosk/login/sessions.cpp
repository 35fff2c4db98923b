// kiosk/login/sessions.cpp — at most a few hundred, searched from end to end.
#include "kiosk/login/sessions.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::login {

std::string Sessions::begin(const ports::Caller& caller, Instant now) {
    std::erase_if(sessions_, [now](const Session& one) { return now - one.began >= kLongest; });
    const auto is_theirs = [&](const Session& one) { return one.caller.name == caller.name; };
    if (std::cmp_greater_equal(std::ranges::count_if(sessions_, is_theirs), kOfOnePerson)) {
        sessions_.erase(std::ranges::find_if(sessions_, is_theirs));
    }
    std::string secret = crypto::make_secret();
    sessions_.push_back({crypto::digest_of(secret), caller, now, now});
    return secret;
}

std::optional<ports::Caller> Sessions::find(std::string_view secret, bool acts, Instant now) {
    const auto found = std::ranges::find(sessions_, crypto::digest_of(secret), &Session::digest);
    if (found == sessions_.end()) return std::nullopt;
    if (now - found->began >= kLongest) {
        sessions_.erase(found);
        return std::nullopt;
    }
    ports::Caller caller = found->caller;
    if (caller.role < ports::Role::lead) return caller;
    if (now - found->acted >= kSupervisorIdle) {
        caller.role = ports::Role::gate;
    } else if (acts) {
        found->acted = now;
    }
    return caller;
}

void Sessions::end(std::string_view secret) {
    const auto digest = crypto::digest_of(secret);
    std::erase_if(sessions_, [&](const Session& one) { return one.digest == digest; });
}

void Sessions::end_all_of(std::string_view name) {
    std::erase_if(sessions_, [&](const Session& one) { return one.caller.name == name; });
}

}  // namespace kiosk::login
