// kiosk/ports/doorkeeper.hpp — who may sign in, who is signed in, and which tokens are good.
//
// Main thread; callbacks come there too.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/ports/caller.hpp"

namespace kiosk::ports {

struct PinWrong {};  // or nobody has this name: the answer does not tell
struct PinLocked {
    std::chrono::seconds left{0};
};
struct PinsBusy {};  // more PINs at once than are checked
using PinAnswer = std::variant<Caller, PinWrong, PinLocked, PinsBusy>;

struct TokenView {
    std::string name;
    Role role = Role::nobody;
    std::string station;
};

// What is to be made; names and PINs are checked by the doorkeeper.
struct NewPerson {
    std::string name;
    Role role = Role::nobody;
    std::string pin;
};

class Doorkeeper {
  public:
    virtual ~Doorkeeper() = default;

    // Checks a PIN off this thread; wrong ones count, also of names that nobody has.
    virtual void check_pin(std::string name, std::string pin,
                           std::function<void(PinAnswer)> done) = 0;

    // A session for whoever proved their PIN: its secret, for a cookie.
    [[nodiscard]] virtual std::string begin_session(const Caller& caller) = 0;
    // Nothing for a session that is over or never was. `acts`: a supervisor's act, which keeps a
    // supervisor's rights awake.
    [[nodiscard]] virtual std::optional<Caller> by_session(std::string_view secret, bool acts) = 0;
    virtual void end_session(std::string_view secret) = 0;

    [[nodiscard]] virtual std::optional<Caller> by_token(std::string_view secret) = 0;

    [[nodiscard]] virtual std::vector<Caller> people() const = 0;
    // Errc::conflict for a name that looks like a known one; Errc::invalid_input.
    virtual void add_person(NewPerson person, std::function<void(Result<>)> done) = 0;
    // Errc::not_found. Their sessions end.
    virtual void change_pin(std::string name, std::string pin,
                            std::function<void(Result<>)> done) = 0;
    virtual void remove_person(std::string name, std::function<void(Result<>)> done) = 0;

    [[nodiscard]] virtual std::vector<TokenView> tokens() const = 0;
    // The secret, which is told once.
    virtual void add_token(TokenView token, std::function<void(Result<std::string>)> done) = 0;
    virtual void remove_token(std::string name, std::function<void(Result<>)> done) = 0;
};

}  // namespace kiosk::ports
