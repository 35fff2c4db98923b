// tests/unit/api/fake_doorkeeper.hpp — a doorkeeper who knows three people, without hashes or
// files.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/ports/doorkeeper.hpp"

namespace kiosk::api {

// Abena and Kofi lead, Esi works at a desk; each signs in with 428193. The secret of a session is
// "s-" and the name.
class FakeDoorkeeper final : public ports::Doorkeeper {
  public:
    void check_pin(std::string name, std::string pin,
                   std::function<void(ports::PinAnswer)> done) override {
        tried.push_back(name);
        if (refuses) return done(*refuses);
        const auto known = known_.find(name);
        if (known == known_.end() || pin != "428193") return done(ports::PinWrong{});
        done(ports::Caller{.role = known->second, .name = name});
    }
    std::string begin_session(const ports::Caller& caller) override { return "s-" + caller.name; }
    std::optional<ports::Caller> by_session(std::string_view secret, bool acts) override {
        acted.push_back(acts);
        for (const auto& [name, role] : known_) {
            if (secret == "s-" + name) return ports::Caller{.role = role, .name = name};
        }
        return std::nullopt;
    }
    void end_session(std::string_view secret) override { ended.emplace_back(secret); }
    std::optional<ports::Caller> by_token(std::string_view secret) override {
        if (secret == "t-gate") {
            return ports::Caller{
                .role = ports::Role::station, .name = "North gate", .station = "gate-n"};
        }
        if (secret == "t-viewer") return ports::Caller{.role = ports::Role::viewer, .name = "Wall"};
        return std::nullopt;
    }
    std::vector<ports::Caller> people() const override {
        std::vector<ports::Caller> all;
        for (const auto& [name, role] : known_) all.push_back({.role = role, .name = name});
        return all;
    }
    void add_person(ports::NewPerson person, std::function<void(Result<>)> done) override {
        known_.emplace(person.name, person.role);
        done({});
    }
    void change_pin(std::string name, std::string, std::function<void(Result<>)> done) override {
        if (known_.contains(name)) return done({});
        done(fail(Errc::not_found, "nobody"));
    }
    void remove_person(std::string name, std::function<void(Result<>)> done) override {
        known_.erase(name);
        done({});
    }
    std::vector<ports::TokenView> tokens() const override { return {}; }
    void add_token(ports::TokenView token, std::function<void(Result<std::string>)> done) override {
        done("secret of " + token.name);
    }
    void remove_token(std::string, std::function<void(Result<>)> done) override { done({}); }

    std::optional<ports::PinAnswer> refuses;
    std::vector<std::string> tried;
    std::vector<std::string> ended;
    std::vector<bool> acted;

  private:
    std::map<std::string, ports::Role> known_{
        {"Abena", ports::Role::lead}, {"Kofi", ports::Role::lead}, {"Esi", ports::Role::desk}};
};

}  // namespace kiosk::api
