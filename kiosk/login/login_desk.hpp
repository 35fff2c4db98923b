// kiosk/login/login_desk.hpp — the doorkeeper: credentials and locks in files, sessions in memory.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/login/credentials.hpp"
#include "kiosk/login/pin_locks.hpp"
#include "kiosk/login/sessions.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/doorkeeper.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::login {

struct LoginHooks {
    std::function<void(std::function<void()>)> run_aside;    // on a worker, one after another
    std::function<void(std::function<void()>)> run_on_main;  // from any thread
    std::function<void(const std::string&)> report;          // what went wrong with a file
};

class LoginDesk final : public ports::Doorkeeper {
  public:
    static constexpr std::size_t kChecksMax = 8;  // PINs that wait to be checked

    // Reads `credentials` and `pin-locks` in the directory; neither need be there. Guests come in
    // without supervisors too: credentials that cannot be read or understood are reported, put
    // aside as `credentials.damaged`, and nobody signs in. Files and clock outlive it and what
    // runs aside.
    LoginDesk(storage::FileSystem& files, storage::Path directory, const ports::Clock& clock,
              LoginHooks hooks);

    void check_pin(std::string name, std::string pin,
                   std::function<void(ports::PinAnswer)> done) override;
    [[nodiscard]] std::string begin_session(const ports::Caller& caller) override;
    [[nodiscard]] std::optional<ports::Caller> by_session(std::string_view secret,
                                                          bool acts) override;
    void end_session(std::string_view secret) override;
    [[nodiscard]] std::optional<ports::Caller> by_token(std::string_view secret) override;

    [[nodiscard]] std::vector<ports::Caller> people() const override;
    void add_person(ports::NewPerson person, std::function<void(Result<>)> done) override;
    void change_pin(std::string name, std::string pin, std::function<void(Result<>)> done) override;
    void remove_person(std::string name, std::function<void(Result<>)> done) override;

    [[nodiscard]] std::vector<ports::TokenView> tokens() const override;
    void add_token(ports::TokenView token, std::function<void(Result<std::string>)> done) override;
    void remove_token(std::string name, std::function<void(Result<>)> done) override;

  private:
    void read_credentials();
    void read_locks();
    void checked(const std::string& name, bool right, std::function<void(ports::PinAnswer)> done);
    void keep_locks(std::function<void()> then);
    // Makes `changed` durable, then takes it.
    void keep(Credentials changed, std::function<void(Result<>)> done);
    void keep_and_sign_out(Credentials changed, std::string name,
                           std::function<void(Result<>)> done);

    storage::FileSystem& files_;
    storage::Path directory_;
    const ports::Clock& clock_;
    LoginHooks hooks_;
    Credentials credentials_;
    PinLocks locks_;
    Sessions sessions_;
    std::size_t checks_ = 0;
    bool is_changing_ = false;  // one change of the file at a time
};

}  // namespace kiosk::login
