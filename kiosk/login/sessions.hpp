// kiosk/login/sessions.hpp — who is signed in, in memory only: a restart signs everybody out.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.hpp"
#include "kiosk/crypto/secret_token.hpp"
#include "kiosk/ports/caller.hpp"

namespace kiosk::login {

class Sessions {
  public:
    // A shift. A screen that stays signed in is a gate's at most.
    static constexpr std::chrono::hours kLongest{12};
    // Without a supervisor's act the rights of a lead or admin sleep: the PIN wakes them again.
    static constexpr std::chrono::minutes kSupervisorIdle{5};
    static constexpr std::size_t kOfOnePerson = 4;  // the oldest ends; people are kPeopleMax

    // The secret; only its digest is kept.
    [[nodiscard]] std::string begin(const ports::Caller& caller, Instant now);

    // Nothing for a secret of no session. `acts` keeps a supervisor awake who is.
    [[nodiscard]] std::optional<ports::Caller> find(std::string_view secret, bool acts,
                                                    Instant now);

    void end(std::string_view secret);
    void end_all_of(std::string_view name);  // as it stands in the credentials

    [[nodiscard]] std::size_t size() const { return sessions_.size(); }

  private:
    struct Session {
        crypto::SecretDigest digest{};
        ports::Caller caller;
        Instant began;
        Instant acted;
    };

    std::list<Session> sessions_;  // oldest first
};

}  // namespace kiosk::login
