// kiosk/login/login_desk.cpp — slow and blocking work goes aside; every decision is made here.
#include "kiosk/login/login_desk.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "kiosk/crypto/pin_hash.hpp"

namespace kiosk::login {
namespace {

using ports::PinAnswer;
using ports::Role;

constexpr const char* kCredentialsFile = "credentials";
constexpr const char* kDamagedFile = "credentials.damaged";
constexpr const char* kLocksFile = "pin-locks";

// Empty where there is no such file.
Result<std::string> text_of(storage::FileSystem& files, const storage::Path& path,
                            std::size_t limit) {
    const auto bytes = storage::read_file(files, path, limit);
    if (!bytes && bytes.error().code == Errc::not_found) return std::string();
    if (!bytes) return fail(bytes.error());
    return std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size());
}

Result<> write(storage::FileSystem& files, const storage::Path& path, const std::string& text) {
    return storage::write_file_durably(files, path, std::as_bytes(std::span(text)));
}

Error nobody(const std::string& name) {
    return {Errc::not_found, "nobody is called \"" + name + "\"; see: kioskctl people list"};
}

Error being_changed() {
    return {Errc::conflict, "people or tokens are just being changed; repeat"};
}

Result<> check_new_token(const ports::TokenView& token) {
    KIOSK_TRY_VOID(check_name(token.name));
    if (token.role == Role::nobody) return fail(Errc::invalid_input, "a token needs a role");
    if ((token.role == Role::station) == token.station.empty()) {
        return fail(Errc::invalid_input,
                    "a token names a station where its role is station, and only there");
    }
    const bool blank = std::ranges::any_of(token.station, [](char c) { return c <= ' '; });
    if (blank) return fail(Errc::invalid_input, "a station's id has no blanks");
    return {};
}

}  // namespace

LoginDesk::LoginDesk(storage::FileSystem& files, storage::Path directory, const ports::Clock& clock,
                     LoginHooks hooks)
    : files_(files), directory_(std::move(directory)), clock_(clock), hooks_(std::move(hooks)) {
    read_credentials();
    read_locks();
}

void LoginDesk::read_credentials() {
    const storage::Path path = directory_ / kCredentialsFile;
    const auto text = text_of(files_, path, kCredentialsMax);
    if (text && text->empty()) return;
    auto read = text ? parse_credentials(*text) : Result<Credentials>(fail(text.error()));
    if (read) {
        credentials_ = *std::move(read);
        return;
    }
    hooks_.report("nobody can sign in: " + read.error().context);
    // So that the next `people add` overwrites nothing that can be mended.
    const auto aside = files_.rename(path, directory_ / kDamagedFile);
    if (!aside) hooks_.report(aside.error().context);
}

// Locks that cannot be read are no reason to stand still: the next wrong PIN writes them anew.
void LoginDesk::read_locks() {
    const auto text = text_of(files_, directory_ / kLocksFile, PinLocks::kFileMax);
    if (!text) hooks_.report("wrong PINs of before are forgotten: " + text.error().context);
    const auto is_known = [this](std::string_view name) {
        return credentials_.person(name) != nullptr;
    };
    locks_ = PinLocks::parse(text.value_or(""), clock_.now(), is_known);
}

void LoginDesk::check_pin(std::string name, std::string pin, std::function<void(PinAnswer)> done) {
    const Timestamp now = clock_.now();
    if (const auto left = locks_.left(name, now); left.count() > 0) {
        return done(ports::PinLocked{left});
    }
    if (checks_ >= kChecksMax) return done(ports::PinsBusy{});
    const Person* const person = credentials_.person(name);
    locks_.try_one(name, person != nullptr, now);
    ++checks_;
    // A name that nobody has takes as long and answers the same.
    std::string hash = person != nullptr ? person->pin_hash : std::string();
    hooks_.run_aside([this, name = std::move(name), pin = std::move(pin), hash = std::move(hash),
                      done = std::move(done)]() mutable {
        const bool right =
            crypto::is_pin(pin, hash.empty() ? crypto::nobodys_pin_hash() : hash) && !hash.empty();
        hooks_.run_on_main([this, name = std::move(name), right, done = std::move(done)]() mutable {
            --checks_;
            checked(name, right, std::move(done));
        });
    });
}

// Somebody may have been removed while their PIN was checked.
void LoginDesk::checked(const std::string& name, bool right, std::function<void(PinAnswer)> done) {
    const Person* const person = right ? credentials_.person(name) : nullptr;
    if (person == nullptr) {
        // The answer waits for the disk, so that no pulled plug gives a try back.
        return keep_locks([done = std::move(done)] { done(ports::PinWrong{}); });
    }
    locks_.forget(name);
    keep_locks([] {});
    done(ports::Caller{.role = person->role, .name = person->name});
}

void LoginDesk::keep_locks(std::function<void()> then) {
    hooks_.run_aside([this, text = locks_.print(clock_.now()), then = std::move(then)]() mutable {
        auto kept = write(files_, directory_ / kLocksFile, text);
        hooks_.run_on_main([this, kept = std::move(kept), then = std::move(then)] {
            if (!kept) hooks_.report("wrong PINs count in memory alone: " + kept.error().context);
            then();
        });
    });
}

std::string LoginDesk::begin_session(const ports::Caller& caller) {
    return sessions_.begin(caller, clock_.now().mono);
}

std::optional<ports::Caller> LoginDesk::by_session(std::string_view secret, bool acts) {
    return sessions_.find(secret, acts, clock_.now().mono);
}

void LoginDesk::end_session(std::string_view secret) {
    sessions_.end(secret);
}

