// kiosk/cli/people_words.cpp — options of people and tokens.
#include "kiosk/cli/people_words.hpp"

#include <utility>

#include <CLI/CLI.hpp>

namespace kiosk::cli {
namespace {

constexpr const char* kRoles = "viewer, desk, gate, lead or admin";

// A verb under `parent` that says what is to be done.
template <class Options, class Act>
CLI::App* add_act(CLI::App& parent, Options& options, const char* name, const char* help, Act act) {
    auto* const verb = parent.add_subcommand(name, help);
    verb->callback([&options, act] { options.act = act; });
    return verb;
}

template <class Options>
void add_name(CLI::App& verb, Options& options, const char* help) {
    verb.add_option("NAME", options.name, help)->required();
}

}  // namespace

void PeopleWords::add_to(CLI::App& app) {
    auto* const people = app.add_subcommand("people", "Who may sign in by name and PIN");
    people->require_subcommand(1);
    add_act(*people, people_, "list", "Who may sign in", PeopleAct::list);
    auto* const add = add_act(*people, people_, "add", "Let somebody sign in", PeopleAct::add);
    add_name(*add, people_, "The name that acts are recorded under");
    add->add_option("--role", people_.role, kRoles)->required();
    add_name(*add_act(*people, people_, "pin", "Give a new PIN", PeopleAct::pin), people_, "Whose");
    add_name(*add_act(*people, people_, "remove", "Let somebody go", PeopleAct::remove), people_,
             "Who");
    auto* const tokens = app.add_subcommand("tokens", "Tokens of tablets and programs");
    tokens->require_subcommand(1);
    add_act(*tokens, tokens_, "list", "All tokens", TokensAct::list);
    auto* const make = add_act(*tokens, tokens_, "add", "Make a token", TokensAct::add);
    add_name(*make, tokens_, "What it is called");
    make->add_option("--role", tokens_.role, std::string("station, ") + kRoles)->required();
    make->add_option("--station", tokens_.station, "The one station that it is good for");
    add_name(*add_act(*tokens, tokens_, "remove", "Refuse it from now on", TokensAct::remove),
             tokens_, "Which");
}

std::optional<Verb> PeopleWords::chosen(std::string_view verb) {
    if (verb == "people") return std::move(people_);
    if (verb == "tokens") return std::move(tokens_);
    return std::nullopt;
}

}  // namespace kiosk::cli