std::optional<ports::Caller> LoginDesk::by_token(std::string_view secret) {
    const auto digest = crypto::digest_of(secret);
    const auto found = std::ranges::find(credentials_.tokens, digest, &Token::digest);
    if (found == credentials_.tokens.end()) return std::nullopt;
    return ports::Caller{.role = found->role, .name = found->name, .station = found->station};
}

std::vector<ports::Caller> LoginDesk::people() const {
    std::vector<ports::Caller> all;
    for (const Person& person : credentials_.people) {
        all.push_back({.role = person.role, .name = person.name});
    }
    return all;
}

void LoginDesk::keep(Credentials changed, std::function<void(Result<>)> done) {
    if (is_changing_) return done(fail(being_changed()));
    is_changing_ = true;
    std::string text = print_credentials(changed);
    hooks_.run_aside([this, text = std::move(text), changed = std::move(changed),
                      done = std::move(done)]() mutable {
        auto kept = write(files_, directory_ / kCredentialsFile, text);
        hooks_.run_on_main([this, kept = std::move(kept), changed = std::move(changed),
                            done = std::move(done)]() mutable {
            is_changing_ = false;
            if (kept) credentials_ = std::move(changed);
            done(std::move(kept));
        });
    });
}

void LoginDesk::keep_and_sign_out(Credentials changed, std::string name,
                                  std::function<void(Result<>)> done) {
    keep(std::move(changed), [this, name = std::move(name), done = std::move(done)](Result<> kept) {
        if (kept) sessions_.end_all_of(name);
        done(std::move(kept));
    });
}

void LoginDesk::add_person(ports::NewPerson person, std::function<void(Result<>)> done) {
    if (auto wrong = check_name(person.name); !wrong) return done(std::move(wrong));
    if (auto wrong = check_pin_rules(person.pin); !wrong) return done(std::move(wrong));
    if (person.role == Role::nobody || person.role == Role::station) {
        return done(fail(Errc::invalid_input, "a person is viewer, desk, gate, lead or admin"));
    }
    if (const Person* const alike = credentials_.person(person.name)) {
        return done(fail(Errc::conflict, "\"" + person.name + "\" looks like \"" + alike->name +
                                             "\", who is here already"));
    }
    if (credentials_.people.size() >= kPeopleMax) {
        return done(fail(Errc::too_large, std::to_string(kPeopleMax) + " people are the limit"));
    }
    hooks_.run_aside([this, person = std::move(person), done = std::move(done)]() mutable {
        auto hash = crypto::hash_pin(person.pin);
        hooks_.run_on_main([this, person = std::move(person), hash = std::move(hash),
                            done = std::move(done)]() mutable {
            if (!hash) return done(fail(std::move(hash).error()));
            Credentials changed = credentials_;
            // Somebody else may have added the same name meanwhile.
            if (changed.person(person.name) != nullptr) return done(fail(being_changed()));
            changed.people.push_back({person.name, person.role, *std::move(hash)});
            keep(std::move(changed), std::move(done));
        });
    });
}

void LoginDesk::change_pin(std::string name, std::string pin, std::function<void(Result<>)> done) {
    if (auto wrong = check_pin_rules(pin); !wrong) return done(std::move(wrong));
    hooks_.run_aside(
        [this, name = std::move(name), pin = std::move(pin), done = std::move(done)]() mutable {
            auto hash = crypto::hash_pin(pin);
            hooks_.run_on_main([this, name = std::move(name), hash = std::move(hash),
                                done = std::move(done)]() mutable {
                if (!hash) return done(fail(std::move(hash).error()));
                Credentials changed = credentials_;
                Person* const person = changed.person(name);
                if (person == nullptr) return done(fail(nobody(name)));
                person->pin_hash = *std::move(hash);
                if (locks_.forget(person->name)) keep_locks([] {});
                std::string whose = person->name;
                keep_and_sign_out(std::move(changed), std::move(whose), std::move(done));
            });
        });
}

void LoginDesk::remove_person(std::string name, std::function<void(Result<>)> done) {
    Credentials changed = credentials_;
    const Person* const person = changed.person(name);
    if (person == nullptr) return done(fail(nobody(name)));
    name = person->name;
    changed.people.erase(changed.people.begin() + (person - changed.people.data()));
    keep_and_sign_out(std::move(changed), std::move(name), std::move(done));
}

std::vector<ports::TokenView> LoginDesk::tokens() const {
    std::vector<ports::TokenView> all;
    for (const Token& token : credentials_.tokens) {
        all.push_back({token.name, token.role, token.station});
    }
    return all;
}

void LoginDesk::add_token(ports::TokenView token, std::function<void(Result<std::string>)> done) {
    if (auto wrong = check_new_token(token); !wrong) return done(fail(std::move(wrong).error()));
    Credentials changed = credentials_;
    if (const Token* const alike = changed.token(token.name)) {
        return done(fail(Errc::conflict, "\"" + token.name + "\" looks like the token \"" +
                                             alike->name + "\", which is here already"));
    }
    if (changed.tokens.size() >= kTokensMax) {
        return done(fail(Errc::too_large, std::to_string(kTokensMax) + " tokens are the limit"));
    }
    std::string secret = crypto::make_secret();
    changed.tokens.push_back({token.name, token.role, token.station, crypto::digest_of(secret)});
    keep(std::move(changed), [secret = std::move(secret), done = std::move(done)](Result<> kept) {
        if (!kept) return done(fail(std::move(kept).error()));
        done(secret);
    });
}

void LoginDesk::remove_token(std::string name, std::function<void(Result<>)> done) {
    Credentials changed = credentials_;
    const Token* const token = changed.token(name);
    if (token == nullptr) return done(fail(Errc::not_found, "no token \"" + name + "\""));
    changed.tokens.erase(changed.tokens.begin() + (token - changed.tokens.data()));
    keep(std::move(changed), std::move(done));
}

}  // namespace kiosk::login
